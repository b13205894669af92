import assert from "node:assert/strict";
import { test } from "node:test";
import { candidatesIn } from "./candidates";

test("classes are found in attributes, strings and templates", () => {
  const found = candidatesIn(
    `<a className="p-4 hover:bg-red-500/50 w-[calc(100%-2rem)]">{on ? 'flex' : \`grid \${x}\`}`,
  );
  for (const name of ["p-4", "hover:bg-red-500/50", "w-[calc(100%-2rem)]", "flex", "grid"])
    assert.ok(found.has(name), name);
});

test("classes with quotes, signs and brackets are found", () => {
  const found = candidatesIn(`<a className="before:content-['→'] [&>svg]:w-4 -mt-2 !font-bold @md:flex *:p-1" />`);
  for (const name of ["before:content-['→']", "[&>svg]:w-4", "-mt-2", "!font-bold", "@md:flex", "*:p-1"]) {
    assert.ok(found.has(name), name);
  }
});
