// Renaming a project in a dialog, on the dashboard and in the workspace.

import { Problem, post } from "./api";
import { part } from "./dom";

class RenameDialog {
  private button: HTMLElement | null = null;
  private readonly input: HTMLInputElement;
  private readonly error: HTMLElement;

  constructor(private readonly dialog: HTMLDialogElement) {
    this.input = part(dialog, "[name=name]");
    this.error = part(dialog, "[data-rename-error]");
    part(dialog, "[data-rename-cancel]").addEventListener("click", () => dialog.close());
    part(dialog, "[data-rename-form]").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.save();
    });
  }

  open(button: HTMLElement): void {
    this.button = button;
    this.input.value = this.name()?.textContent?.trim() ?? "";
    this.say("");
    this.dialog.showModal();
    this.input.select();
  }

  private async save(): Promise<void> {
    try {
      const { name } = await post<{ name: string }>(this.button?.dataset.rename ?? "", { name: this.input.value });
      const shown = this.name();
      if (shown) shown.textContent = name;
      this.button?.setAttribute("aria-label", `Rename ${name}`);
      this.dialog.close();
    } catch (problem) {
      this.say(problem instanceof Problem ? problem.message : String(problem));
    }
  }

  private name(): Element | null {
    return this.button?.closest("[data-project]")?.querySelector("[data-project-name]") ?? null;
  }

  private say(sentence: string): void {
    this.error.textContent = sentence;
    this.input.setAttribute("aria-invalid", String(sentence !== ""));
  }
}

export function renaming(): void {
  const element = document.querySelector<HTMLDialogElement>("#rename-dialog");
  if (!element) return;
  const dialog = new RenameDialog(element);
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-rename]");
    if (button) dialog.open(button);
  });
}
