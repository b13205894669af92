// The script of the sandboxed page: shows what the page around it sends.

import { collect } from "../seen/collect";
import { Fonts } from "./fonts";
import type { FromFrame, Looked, Question, ToFrame } from "./messages";
import { Picker } from "./picker";
import { Preview } from "./preview";
import { rehearse } from "./rehearsal";
import { installShims, listen } from "./shims";
import { snapshot } from "./snapshot";

const {
  lucideReact = "",
  recharts = "",
  framerMotion = "",
  tailwindMerge = "",
  fonts: fontAddresses = "{}",
} = (document.currentScript as HTMLElement).dataset;

/** How long is waited for fonts and pictures before the page is looked at. */
const PICTURES_MS = 1000;

/** Code that is there already comes sooner than this. */
const REHEARSAL_MS = 150;

let id = 0;
let updateMs = 0;
let assets: Record<string, string> = {};
/** The pictures by their addresses in this frame. */
const pictures = new Map<string, Blob>();
const fonts = new Fonts(JSON.parse(fontAddresses));

const preview = new Preview(
  document.getElementById("root") as HTMLElement,
  { "lucide-react": lucideReact, recharts, "framer-motion": framerMotion, "tailwind-merge": tailwindMerge },
  report,
);

const picker = new Picker(
  (picked) => send({ kind: "picked", picked }),
  () => send({ kind: "unpick" }),
);

function send(message: FromFrame): void {
  window.parent.postMessage(message, "*");
}

function report(): void {
  send({ kind: "report", id, report: { ...preview.report(), updateMs } });
}

/** The frame's origin is opaque: addresses for pictures must be its own. */
function takeAssets(blobs: Record<string, Blob>): void {
  for (const [path, blob] of Object.entries(blobs)) {
    const address = URL.createObjectURL(blob);
    pictures.set(address, blob);
    assets = { ...assets, [path]: address };
  }
}

async function show(message: Extract<ToFrame, { kind: "show" }>): Promise<void> {
  const from = performance.now();
  takeAssets(message.assets);
  await preview.show({ files: message.files, assets, complete: message.complete });
  id = message.id;
  updateMs = performance.now() - from;
  report();
}

/** Once fonts and pictures are there, which move what is seen. */
async function arrived(): Promise<void> {
  await preview.settled();
  const pictures = [...document.images].filter((image) => !image.complete);
  const there = Promise.all([document.fonts.ready, ...pictures.map((image) => image.decode().catch(() => {}))]);
  await Promise.race([there, new Promise((done) => setTimeout(done, PICTURES_MS))]);
}

async function answer(question: Question): Promise<Looked | Blob> {
  await arrived();
  if (question.kind === "look") return { seen: { ...collect(window) }, fonts: fonts.used() };
  return snapshot(question.width, { pictures, fonts: fonts.at(question.fonts) });
}

async function reply(id: number, question: Question): Promise<void> {
  send({ kind: "answer", id, answer: await answer(question).catch(() => null) });
}

function point(on: boolean): void {
  picker.turn(on);
  if (on) send({ kind: "pointing" });
}

window.addEventListener("message", ({ source, data }: MessageEvent<ToFrame>) => {
  if (source !== window.parent) return;
  if (data.kind === "ping") send({ kind: "pong" });
  else if (data.kind === "show") void show(data);
  else if (data.kind === "ask") void reply(data.id, data.question);
  else point(data.on);
});

listen(
  (text) => preview.remark(text),
  (error) => preview.fail(error),
);
installShims((text) => preview.remark(text));
fonts.install();
send({ kind: "ready" });
setTimeout(() => void rehearse(preview), REHEARSAL_MS);
