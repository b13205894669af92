// The words and figures of the progress line.

import { stageWords } from "../live/stages";
import type { EngineName } from "./data";
import type { Run } from "./run";
import type { Place } from "./wire";

const ENDS: Record<string, string> = { finished: "Done", failed: "Failed", cancelled: "Stopped" };

const STEPS: Record<EngineName, readonly string[]> = {
  draft: ["queued", "measuring", "writing", "done"],
  kimi: ["queued", "measuring", "waiting", "writing", "checking", "done"],
};

/** What happens now, in one or two words. */
export function stateWords(run: Run): string {
  return ENDS[run.state] ?? stageWords(run.stage);
}

/** What else there is to say about it. */
export function detailWords(run: Run): string {
  const files = Object.keys(run.files).length;
  if (run.state === "failed") return files > 0 ? "What had come is kept" : "";
  if (run.state === "cancelled") return files > 0 ? "What had come is kept" : "Before any code had come";
  if (run.state === "finished") return files > 0 ? countOf(files, "file") : "";
  if (run.stage === "queued") return queueWords(run.place);
  return run.detail || (run.stage === "writing" ? (run.writing ?? "") : "");
}

/** What a wait at this moment (in milliseconds) is still to take. */
export function waitWords(run: Run, now: number): string {
  const seconds = run.until === null ? 0 : Math.ceil((run.until - now) / 1000);
  return seconds > 0 ? ` in ${seconds} s` : "";
}

function queueWords(place: Place | null): string {
  if (!place) return "Starts as soon as a worker is free; you may leave this page";
  return `Place ${place.place} of ${place.waiting} in the queue; you may leave this page`;
}

/** The names of the steps of an engine, and how many of them have been reached. */
export function steps(engine: EngineName, run: Run): { names: readonly string[]; reached: number } {
  const names = STEPS[engine];
  if (run.state === "finished") return { names, reached: names.length };
  const furthest = Math.max(0, ...run.stages.map((stage) => names.indexOf(stage === "thinking" ? "waiting" : stage)));
  return { names, reached: furthest + 1 };
}

/** Minutes and seconds, tenths below a minute: "3.2 s", "1 min 04 s". */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const rest = String(Math.floor(seconds % 60)).padStart(2, "0");
  return `${Math.floor(seconds / 60)} min ${rest} s`;
}

/** Writes how long runs took into their places below `root`. */
export function durations(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>("[data-duration]")) {
    const { from = "", to = "" } = element.dataset;
    element.textContent = duration(Date.parse(to) - Date.parse(from));
  }
}

export function countOf(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}
