// The mockup seen closely: whole, in full size, or in steps between.

import { part } from "../site/dom";

const STEP = 1.25;
const LARGEST = 4;

export class Zoom {
  private readonly dialog = part<HTMLDialogElement>(document, "#zoom-dialog");
  private readonly picture = part<HTMLImageElement>(this.dialog, "[data-zoom-picture]");
  private readonly scroll = part(this.dialog, "[data-zoom-scroll]");
  private level = 1;

  constructor() {
    part(document, "[data-zoom-open]").addEventListener("click", () => this.open());
    for (const button of this.dialog.querySelectorAll<HTMLElement>("[data-zoom]")) {
      button.addEventListener("click", () => this.act(button.dataset.zoom ?? ""));
    }
    this.dialog.addEventListener("keydown", ({ key }) => {
      this.act({ "+": "in", "=": "in", "-": "out", "0": "toggle" }[key] ?? "");
    });
  }

  open(): void {
    this.dialog.showModal();
    this.set(this.whole());
    this.scroll.focus();
  }

  private act(what: string): void {
    if (what === "close") this.dialog.close();
    if (what === "in") this.set(this.level * STEP);
    if (what === "out") this.set(this.level / STEP);
    if (what === "toggle") this.set(this.level === 1 ? this.whole() : 1);
  }

  /** The level at which the whole mockup is seen; at most its full size. */
  private whole(): number {
    const { clientWidth, clientHeight } = this.scroll;
    const { width, height } = this.size();
    return Math.min(1, (clientWidth - 50) / width, (clientHeight - 50) / height);
  }

  private set(level: number): void {
    const { width, height } = this.size();
    this.level = Math.min(LARGEST, Math.max(0.05, level));
    this.picture.style.width = `${width * this.level}px`;
    this.picture.style.height = `${height * this.level}px`;
    part(this.dialog, "[data-zoom-level]").textContent = `${Math.round(this.level * 100)} %`;
  }

  private size(): { width: number; height: number } {
    return { width: Number(this.picture.getAttribute("width")), height: Number(this.picture.getAttribute("height")) };
  }
}
