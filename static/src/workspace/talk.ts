// What the engine says: messages and its reasoning (folded) beside the code, and over it why a run failed.

import { part } from "../site/dom";
import type { Run } from "./run";

export class Talk {
  private readonly root = part(document, "[data-talk]");
  private readonly error = part(document, "[data-run-error]");
  private readonly messages = part(this.root, "[data-engine-messages]");
  private readonly reasoning = part(this.root, "[data-reasoning]");

  constructor(onTryAgain: () => void) {
    part(this.error, "[data-try-again]").addEventListener("click", onTryAgain);
  }

  show(run: Run): void {
    const failed = run.state === "failed";
    this.root.hidden = run.messages.length === 0 && run.reasoning === "";
    this.error.hidden = !failed;
    const sentence = failed ? (run.error?.sentence ?? "The run failed. Nothing else was lost; try again.") : "";
    say(part(this.error, "[data-run-error-text]"), sentence);
    this.showMessages(run.messages);
    this.showReasoning(run.reasoning);
  }

  private showMessages(messages: readonly string[]): void {
    part(this.root, "[data-messages-block]").hidden = messages.length === 0;
    if (this.messages.childElementCount === messages.length) return;
    const items = messages.map((message) => {
      const item = document.createElement("li");
      item.textContent = message;
      return item;
    });
    this.messages.replaceChildren(...items);
  }

  private showReasoning(reasoning: string): void {
    part(this.root, "[data-reasoning-block]").hidden = reasoning === "";
    say(this.reasoning, reasoning);
    say(part(this.root, "[data-reasoning-length]"), `${reasoning.split(/\s+/).filter(Boolean).length} words`);
  }
}

function say(element: HTMLElement, words: string): void {
  if (element.textContent !== words) element.textContent = words;
}
