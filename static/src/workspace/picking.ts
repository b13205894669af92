// Pointing at elements of the preview, and the panel in which the one that was picked is changed.

import type { Picked } from "../preview/host";
import { part } from "../site/dom";
import { type Code, Inspector } from "./inspector";

export class Picking {
  private readonly button = part<HTMLButtonElement>(document, "[data-pick]");
  private readonly inspector: Inspector;
  private on = false;

  constructor(
    code: Code,
    private readonly point: (on: boolean) => void,
  ) {
    this.inspector = new Inspector(code, () => this.turn(false));
    this.button.addEventListener("click", () => this.turn(!this.on));
    document.addEventListener("keydown", ({ key }) => {
      if (key === "Escape" && this.on && !document.querySelector("dialog[open]")) this.turn(false);
    });
  }

  turn(on: boolean): void {
    if (on === this.on || (on && this.button.ariaDisabled === "true")) return;
    this.on = on;
    this.button.setAttribute("aria-pressed", String(on));
    const inside = document.activeElement?.closest("[data-inspector], [data-sheet]");
    this.point(on);
    if (on) return;
    this.inspector.close();
    if (inside) this.button.focus();
  }

  toggle(): void {
    this.turn(!this.on);
  }

  /** Null is the wish to stop. */
  picked(picked: Picked | null): void {
    if (!picked) this.turn(false);
    else if (this.on) this.inspector.show(picked);
  }

  /** Only whole code can be pointed at. */
  render(whole: boolean): void {
    this.button.setAttribute("aria-disabled", String(!whole));
    if (whole) this.inspector.render();
    else this.turn(false);
  }
}
