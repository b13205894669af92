// What a run has spent, in words.

import assert from "node:assert/strict";
import { test } from "node:test";
import { shortUsage, usageRows, usageWords } from "./usage";

const USAGE = {
  input: 4200,
  cached: 256,
  output: 893,
  cost: 0.00752,
  estimated: false,
  first_token: 1.23,
  streaming: 18.6,
};

test("cost is told where it is known", () => {
  assert.equal(usageWords(USAGE), "5,093 tokens, $0.0075");
  assert.equal(usageWords({ ...USAGE, cost: null }), "5,093 tokens");
  assert.equal(usageWords(null), "");
});

test("what is reckoned is said to be", () => {
  assert.equal(usageWords({ ...USAGE, estimated: true }), "≈ 5,093 tokens, $0.0075");
  assert.equal(shortUsage({ ...USAGE, estimated: true }), "≈ $0.0075");
});

test("the panel tells everything", () => {
  assert.deepEqual(usageRows(USAGE), [
    ["Input", "4,200 tokens"],
    ["of it cached", "256 tokens"],
    ["Output", "893 tokens"],
    ["Cost", "$0.0075"],
    ["First token after", "1.2 s"],
    ["Speed", "48 tokens/s"],
  ]);
});
