// The progress line in words.

import assert from "node:assert/strict";
import { test } from "node:test";
import { applyAll, atPlace, begin } from "./run";
import { detailWords, duration, stateWords, steps, waitWords } from "./words";

const QUEUED = begin({ state: "queued", error: null, version: null });

const WRITING = applyAll(QUEUED, [
  { seq: 1, attempt: 1, kind: "stage", data: { name: "measuring" } },
  { seq: 2, attempt: 1, kind: "stage", data: { name: "writing" } },
  { seq: 3, attempt: 1, kind: "file", data: { path: "src/App.tsx" } },
]);

test("a run that waits says so", () => {
  assert.equal(stateWords(QUEUED), "Queued");
});

test("a run that writes names the file", () => {
  assert.equal(stateWords(WRITING), "Writing");
  assert.equal(detailWords(WRITING), "src/App.tsx");
});

test("a failure says that nothing was lost", () => {
  const error = { code: "no_route", sentence: "The API cannot be reached." };
  const failed = applyAll(WRITING, [
    { seq: 4, attempt: 1, kind: "end", data: { outcome: "failed", version: null, error } },
  ]);
  assert.equal(stateWords(failed), "Failed");
  assert.equal(detailWords(failed), "What had come is kept");
});

test("the steps count up and never back", () => {
  assert.equal(steps("draft", QUEUED).reached, 1);
  assert.equal(steps("draft", WRITING).reached, 3);
  const back = applyAll(WRITING, [{ seq: 4, attempt: 1, kind: "stage", data: { name: "measuring" } }]);
  assert.equal(steps("draft", back).reached, 3);
});

test("durations", () => {
  assert.equal(duration(3210), "3.2 s");
  assert.equal(duration(64_900), "1 min 04 s");
  assert.equal(duration(-5), "0.0 s");
});

test("a wait counts down and then says nothing", () => {
  const detail = "Kimi is overloaded: trying again (2 of 3)";
  const data = { name: "waiting", detail, until: "2026-11-24T10:00:04Z" };
  const waiting = applyAll(WRITING, [{ seq: 4, attempt: 1, kind: "stage", data }]);
  const until = Date.parse("2026-11-24T10:00:04Z");
  assert.equal(detailWords(waiting) + waitWords(waiting, until - 3400), `${detail} in 4 s`);
  assert.equal(waitWords(waiting, until), "");
  assert.equal(waitWords(WRITING, until), "");
});

test("a queued run says its place until it starts", () => {
  const queued = atPlace(QUEUED, { place: 2, waiting: 5 });
  assert.equal(detailWords(queued), "Place 2 of 5 in the queue; you may leave this page");
  const started = applyAll(queued, [{ seq: 1, attempt: 1, kind: "stage", data: { name: "measuring" } }]);
  assert.equal(started.place, null);
});
