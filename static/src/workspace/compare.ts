// The mockup against the page: beside it, over it, up to a line, or as their difference; moved and enlarged together.

import { part } from "../site/dom";
import type { PageSize } from "./data";
import type { Rectangle, Region } from "./fidelity";
import type { MeasuredThings } from "./measured";
import { Measuring } from "./measuring";
import type { Sheet } from "./sheet";

export type Mode = "side" | "overlay" | "slider" | "difference";

interface Size {
  width: number;
  height: number;
}

interface Corner {
  left: number;
  top: number;
}

const GAP = 16;
const STEP = 1.25;
const NARROW = 640;
const MODE = "compare-mode";

/** On a narrow stage, such as a phone's, the page stands below its mockup in place of beside it. */
export function isBeside(mode: Mode, stageWidth: number): boolean {
  return mode === "side" && stageWidth >= NARROW;
}

/** How far mockup and page are scaled so that what is compared is as wide as the stage; never enlarged. */
export function wholeScale(mode: Mode, page: Size, stageWidth: number): number {
  const columns = isBeside(mode, stageWidth) ? 2 : 1;
  return Math.max(0.05, Math.min(1, (stageWidth - (columns + 1) * GAP) / (columns * page.width)));
}

export class Compare {
  private readonly stage = part(document, "[data-stage]");
  private readonly bar = part(document, "[data-compare-bar]");
  private readonly canvas = part(document, "[data-compare-canvas]");
  private readonly picture = part<HTMLImageElement>(document, "[data-compare-picture]");
  private readonly marks = part(document, "[data-compare-marks]");
  private readonly handle = part(document, "[data-compare-handle]");
  private readonly amount = part<HTMLInputElement>(this.bar, "[data-compare-amount]");
  private readonly level = part(this.bar, "[data-compare-level]");
  readonly measuring: Measuring;
  private mode: Mode = "side";
  /** Null while the whole width is shown. */
  private zoom: number | null = null;
  private on = false;
  private regions: readonly Region[] = [];
  private marked: Region | null = null;

  constructor(
    private readonly sheet: Sheet,
    private page: PageSize,
    things: MeasuredThings,
  ) {
    this.measuring = new Measuring(things, () => this.page);
    for (const button of this.buttons()) {
      button.addEventListener("click", () => this.choose(button.dataset.compare as Mode));
    }
    for (const button of this.bar.querySelectorAll<HTMLElement>("[data-compare-zoom]")) {
      button.addEventListener("click", () => this.enlarge(button.dataset.compareZoom ?? ""));
    }
    this.amount.addEventListener("input", () => this.lay());
    this.stage.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.handle.addEventListener("pointerdown", (event) => this.grasp(event));
    this.handle.addEventListener("pointermove", (event) => this.drag(event));
    this.handle.addEventListener("lostpointercapture", () => this.stage.removeAttribute("data-dragging"));
    new ResizeObserver(() => this.lay()).observe(this.stage);
    this.choose((sessionStorage.getItem(MODE) as Mode | null) ?? "side");
  }

  /** The mockup has been measured, and so the size that it stands for is known better. */
  resize(page: PageSize): void {
    if (page.width === this.page.width && page.height === this.page.height) return;
    this.page = page;
    this.lay();
  }

  show(on: boolean): void {
    if (on === this.on) return;
    this.on = on;
    this.bar.hidden = this.canvas.hidden = !on;
    this.stage.toggleAttribute("data-comparing", on);
    // What scrolls has to be reached by keyboard.
    if (on) this.stage.tabIndex = 0;
    else this.stage.removeAttribute("tabindex");
    if (on) this.lay();
    else this.sheet.release();
  }

  /** Outlines what differs on both sides, one of it more clearly. */
  mark(regions: readonly Region[], marked: Region | null): void {
    if (regions === this.regions && marked === this.marked) return;
    this.regions = regions;
    this.marked = marked;
    this.lay();
  }

  /** Brings a difference into sight. */
  goTo(region: Region): void {
    this.mark(this.regions, region);
    const top = region.expected ? region.expected[1] * this.page.scale : region.found?.[1];
    if (top !== undefined) this.stage.scrollTo({ top: Math.max(0, top * this.scale() - 80) });
  }

