import assert from "node:assert/strict";
import { test } from "node:test";
import { wholeScale } from "./compare";

const PAGE = { width: 1280, height: 800 };

test("one page fills the stage, less its margins", () => {
  assert.equal(wholeScale("overlay", PAGE, { width: 672, height: 500 }), 0.5);
});

test("two beside each other share it", () => {
  assert.equal(wholeScale("side", PAGE, { width: 1328, height: 500 }), 0.5);
});

test("nothing is enlarged, and nothing vanishes", () => {
  assert.equal(wholeScale("slider", PAGE, { width: 5000, height: 500 }), 1);
  assert.equal(wholeScale("side", PAGE, { width: 10, height: 500 }), 0.05);
});
