// The tab's title and sign: a person who works elsewhere sees there how the run stands.

import type { RunState } from "./data";
import type { Run } from "./run";
import { stateWords } from "./words";

const SIGNS: Record<RunState, string> = {
  queued: "running",
  running: "running",
  finished: "done",
  failed: "failed",
  cancelled: "idle",
};

const plain = document.title;

export function showInTitle(run: Run): void {
  document.title = `${stateWords(run)} · ${plain}`;
  const icon = document.querySelector<HTMLLinkElement>("link[data-favicon]");
  const address = `${icon?.dataset.favicon ?? ""}${SIGNS[run.state]}.svg`;
  if (icon && icon.getAttribute("href") !== address) icon.setAttribute("href", address);
}
