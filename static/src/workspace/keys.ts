// Keyboard shortcuts: one key each, listed by `?`, and to be switched off by who uses speech or types by accident.

import { part } from "../site/dom";

export interface Shortcut {
  key: string;
  does: string;
  act(): void;
}

const OFF = "shortcuts-off";

export class Shortcuts {
  private readonly dialog = part<HTMLDialogElement>(document, "#keys-dialog");
  private readonly toggle = part<HTMLInputElement>(this.dialog, "[data-keys-switch]");

  constructor(private readonly shortcuts: readonly Shortcut[]) {
    part(this.dialog, "[data-keys-list]").replaceChildren(
      ...[...shortcuts, { key: "?", does: "This list" }].map(({ key, does }) => row(key, does)),
      row("Ctrl Enter", "Generate, from the note"),
      row("Ctrl S", "Save what was changed by hand"),
      row("Ctrl Z", "Undo a change by hand; with Shift, redo"),
    );
    this.toggle.checked = localStorage.getItem(OFF) === null;
    this.toggle.addEventListener("change", () => {
      if (this.toggle.checked) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, "yes");
    });
    part(document, "[data-keys-open]").addEventListener("click", () => this.dialog.showModal());
    document.addEventListener("keydown", (event) => this.press(event));
  }

  private press(event: KeyboardEvent): void {
    if (!this.toggle.checked || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    if (document.querySelector("dialog[open], [popover]:popover-open")) return;
    const key = event.key.toLowerCase();
    const act = key === "?" ? () => this.dialog.showModal() : this.shortcuts.find((one) => one.key === key)?.act;
    if (!act) return;
    event.preventDefault();
    act();
  }
}

/** Whether a key goes into a field. */
export function isTyping({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable=true]") !== null;
}

function row(key: string, does: string): HTMLElement {
  const element = document.createElement("div");
  element.className = "flex items-baseline justify-between gap-3";
  const words = document.createElement("dt");
  words.textContent = does;
  const keys = document.createElement("dd");
  const cap = document.createElement("kbd");
  cap.textContent = key.length === 1 ? key.toUpperCase() : key;
  keys.append(cap);
  element.append(words, keys);
  return element;
}
