// The note and the button that starts a run.

import { Problem, post } from "../site/api";
import { part } from "../site/dom";
import type { GenerationData } from "./data";

export class GenerateForm {
  private readonly form = part<HTMLFormElement>(document, "[data-generate]");
  private readonly note = part<HTMLTextAreaElement>(this.form, "[data-note]");
  private readonly button = part<HTMLButtonElement>(this.form, "[data-generate-button]");

  private running = false;
  private before = false;

  constructor(private readonly onStart: (generation: GenerationData) => void) {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.start();
    });
    this.note.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.form.requestSubmit();
    });
  }

  async start(): Promise<void> {
    if (this.running) return;
    this.show(true, this.before);
    this.fail("");
    try {
      const { generation } = await post<{ generation: GenerationData }>(this.form.action, { note: this.note.value });
      this.onStart(generation);
    } catch (error) {
      this.show(false, this.before);
      this.fail(error instanceof Problem ? error.message : String(error));
    }
  }

  /** Writes a request into the note, after what is there, for the person to send. */
  ask(request: string): void {
    this.note.value = [this.note.value.trim(), request].filter(Boolean).join("\n");
    this.note.focus();
  }

  focusNote(): void {
    this.note.focus();
  }

  /** The button is never `disabled`: it would take the focus, and with it every key, away from the page. */
  show(running: boolean, before: boolean): void {
    this.running = running;
    this.before = before;
    this.button.setAttribute("aria-disabled", String(running));
    const words = running ? "Generating" : before ? "Generate again" : "Generate";
    part(this.form, "[data-generate-words]").textContent = words;
  }

  private fail(sentence: string): void {
    part(this.form, "[data-generate-error]").hidden = !sentence;
    part(this.form, "[data-generate-error-text]").textContent = sentence;
  }
}
