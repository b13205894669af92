// What a run has become after its log so far: a pure function of the entries, so that replaying them is harmless.

import type { ProblemBody } from "../site/api";
import { type GenerationData, isOver, type RunState } from "./data";
import type { BaseData, EndData, Entry, Place, ReplaceData, StageData, UsageData } from "./wire";

export interface Run {
  /** The last entry that has been applied. */
  readonly seq: number;
  readonly attempt: number;
  readonly state: RunState;
  readonly stage: string;
  readonly detail: string;
  /** When the wait of this stage is over, by the server's clock, in milliseconds. */
  readonly until: number | null;
  readonly place: Place | null;
  /** Every stage of this attempt so far, in the order of their first appearance. */
  readonly stages: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  /** The address of each picture by its path. */
  readonly assets: Readonly<Record<string, string>>;
  /** The file that text last went to. */
  readonly writing: string | null;
  readonly messages: readonly string[];
  /** What is still wrong with the code. */
  readonly flaws: readonly string[];
  readonly reasoning: string;
  readonly usage: UsageData | null;
  readonly error: ProblemBody | null;
  readonly version: string | null;
}

/** A run of which no entry has been read yet. */
export function begin(generation: Pick<GenerationData, "state" | "error" | "version">): Run {
  return {
    seq: 0,
    attempt: 0,
    state: generation.state,
    stage: "queued",
    detail: "",
    until: null,
    place: null,
    stages: ["queued"],
    files: {},
    assets: {},
    writing: null,
    messages: [],
    flaws: [],
    reasoning: "",
    usage: null,
    error: generation.error,
    version: generation.version,
  };
}

export function applyAll(run: Run, entries: readonly Entry[]): Run {
  return entries.reduce(apply, run);
}

/** An entry that was applied before changes nothing; one of a later attempt starts the files over. */
export function apply(run: Run, entry: Entry): Run {
  if (entry.seq <= run.seq || entry.attempt < run.attempt) return run;
  const base = entry.attempt > run.attempt ? startOver(run, entry.attempt) : run;
  return { ...base, seq: entry.seq, ...change(base, entry) };
}

/** A run that still waits in the queue. */
export function atPlace(run: Run, place: Place): Run {
  return { ...run, place };
}

function startOver(run: Run, attempt: number): Run {
  const state = isOver(run.state) ? run.state : "running";
  const fresh = begin({ state, error: run.error, version: run.version });
  const restarted = run.attempt > 0;
  return { ...fresh, attempt, stage: restarted ? "restarted" : fresh.stage };
}

function change(run: Run, entry: Entry): Partial<Run> {
  switch (entry.kind) {
    case "stage":
      return toStage(run, entry.data);
    case "reasoning":
      return { reasoning: run.reasoning + entry.data.text };
    case "file":
      return { files: { ...run.files, [entry.data.path]: "" }, writing: entry.data.path };
    case "delta":
      return append(run, entry.data.path, entry.data.text);
    case "asset":
      return { assets: { ...run.assets, [entry.data.path]: assetAddress(entry.data.id) } };
    case "drop":
      return drop(run, entry.data.path);
    case "replace":
      return replace(run, entry.data);
    case "base":
      return toBase(entry.data);
    case "flaws":
      return { flaws: entry.data.sentences };
    case "message":
      return { messages: [...run.messages, entry.data.text] };
    case "usage":
      return { usage: entry.data };
    case "end":
      return toEnd(entry.data);
    default:
      return {};
  }
}

function toStage(run: Run, { name, detail = "", until }: StageData): Partial<Run> {
  const stages = run.stages.includes(name) ? run.stages : [...run.stages, name];
  const state = run.state === "queued" && name !== "queued" ? "running" : run.state;
  return { stage: name, detail, until: until ? Date.parse(until) : null, place: null, stages, state };
}

function drop(run: Run, path: string): Partial<Run> {
  const { [path]: _, ...files } = run.files;
  return { files, writing: run.writing === path ? null : run.writing };
}

function replace(run: Run, { path, start, length, text }: ReplaceData): Partial<Run> {
  const before = run.files[path] ?? "";
  const after = before.slice(0, start) + text + before.slice(start + length);
  return { files: { ...run.files, [path]: after }, writing: path };
}

function toBase({ files, assets }: BaseData): Partial<Run> {
  const addresses = Object.entries(assets).map(([path, id]) => [path, assetAddress(id)]);
  return { files: { ...files }, assets: Object.fromEntries(addresses) };
}

function assetAddress(id: string): string {
  return `/assets/${id}/`;
}

function append(run: Run, path: string, text: string): Partial<Run> {
  return { files: { ...run.files, [path]: (run.files[path] ?? "") + text }, writing: path };
}

function toEnd({ outcome, version, error }: EndData): Partial<Run> {
  return { state: outcome, version, error, writing: null, detail: "", until: null };
}
