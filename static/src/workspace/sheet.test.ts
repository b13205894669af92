// How large the preview's sheet is.

import assert from "node:assert/strict";
import { test } from "node:test";
import { deviceFor, freeWidth, sheetSize } from "./sheet";

test("a device wider than the stage is scaled down and keeps its share of the height", () => {
  assert.deepEqual(sheetSize(1280, 640, 400), { width: 1280, height: 800, scale: 0.5 });
});

test("a device narrower than the stage is not enlarged", () => {
  assert.deepEqual(sheetSize(375, 1000, 700), { width: 375, height: 700, scale: 1 });
});

test("without a device the sheet fills the stage", () => {
  assert.deepEqual(sheetSize("fit", 913, 577), { width: 913, height: 577, scale: 1 });
});

test("a narrow mockup is shown on a phone, a wide one on a desk", () => {
  assert.equal(deviceFor(390, 1440), 360);
  assert.equal(deviceFor(834, 1440), 768);
  assert.equal(deviceFor(1440, 1440), 1280);
});

test("on a phone the page is shown as that phone shows it", () => {
  assert.equal(deviceFor(1440, 390), "fit");
});

test("a dragged width is whole, within reason, and the stage's own at its edge", () => {
  assert.equal(freeWidth(500.4, 1000), 500);
  assert.equal(freeWidth(20, 1000), 240);
  assert.equal(freeWidth(995, 1000), "fit");
});
