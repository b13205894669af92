// A run read from its log: what is shown after entries come once, twice, late, and from a second attempt.

import assert from "node:assert/strict";
import { test } from "node:test";
import { applyAll, begin } from "./run";
import { type Entry, FrameReader } from "./wire";

const QUEUED = { state: "queued", error: null, version: null } as const;

const LOG: Entry[] = [
  { seq: 1, attempt: 1, kind: "stage", data: { name: "measuring", detail: "" } },
  { seq: 2, attempt: 1, kind: "stage", data: { name: "writing", detail: "src/App.tsx" } },
  { seq: 3, attempt: 1, kind: "file", data: { path: "src/App.tsx" } },
  { seq: 4, attempt: 1, kind: "delta", data: { path: "src/App.tsx", text: "export " } },
  { seq: 5, attempt: 1, kind: "delta", data: { path: "src/App.tsx", text: "default" } },
  { seq: 6, attempt: 1, kind: "asset", data: { path: "src/assets/hero.png", id: "a" } },
  { seq: 7, attempt: 1, kind: "message", data: { text: "Two words were unclear." } },
];

const END: Entry = {
  seq: 8,
  attempt: 1,
  kind: "end",
  data: { outcome: "finished", version: "v1", error: null },
};

test("text is appended to its file", () => {
  const run = applyAll(begin(QUEUED), LOG);
  assert.deepEqual(run.files, { "src/App.tsx": "export default" });
  assert.deepEqual(run.assets, { "src/assets/hero.png": "/assets/a/" });
  assert.equal(run.writing, "src/App.tsx");
  assert.equal(run.state, "running");
  assert.deepEqual(run.stages, ["queued", "measuring", "writing"]);
});

test("a dropped file is gone, and flaws are kept", () => {
  const run = applyAll(begin(QUEUED), [
    ...LOG,
    { seq: 8, attempt: 1, kind: "drop", data: { path: "src/App.tsx" } },
    { seq: 9, attempt: 1, kind: "flaws", data: { sentences: ["src/App.tsx, line 1: it is wrong"] } },
  ]);
  assert.deepEqual(run.files, {});
  assert.equal(run.writing, null);
  assert.deepEqual(run.flaws, ["src/App.tsx, line 1: it is wrong"]);
});

test("a run that refines starts from its base, and a replacement counts as strings do", () => {
  const base = { files: { "src/App.tsx": "👍 old end", "src/a.ts": "a" }, assets: { "src/assets/hero.png": "a" } };
  const run = applyAll(begin(QUEUED), [
    { seq: 1, attempt: 1, kind: "base", data: base },
    { seq: 2, attempt: 1, kind: "replace", data: { path: "src/App.tsx", start: 3, length: 3, text: "new" } },
  ]);
  assert.deepEqual(run.files, { "src/App.tsx": "👍 new end", "src/a.ts": "a" });
  assert.deepEqual(run.assets, { "src/assets/hero.png": "/assets/a/" });
  assert.equal(run.writing, "src/App.tsx");
});

test("entries that come again change nothing", () => {
  const once = applyAll(begin(QUEUED), LOG);
  assert.deepEqual(applyAll(once, LOG), once);
});

test("reading in two parts gives what reading at once gives", () => {
  for (let cut = 0; cut <= LOG.length; cut++) {
    const parts = applyAll(applyAll(begin(QUEUED), LOG.slice(0, cut)), LOG.slice(cut));
    assert.deepEqual(parts, applyAll(begin(QUEUED), LOG));
  }
});

test("the end leaves the files and names the version", () => {
  const run = applyAll(begin(QUEUED), [...LOG, END]);
  assert.equal(run.state, "finished");
  assert.equal(run.version, "v1");
  assert.equal(run.files["src/App.tsx"], "export default");
  assert.equal(run.writing, null);
});

test("a later attempt drops what the earlier one wrote", () => {
  const again: Entry[] = [
    { seq: 8, attempt: 2, kind: "stage", data: { name: "restarted" } },
    { seq: 9, attempt: 2, kind: "file", data: { path: "src/App.tsx" } },
    { seq: 10, attempt: 2, kind: "delta", data: { path: "src/App.tsx", text: "new" } },
  ];
  const run = applyAll(begin(QUEUED), [...LOG, ...again]);
  assert.deepEqual(run.files, { "src/App.tsx": "new" });
  assert.deepEqual(run.assets, {});
  assert.deepEqual(run.messages, []);
});

test("an entry of an earlier attempt that comes late is ignored", () => {
  const late: Entry[] = [
    { seq: 8, attempt: 2, kind: "file", data: { path: "src/App.tsx" } },
    { seq: 9, attempt: 1, kind: "delta", data: { path: "src/App.tsx", text: "old" } },
  ];
  assert.equal(applyAll(begin(QUEUED), [...LOG, ...late]).files["src/App.tsx"], "");
});

test("a file that begins again loses its text", () => {
  const again: Entry = { seq: 8, attempt: 1, kind: "file", data: { path: "src/App.tsx" } };
  assert.equal(applyAll(begin(QUEUED), [...LOG, again]).files["src/App.tsx"], "");
});

test("a failure keeps the files and carries its sentence", () => {
  const error = { code: "bad_key", sentence: "The key was refused." };
  const end: Entry = { seq: 8, attempt: 1, kind: "end", data: { outcome: "failed", version: null, error } };
  const run = applyAll(begin(QUEUED), [...LOG, end]);
  assert.equal(run.state, "failed");
  assert.deepEqual(run.error, error);
  assert.equal(run.files["src/App.tsx"], "export default");
});

test("replaying the log of a run that is over never looks unfinished", () => {
  let run = begin({ state: "finished", error: null, version: "v1" });
  for (const entry of [...LOG, END]) {
    run = applyAll(run, [entry]);
    assert.equal(run.state, "finished");
  }
});

test("the short form goes on in the file of the entry before it, over frames too", () => {
  const reader = new FrameReader();
  const frames = ['[[3,1,"file",{"path":"src/App.tsx"}],[4,"export "]]', '[[5,"default"]]'];
  const run = applyAll(
    begin(QUEUED),
    frames.flatMap((frame) => reader.read(frame) as Entry[]),
  );
  assert.deepEqual(run.files, { "src/App.tsx": "export default" });
  assert.equal(run.seq, 5);
});

test("a frame that is an object is the place in the queue", () => {
  assert.deepEqual(new FrameReader().read('{"place":2,"waiting":5}'), { place: 2, waiting: 5 });
});