  choose(mode: Mode): void {
    this.mode = mode;
    sessionStorage.setItem(MODE, mode);
    this.stage.dataset.compareMode = mode;
    for (const button of this.buttons()) button.setAttribute("aria-pressed", String(button.dataset.compare === mode));
    const movable = mode === "overlay" || mode === "slider";
    part(this.bar, "[data-compare-amount-field]").hidden = !movable;
    this.amount.setAttribute("aria-label", mode === "slider" ? "Where the mockup ends" : "How opaque the mockup is");
    this.measuring.allow(mode === "side");
    this.lay();
  }

  /** `how` is "in", "out" or "whole". */
  enlarge(how: string): void {
    if (!this.on) return;
    const now = this.scale();
    this.zoom = how === "whole" ? null : Math.min(4, Math.max(0.1, now * (how === "in" ? STEP : 1 / STEP)));
    this.lay();
  }

  private wheel(event: WheelEvent): void {
    if (!this.on || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.enlarge(event.deltaY < 0 ? "in" : "out");
  }

  /** The page under the pointer must not take what belongs to the handle. */
  private grasp(event: PointerEvent): void {
    this.handle.setPointerCapture(event.pointerId);
    this.stage.setAttribute("data-dragging", "");
  }

  private drag(event: PointerEvent): void {
    if (!this.handle.hasPointerCapture(event.pointerId)) return;
    const { left, width } = this.picture.getBoundingClientRect();
    this.amount.value = String(Math.round(((event.clientX - left) / width) * 100));
    this.lay();
  }

  private scale(): number {
    return this.zoom ?? wholeScale(this.mode, this.page, this.stage.clientWidth);
  }

  private lay(): void {
    const { clientWidth } = this.stage;
    if (!this.on || clientWidth === 0) return;
    const scale = this.scale();
    const width = this.page.width * scale;
    const height = this.page.height * scale;
    const beside = isBeside(this.mode, clientWidth);
    const below = this.mode === "side" && !beside;
    const all = beside ? 2 * width + GAP : width;
    const mockup = { left: Math.max(GAP, (clientWidth - all) / 2), top: GAP };
    const page = { left: mockup.left + (beside ? width + GAP : 0), top: GAP + (below ? height + GAP : 0) };
    place(this.canvas, { left: 0, top: 0, width: mockup.left + all + GAP, height: page.top + height + GAP });
    place(this.picture, { ...mockup, width, height });
    this.sheet.hold({ width: this.page.width, height: this.page.height, scale, ...page });
    this.part(mockup.left, width, height);
    const marks = this.regions.flatMap((region) => [
      ...this.outline(region, region.expected, mockup, scale * this.page.scale),
      ...this.outline(region, region.found, page, scale),
    ]);
    this.marks.replaceChildren(...marks);
    this.level.textContent = `${Math.round(scale * 100)} %`;
  }

  private outline(region: Region, box: Rectangle | null, from: Corner, scale: number): HTMLElement[] {
    if (!box) return [];
    const element = document.createElement("div");
    element.className = "compare-mark";
    element.dataset.difference = region.difference;
    element.toggleAttribute("data-marked", region === this.marked);
    const [x, y, width, height] = box;
    const corner = { left: from.left + x * scale, top: from.top + y * scale };
    place(element, { ...corner, width: width * scale, height: height * scale });
    return [element];
  }

  /** How much of the mockup is seen over the page. */
  private part(left: number, width: number, height: number): void {
    const share = Number(this.amount.value) / 100;
    const { style } = this.picture;
    style.opacity = this.mode === "overlay" ? String(share) : "1";
    style.clipPath = this.mode === "slider" ? `inset(0 ${(1 - share) * 100}% 0 0)` : "none";
    place(this.handle, { left: left + share * width - 12, top: GAP, width: 24, height });
  }

  private buttons(): HTMLElement[] {
    return [...this.bar.querySelectorAll<HTMLElement>("[data-compare]")];
  }
}

function place({ style }: HTMLElement, box: { left: number; top: number; width: number; height: number }): void {
  style.left = `${box.left}px`;
  style.top = `${box.top}px`;
  style.width = `${box.width}px`;
  style.height = `${box.height}px`;
}
