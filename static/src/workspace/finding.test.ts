import assert from "node:assert/strict";
import { test } from "node:test";
import { matchesIn } from "./finding";

const FILES = { "src/App.tsx": "const a = 1;\n<Header a={a} />", "src/Header.tsx": "export function Header() {}" };

test("words are found in all files, whatever their case", () => {
  assert.deepEqual(
    matchesIn(FILES, "header").map(({ path, line, column }) => [path, line, column]),
    [
      ["src/App.tsx", 2, 1],
      ["src/Header.tsx", 1, 16],
    ],
  );
});

test("two places in one line are two", () => {
  assert.equal(matchesIn({ a: "aa b aa" }, "aa").length, 2);
});

test("nothing is looked for where there are no words, and no more than asked", () => {
  assert.deepEqual(matchesIn(FILES, ""), []);
  assert.equal(matchesIn({ a: "x".repeat(1000) }, "x", 7).length, 7);
});
