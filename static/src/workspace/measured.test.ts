import assert from "node:assert/strict";
import { test } from "node:test";
import { thingAt, thingBeside, thingsOf } from "./measured";

const THINGS = thingsOf({
  texts: [{ text: "Go", box: { x: 20, y: 20, width: 20, height: 10 }, size: 14, weight: 600, color: "#fff" }],
  shapes: [{ box: { x: 10, y: 10, width: 100, height: 40 }, fill: "#2353e0", radius: 6 }],
  images: [],
  controls: [{ box: { x: 10, y: 10, width: 100, height: 40 }, kind: "button" }],
});

test("the smallest thing at a point is told", () => {
  assert.equal(thingAt(THINGS, 25, 25)?.words, "“Go” 14 px 600 #fff, 20 × 10");
  assert.equal(thingAt(THINGS, 90, 40)?.words, "box #2353e0, radius 6, 100 × 40");
});

test("where nothing was measured nothing is told", () => {
  assert.equal(thingAt(THINGS, 500, 500), null);
});

test("arrow keys go from one thing to the next that lies their way", () => {
  const control = (kind: string, x: number, y: number) => ({ box: { x, y, width: 40, height: 20 }, kind });
  const grid = thingsOf({
    texts: [],
    shapes: [],
    images: [],
    controls: [control("a", 0, 0), control("b", 100, 4), control("c", 0, 60), control("d", 100, 64)],
  });
  const kinds = (...arrows: string[]) => {
    let thing = thingBeside(grid, null, "ArrowRight");
    for (const arrow of arrows) thing = thingBeside(grid, thing, arrow) ?? thing;
    return thing?.words[0];
  };
  assert.equal(kinds(), "a");
  assert.equal(kinds("ArrowRight"), "b");
  assert.equal(kinds("ArrowRight", "ArrowDown"), "d");
  assert.equal(kinds("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"), "a");
  assert.equal(kinds("ArrowRight", "ArrowRight"), "b");
});
