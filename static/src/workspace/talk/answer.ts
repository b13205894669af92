// What the engine says just now: messages, what is still wrong with the code, and its reasoning (folded); over the
// panes why a run failed. What a run has said that is over stands in the talk.

import { part } from "../../site/dom";
import { isOver } from "../data";
import type { Run } from "../run";

export class Answer {
  private readonly root = part(document, "[data-talk]");
  private readonly error = part(document, "[data-run-error]");
  private readonly messages = part(this.root, "[data-engine-messages]");
  private readonly flaws = part(this.root, "[data-flaws]");
  private readonly reasoning = part(this.root, "[data-reasoning]");
  private thought = "";
  private words = 0;

  constructor(onTryAgain: () => void) {
    part(this.error, "[data-try-again]").addEventListener("click", onTryAgain);
  }

  /** `flaws` are those of the version that is shown, from whenever it is. */
  show(run: Run | null, flaws: readonly string[]): void {
    const { reasoning = "" } = run ?? {};
    const messages = run && !isOver(run.state) ? run.messages : [];
    const failed = run?.state === "failed";
    this.root.hidden = messages.length === 0 && reasoning === "" && flaws.length === 0;
    this.error.hidden = !failed;
    const sentence = failed ? (run?.error?.sentence ?? "The run failed. Nothing else was lost; try again.") : "";
    say(part(this.error, "[data-run-error-text]"), sentence);
    part(this.root, "[data-messages-block]").hidden = messages.length === 0;
    list(this.messages, messages);
    part(this.root, "[data-flaws-block]").hidden = flaws.length === 0;
    list(this.flaws, flaws);
    this.showReasoning(reasoning);
  }

  /** Only what is new is added: reasoning can be long, and comes in small pieces. */
  private showReasoning(reasoning: string): void {
    if (reasoning === this.thought) return;
    if (!reasoning.startsWith(this.thought)) {
      this.reasoning.textContent = "";
      this.thought = "";
      this.words = 0;
    }
    const more = reasoning.slice(this.thought.length);
    this.thought = reasoning;
    this.words += more.match(/\s+/g)?.length ?? 0;
    this.reasoning.append(more);
    part(this.root, "[data-reasoning-block]").hidden = reasoning === "";
    say(part(this.root, "[data-reasoning-length]"), `${this.words + 1} words`);
  }
}

function list(element: HTMLElement, sentences: readonly string[]): void {
  if (element.childElementCount === sentences.length) return;
  const items = sentences.map((sentence) => {
    const item = document.createElement("li");
    item.textContent = sentence;
    return item;
  });
  element.replaceChildren(...items);
}

function say(element: HTMLElement, words: string): void {
  if (element.textContent !== words) element.textContent = words;
}
