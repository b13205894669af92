import assert from "node:assert/strict";
import { test } from "node:test";
import { difference } from "./code";
import type { VersionData } from "./data";
import { Edits } from "./edits";

const VERSION = { id: "v1", files: { "src/App.tsx": "one", "src/index.css": "two" } } as unknown as VersionData;

function store() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

test("changes survive a reload", () => {
  const shelf = store();
  const before = new Edits("/", () => {}, shelf);
  before.open(VERSION);
  before.change("src/App.tsx", "1");
  const after = new Edits("/", () => {}, shelf);
  assert.equal(after.open(VERSION), true);
  assert.deepEqual(after.files, { "src/App.tsx": "1", "src/index.css": "two" });
});

test("what is changed back is no change", () => {
  const shelf = store();
  const edits = new Edits("/", () => {}, shelf);
  edits.open(VERSION);
  edits.change("src/App.tsx", "1");
  edits.change("src/App.tsx", "one");
  assert.equal(edits.dirty, false);
  assert.equal(shelf.kept.size, 0);
});

test("discarding brings the version's files back", () => {
  const edits = new Edits("/", () => {}, store());
  edits.open(VERSION);
  edits.change("src/index.css", "2");
  edits.discard();
  assert.equal(edits.files, VERSION.files);
});

test("a store that is full costs nothing in the page", () => {
  const full = { ...store(), setItem: () => assert.fail() };
  const edits = new Edits("/", () => {}, full);
  edits.open(VERSION);
  edits.change("src/App.tsx", "1");
  assert.deepEqual(edits.paths, ["src/App.tsx"]);
});

test("the difference of two texts is what lies between their common ends", () => {
  for (const [before, after] of [
    ["abcd", "abXd"],
    ["aa", "aaa"],
    ["aaa", "aa"],
    ["", "x"],
    ["same", "same"],
  ] as const) {
    const { from, to, insert } = difference(before, after);
    assert.equal(before.slice(0, from) + insert + before.slice(to), after);
  }
});
