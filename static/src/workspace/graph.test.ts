import assert from "node:assert/strict";
import { test } from "node:test";
import { drawingOf, gutterFor } from "./graph";

test("a version between two others has a line from above and one below", () => {
  const { x, lines, curves } = drawingOf({ lane: 0, passing: [], children: [0], parented: true });
  assert.deepEqual(lines, [
    { x, from: 0, to: 31 },
    { x, from: 39, to: null },
  ]);
  assert.deepEqual(curves, []);
});

test("a branch curves into the version that it left, and goes past what it did not", () => {
  const parent = drawingOf({ lane: 0, passing: [2], children: [0, 1], parented: false });
  assert.deepEqual(parent.curves, ["M18 0C18 17.5 6 17.5 6 35"]);
  assert.deepEqual(parent.lines[0], { x: 30, from: 0, to: null });
});

test("a tree of many lanes stays narrow", () => {
  assert.equal(gutterFor(1), 14);
  assert.equal(gutterFor(40), gutterFor(6));
  assert.equal(drawingOf({ lane: 40, passing: [], children: [], parented: false }).x, 66);
});
