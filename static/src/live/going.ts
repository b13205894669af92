// The runs that wait or go on, on the cards of their projects and in the history of the one that is shown.

import type { Going } from "./socket";
import { stageWords } from "./stages";

let going: readonly Going[] = [];

export function showGoing(runs: readonly Going[]): void {
  going = runs;
  markGoing();
}

/** Marks them again, where the page has read its list anew. */
export function markGoing(): void {
  for (const card of document.querySelectorAll<HTMLElement>("[data-project-id]")) {
    const words = cardWords(going.filter(({ project }) => project === card.dataset.projectId));
    card.toggleAttribute("data-running", words !== "");
    const place = card.querySelector("[data-running-words]");
    if (place) place.textContent = words;
  }
  for (const { id, stage } of going) {
    const place = document.querySelector(`[data-history-run="${CSS.escape(id)}"] [data-run-words]`);
    if (place) place.textContent = stageWords(stage);
  }
}

/** What a project's first run is at, and how many others there are. */
export function cardWords(runs: readonly Going[]): string {
  const [first, ...others] = runs;
  if (!first) return "";
  return others.length > 0 ? `${stageWords(first.stage)} +${others.length}` : stageWords(first.stage);
}
