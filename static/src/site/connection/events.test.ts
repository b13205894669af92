import assert from "node:assert/strict";
import { test } from "node:test";
import { LineSplitter, rowEvents } from "./events";

test("lines come out whole, wherever the text was cut", () => {
  const text = '{"said":"a"}\n\n{"said":"b"}\n{"said":"c"}\n';
  for (let cut = 0; cut <= text.length; cut++) {
    const lines = new LineSplitter();
    const found = [...lines.feed(text.slice(0, cut)), ...lines.feed(text.slice(cut))];
    assert.deepEqual(found, ['{"said":"a"}', '{"said":"b"}', '{"said":"c"}']);
  }
});

test("an answer is read as its events, and an unfinished last line is none", async () => {
  const response = new Response('{"said":"Reaches the address: ok","id":"step-reaches"}\n{"said":"The conn');
  const events = [];
  for await (const event of rowEvents(response)) events.push(event);
  assert.deepEqual(events, [{ said: "Reaches the address: ok", id: "step-reaches" }]);
});
