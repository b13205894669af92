// What was measured on the mockup, told for the thing under the pointer, or for one after another by keys.

import { part } from "../site/dom";
import type { PageSize } from "./data";
import { type MeasuredThings, type Thing, thingAt, thingBeside } from "./measured";

const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"] as const;

export class Measuring {
  private readonly canvas = part(document, "[data-compare-canvas]");
  private readonly picture = part<HTMLImageElement>(document, "[data-compare-picture]");
  private readonly button = part(document, "[data-compare-measured]");
  private readonly label = document.createElement("div");
  private told: Thing | null = null;

  constructor(
    private readonly things: MeasuredThings,
    private readonly page: () => PageSize,
  ) {
    this.label.className = "compare-label";
    this.picture.addEventListener("pointermove", (event) => void this.point(event));
    this.picture.addEventListener("pointerleave", () => this.leave());
    this.button.addEventListener("click", () => void this.step("ArrowRight"));
    this.button.addEventListener("keydown", (event) => this.press(event));
    this.button.addEventListener("blur", () => this.leave());
  }

  /** Only beside the page can the mockup be pointed at. */
  allow(allowed: boolean): void {
    this.button.hidden = !allowed;
    this.leave();
  }

  /** To the next thing in the order of reading. */
  next(): void {
    if (this.button.hidden) return;
    this.button.focus();
    void this.step("ArrowRight");
  }

  private press(event: KeyboardEvent): void {
    const arrow = ARROWS.find((key) => key === event.key);
    if (!arrow) return;
    event.preventDefault();
    void this.step(arrow);
  }

  private async step(arrow: (typeof ARROWS)[number]): Promise<void> {
    const found = thingBeside(await this.things.get(), this.told, arrow);
    if (!found) return;
    this.tell(found);
    this.label.scrollIntoView({ block: "nearest", inline: "nearest" });
    part(document, "[data-announcer]").textContent = found.words;
  }

  private async point({ clientX, clientY }: PointerEvent): Promise<void> {
    const { left, top } = this.picture.getBoundingClientRect();
    const scale = this.scale();
    this.tell(thingAt(await this.things.get(), (clientX - left) / scale, (clientY - top) / scale));
  }

  private tell(thing: Thing | null): void {
    this.leave();
    if (!thing) return;
    this.told = thing;
    const scale = this.scale();
    const [x, y, width, height] = thing.box;
    Object.assign(this.label.style, {
      left: `${this.picture.offsetLeft + x * scale}px`,
      top: `${this.picture.offsetTop + y * scale}px`,
      width: `${width * scale}px`,
      height: `${height * scale}px`,
    });
    this.label.dataset.words = thing.words;
    this.canvas.append(this.label);
  }

  private leave(): void {
    this.label.remove();
    this.told = null;
  }

  /** CSS pixels on the screen for one measured pixel. */
  private scale(): number {
    const { width, scale } = this.page();
    return (this.picture.getBoundingClientRect().width / width) * scale;
  }
}
