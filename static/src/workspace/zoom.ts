// A picture of the project seen closely: whole, in full size, or in steps between.

import { part } from "../site/dom";
import type { PictureData } from "./data";

const STEP = 1.25;
const LARGEST = 4;

export class Zoom {
  readonly dialog = part<HTMLDialogElement>(document, "#zoom-dialog");
  private readonly sheet = part(this.dialog, "[data-zoom-sheet]");
  private readonly image = part<HTMLImageElement>(this.dialog, "[data-zoom-picture]");
  private readonly scroll = part(this.dialog, "[data-zoom-scroll]");
  private readonly listeners: ((picture: PictureData) => void)[] = [];
  private level = 1;

  constructor(private picture: PictureData) {
    part(document, "[data-zoom-open]").addEventListener("click", () => this.open());
    for (const button of this.dialog.querySelectorAll<HTMLElement>("[data-zoom]")) {
      button.addEventListener("click", () => this.act(button.dataset.zoom ?? ""));
    }
    this.dialog.addEventListener("keydown", ({ key, target }) => {
      if (target instanceof HTMLInputElement) return;
      this.act({ "+": "in", "=": "in", "-": "out", "0": "toggle" }[key] ?? "");
    });
  }

  get shown(): PictureData {
    return this.picture;
  }

  onShow(listener: (picture: PictureData) => void): void {
    this.listeners.push(listener);
  }

  open(picture: PictureData = this.picture): void {
    this.picture = picture;
    if (this.image.getAttribute("src") !== picture.url) this.image.src = picture.url;
    this.image.alt = `The mockup ${picture.name}`;
    part(this.dialog, "[data-zoom-name]").textContent = picture.name;
    part(this.dialog, "[data-zoom-size]").textContent = `${picture.width} × ${picture.height}`;
    if (!this.dialog.open) this.dialog.showModal();
    for (const listener of this.listeners) listener(picture);
    this.set(this.whole());
    this.scroll.focus();
  }

  private act(what: string): void {
    if (what === "close") this.dialog.close();
    if (what === "in") this.set(this.level * STEP);
    if (what === "out") this.set(this.level / STEP);
    if (what === "toggle") this.set(this.level === 1 ? this.whole() : 1);
  }

  /** The level at which the whole picture is seen; at most its full size. */
  private whole(): number {
    const { clientWidth, clientHeight } = this.scroll;
    const { width, height } = this.picture;
    return Math.min(1, (clientWidth - 50) / width, (clientHeight - 50) / height);
  }

  private set(level: number): void {
    const { width, height } = this.picture;
    this.level = Math.min(LARGEST, Math.max(0.05, level));
    this.sheet.style.width = `${width * this.level}px`;
    this.sheet.style.height = `${height * this.level}px`;
    part(this.dialog, "[data-zoom-level]").textContent = `${Math.round(this.level * 100)} %`;
  }
}
