import assert from "node:assert/strict";
import { test } from "node:test";
import { isBeside, wholeScale } from "./compare";

const PAGE = { width: 1280, height: 800 };

test("side by side, two pages and the gaps fit the stage", () => {
  assert.equal(wholeScale("side", PAGE, 2 * 640 + 48), 0.5);
});

test("over each other, one page and two gaps do", () => {
  for (const mode of ["overlay", "slider", "difference"] as const) assert.equal(wholeScale(mode, PAGE, 672), 0.5);
});

test("on a phone the page stands below its mockup, as wide as the stage", () => {
  assert.equal(isBeside("side", 390), false);
  assert.equal(wholeScale("side", PAGE, 390), wholeScale("overlay", PAGE, 390));
});

test("nothing is enlarged by itself, and nothing vanishes", () => {
  assert.equal(wholeScale("side", PAGE, 9000), 1);
  assert.equal(wholeScale("side", PAGE, 10), 0.05);
});
