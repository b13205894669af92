// The row over the code: undo, redo, search, format, and what to do with changes that are not saved.

import { part } from "../site/dom";
import type { Edits, Saved } from "./edits";
import type { FilesPane } from "./files";
import type { Formatter } from "./formatter";
import { isTyping } from "./keys";
import { countOf } from "./words";

const SAID_FOR = 8000;

export class EditBar {
  private readonly bar = part(document, "[data-edit-bar]");
  private readonly tools = part(document, "[data-edit-tools]");
  private readonly words = part(document, "[data-edit-words]");
  private readonly saveButton = part<HTMLButtonElement>(document, "[data-edit-save]");
  private readonly discardButton = part<HTMLButtonElement>(document, "[data-edit-discard]");
  private saving = false;
  private said = "";

  constructor(
    private readonly edits: Edits,
    private readonly files: FilesPane,
    private readonly formatter: Formatter,
    private readonly onSaved: (saved: Saved) => void,
  ) {
    this.saveButton.addEventListener("click", () => void this.save());
    this.discardButton.addEventListener("click", () => this.discard());
    part(document, "[data-edit-undo]").addEventListener("click", () => files.undo());
    part(document, "[data-edit-redo]").addEventListener("click", () => files.redo());
    part(document, "[data-edit-format]").addEventListener("click", () => void this.format());
    document.addEventListener("keydown", (event) => this.press(event));
  }

  show(editable: boolean): void {
    const { dirty, paths } = this.edits;
    this.tools.hidden = !editable;
    this.bar.hidden = !dirty && this.said === "";
    this.saveButton.hidden = this.discardButton.hidden = !dirty;
    this.saveButton.setAttribute("aria-disabled", String(this.saving));
    this.words.textContent = this.said || `${countOf(paths.length, "file")} changed, not saved`;
    this.bar.toggleAttribute("data-bad", this.said !== "" && dirty);
  }

  async save(): Promise<void> {
    if (this.saving || !this.edits.dirty) return;
    this.saving = true;
    this.show(true);
    try {
      const saved = await this.edits.save();
      this.say(saved.notice || `Saved as version ${saved.number}`);
      this.onSaved(saved);
    } catch (error) {
      this.say(error instanceof Error ? error.message : String(error));
    } finally {
      this.saving = false;
      this.show(true);
    }
  }

  async format(): Promise<void> {
    const path = this.files.shown();
    if (path === null || this.tools.hidden) return;
    const text = this.edits.files[path] ?? "";
    try {
      const formatted = await this.formatter.format(path, text);
      if (this.edits.files[path] === text) this.edits.change(path, formatted);
      this.say(formatted === text ? "Formatted already" : "Formatted");
    } catch (error) {
      this.say(error instanceof Error ? error.message : String(error));
    }
  }

  say(sentence: string): void {
    this.said = sentence;
    this.show(!this.tools.hidden);
    setTimeout(() => {
      if (this.said === sentence) this.say("");
    }, SAID_FOR);
  }

  private discard(): void {
    const count = countOf(this.edits.paths.length, "file");
    if (!confirm(`Discard the changes in ${count}? They are kept nowhere else.`)) return;
    this.edits.discard();
  }

  /** What somebody types in has its own undo. */
  private press(event: KeyboardEvent): void {
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    if (key === "s") void this.save();
    else if ((key !== "z" && key !== "y") || isTyping(event) || this.tools.hidden) return;
    else if (key === "y" || event.shiftKey) this.files.redo();
    else this.files.undo();
    event.preventDefault();
  }
}
