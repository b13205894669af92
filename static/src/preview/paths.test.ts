import assert from "node:assert/strict";
import { test } from "node:test";
import { resolve } from "./paths";

const FILES = [
  "src/App.tsx",
  "src/components/Card.tsx",
  "src/components/list/index.ts",
  "src/content.json",
  "src/assets/logo.png",
  "src/index.css",
];

const CASES: [specifier: string, importer: string, path: string | undefined][] = [
  ["./components/Card", "src/App.tsx", "src/components/Card.tsx"],
  ["./components/Card.tsx", "src/App.tsx", "src/components/Card.tsx"],
  ["./Card", "src/components/Grid.tsx", "src/components/Card.tsx"],
  ["../App", "src/components/Card.tsx", "src/App.tsx"],
  ["./components/list", "src/App.tsx", "src/components/list/index.ts"],
  ["@/components/Card", "src/deep/er/X.tsx", "src/components/Card.tsx"],
  ["src/components/Card", "src/App.tsx", "src/components/Card.tsx"],
  ["/src/components/Card", "src/App.tsx", "src/components/Card.tsx"],
  ["./content.json", "src/App.tsx", "src/content.json"],
  ["./assets/logo.png", "src/App.tsx", "src/assets/logo.png"],
  ["./assets/logo.png?url", "src/App.tsx", "src/assets/logo.png"],
  ["./index.css", "src/main.tsx", "src/index.css"],
  ["./Missing", "src/App.tsx", undefined],
  ["../../../../etc/passwd", "src/App.tsx", undefined],
  ["react", "src/App.tsx", undefined],
  ["@scope/library", "src/App.tsx", undefined],
];

for (const [specifier, importer, path] of CASES) {
  test(`${specifier} in ${importer} means ${path ?? "no file"}`, () => {
    assert.equal(
      resolve(specifier, importer, (name) => FILES.includes(name)),
      path,
    );
  });
}
