// The slice of an element that was pointed at, as it is sent.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sliceAt } from "./slice";

const SOURCE = `const wave = "👋";
export default () => (
  <main>
    <p title={a > b ? "x" : "</p>"}>Hello <b>you</b></p>
    <img src="x" />
  </main>
);
`;

test("an element is taken from its opening to its closing tag, counted in characters", () => {
  const at = SOURCE.indexOf("<p title");
  const slice = sliceAt("src/App.tsx", SOURCE, at);
  assert.equal(slice?.text, `<p title={a > b ? "x" : "</p>"}>Hello <b>you</b></p>`);
  assert.equal([...SOURCE].slice(slice.start, slice.end).join(""), slice.text);
});

test("an element without content ends with its tag", () => {
  assert.equal(sliceAt("src/App.tsx", SOURCE, SOURCE.indexOf("<img"))?.text, `<img src="x" />`);
});

test("there is no element where none begins", () => {
  assert.equal(sliceAt("src/App.tsx", SOURCE, 3), null);
});
