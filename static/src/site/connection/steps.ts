// Check connection: each step's row as soon as it is known, and which one is being tried.

import { Problem, submit } from "../api";
import { part } from "../dom";
import { replaceRow, rowEvents } from "./events";
import type { ConnectionForm } from "./form";

class Steps {
  private readonly list = part<HTMLElement>(document, "[data-steps]");
  private readonly status = part<HTMLElement>(document, "[data-check-status]");
  private readonly untouched = this.list.innerHTML;

  constructor(
    private readonly button: HTMLButtonElement,
    private readonly form: ConnectionForm,
  ) {
    button.addEventListener("click", () => void this.run());
  }

  private async run(): Promise<void> {
    if (this.button.getAttribute("aria-disabled") === "true") return;
    this.button.setAttribute("aria-disabled", "true");
    this.list.innerHTML = this.untouched;
    this.say("Checking");
    try {
      await this.follow(await submit(this.button.dataset.check ?? "", this.form.fields()));
    } catch (error) {
      this.list.innerHTML = this.untouched;
      this.say(error instanceof Problem ? error.message : "The check broke off. Nothing was changed: try again.", true);
    } finally {
      this.button.removeAttribute("aria-disabled");
    }
  }

  private async follow(response: Response): Promise<void> {
    this.markNext();
    for await (const event of rowEvents(response)) {
      replaceRow(event);
      this.markNext();
      this.say(event.said, event.failed);
    }
  }

  private markNext(): void {
    const next = this.list.querySelector<HTMLElement>("[data-outcome=waiting]");
    if (next) next.dataset.outcome = "running";
  }

  private say(sentence: string, bad = false): void {
    this.status.textContent = sentence;
    this.status.classList.toggle("text-bad", bad);
    this.status.classList.toggle("text-muted", !bad);
  }
}

export function checkSteps(form: ConnectionForm): void {
  new Steps(part<HTMLButtonElement>(document, "[data-check]"), form);
}
