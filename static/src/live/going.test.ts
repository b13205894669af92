// What a card says of the runs of its project.

import assert from "node:assert/strict";
import { test } from "node:test";
import { cardWords } from "./going";

const run = (stage: string | null) => ({ id: "a", project: "p", state: "running" as const, stage, by: null });

test("a card says what its run is at, and how many others go on", () => {
  assert.equal(cardWords([]), "");
  assert.equal(cardWords([run("waiting")]), "Waiting for the model");
  assert.equal(cardWords([run("writing"), run("queued"), run(null)]), "Writing +2");
  assert.equal(cardWords([run(null)]), "Working");
});
