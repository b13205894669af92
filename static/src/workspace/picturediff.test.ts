import assert from "node:assert/strict";
import { test } from "node:test";
import { shareWords } from "./picturediff";

test("a share is told as a percentage, and never as nothing", () => {
  assert.deepEqual([0.00001, 0.0123, 0.5].map(shareWords), ["Less than 0.1 %", "1.2 %", "50 %"]);
});
