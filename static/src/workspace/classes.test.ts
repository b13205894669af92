import assert from "node:assert/strict";
import { test } from "node:test";
import { chosen, type Group, groups, themeColours, withChoice } from "./classes";

const ALL = groups(["page", "ink"]);

function group(name: string): Group {
  const found = ALL.find((one) => one.name === name);
  assert.ok(found);
  return found;
}

test("each class belongs to what it is about", () => {
  const classes = "mt-4 flex gap-[13px] p-2 text-[15px]/6 text-ink text-center font-bold bg-[#eee] lg:text-4xl";
  const found = Object.fromEntries(ALL.map((one) => [one.name, chosen(classes, one)]));
  assert.deepEqual(found, {
    size: "text-[15px]/6",
    weight: "font-bold",
    align: "text-center",
    ink: "text-ink",
    ground: "bg-[#eee]",
    padding: "p-2",
    above: "mt-4",
    gap: "gap-[13px]",
  });
});

test("a choice takes the place of the one before it", () => {
  assert.equal(withChoice("a text-sm b", group("size"), "text-xl"), "a text-xl b");
  assert.equal(withChoice("a b", group("padding"), "p-4"), "a b p-4");
  assert.equal(withChoice("a p-4 b", group("padding"), null), "a b");
});

test("classes for other widths and states stay", () => {
  assert.equal(withChoice("md:p-8 hover:text-white p-2", group("padding"), "p-1"), "md:p-8 hover:text-white p-1");
});

test("text colours and text sizes are told apart", () => {
  assert.equal(chosen("text-red-500", group("size")), null);
  assert.equal(chosen("text-base", group("ink")), null);
  assert.equal(chosen("text-left", group("ink")), null);
  assert.equal(chosen("text-2xl", group("ink")), null);
});

test("the theme names its colours", () => {
  assert.deepEqual(themeColours("@theme { --color-page: #fff; --font-sans: x; --color-brand-dark: red }"), [
    "page",
    "brand-dark",
  ]);
});
