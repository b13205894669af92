import assert from "node:assert/strict";
import { test } from "node:test";
import { rowsOf } from "./tree";

const PATHS = [
  "src/App.tsx",
  "src/index.css",
  "src/components/ui/Button.tsx",
  "src/components/Header.tsx",
  "README.md",
];

function outline(closed: string[] = []): string[] {
  return rowsOf(PATHS, new Set(closed)).map(({ name, level }) => `${"  ".repeat(level - 1)}${name}`);
}

test("folders come before files, each in the order of names", () => {
  assert.deepEqual(outline(), [
    "src",
    "  components",
    "    ui",
    "      Button.tsx",
    "    Header.tsx",
    "  App.tsx",
    "  index.css",
    "README.md",
  ]);
});

test("what a closed folder holds is not there", () => {
  assert.deepEqual(outline(["src/components"]), ["src", "  components", "  App.tsx", "  index.css", "README.md"]);
});

test("each row knows its folder and whether it is open", () => {
  const rows = rowsOf(PATHS, new Set(["src/components/ui"]));
  const row = (path: string) => rows.find((one) => one.path === path);
  assert.deepEqual(row("src/components/ui"), {
    path: "src/components/ui",
    name: "ui",
    level: 3,
    parent: "src/components",
    open: false,
  });
  assert.equal(row("src/App.tsx")?.open, null);
  assert.equal(row("README.md")?.parent, null);
});

test("no files make no tree", () => {
  assert.deepEqual(rowsOf([], new Set()), []);
});
