import assert from "node:assert/strict";
import { test } from "node:test";
import { ordered, WORST_FIRST } from "./overview";
import type { Picture } from "./report";

function picture(name: string, score: number | null, figures: Record<string, number> = {}): Picture {
  return { name, score, figures } as Picture;
}

const PICTURES = [
  picture("table", 80, { words: 0.5 }),
  picture("failed", null),
  picture("Login", 40, { words: 0.9, boxes: 0.2 }),
  picture("drawing", 80),
];

function names(order: Partial<typeof WORST_FIRST>): string[] {
  return ordered(PICTURES, { ...WORST_FIRST, ...order }).map(({ name }) => name);
}

test("the worst come first, those without a page before all", () => {
  assert.deepEqual(names({}), ["failed", "Login", "drawing", "table"]);
  assert.deepEqual(names({ descending: true }), ["drawing", "table", "Login", "failed"]);
});

test("pictures without a figure come last, either way", () => {
  assert.deepEqual(names({ column: "words" }).slice(0, 2), ["table", "Login"]);
  assert.deepEqual(names({ column: "words", descending: true }).slice(0, 2), ["Login", "table"]);
});

test("names sort as words, and the filter does not mind case", () => {
  assert.deepEqual(names({ column: "name" }), ["drawing", "failed", "Login", "table"]);
  assert.deepEqual(names({ filter: " LOG" }), ["Login"]);
});
