// Regions: boxes drawn on a picture that is seen closely, by pointer or by keys, each with what is said about it.

import { part } from "../../site/dom";
import type { PictureData } from "../data";
import type { Rectangle } from "../fidelity";
import type { Zoom } from "../zoom";
import type { Draft, Region } from "./draft";

const SMALLEST = 8;
const MOST = 20;

interface Point {
  x: number;
  y: number;
}

/** The box between two points, within the picture, all in its pixels. */
export function boxBetween(a: Point, b: Point, { width, height }: { width: number; height: number }): Rectangle {
  const x = (value: number) => between(0, value, width);
  const y = (value: number) => between(0, value, height);
  const [left, top] = [Math.min(x(a.x), x(b.x)), Math.min(y(a.y), y(b.y))];
  return [left, top, Math.max(x(a.x), x(b.x)) - left, Math.max(y(a.y), y(b.y)) - top];
}

/** The box moved or resized by an arrow key, within the picture. */
export function nudged(box: Rectangle, key: string, resize: boolean, { width, height }: PictureData): Rectangle {
  const step = Math.max(2, Math.round(width / 100));
  const x = { ArrowLeft: -step, ArrowRight: step }[key] ?? 0;
  const y = { ArrowUp: -step, ArrowDown: step }[key] ?? 0;
  const [left, top, w, h] = box;
  if (resize) {
    return [left, top, between(SMALLEST, w + x, width - left), between(SMALLEST, h + y, height - top)];
  }
  return [between(0, left + x, width - w), between(0, top + y, height - h), w, h];
}

function between(least: number, value: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

export class Regions {
  private readonly layer: HTMLElement;
  private readonly list: HTMLElement;
  private readonly toggle: HTMLElement;
  private readonly overview = part(document, "[data-mockup-regions]");
  private readonly template = part<HTMLTemplateElement>(document, "#region-template").content;
  private start: Point | null = null;
  private drawn: HTMLElement | null = null;

  /** `mockup` is the id of the picture that stands beside the talk. */
  constructor(
    private readonly draft: Draft,
    private readonly zoom: Zoom,
    private readonly mockup: PictureData,
  ) {
    const { dialog } = zoom;
    this.layer = part(dialog, "[data-regions-layer]");
    this.list = part(dialog, "[data-regions-list]");
    this.toggle = part(dialog, "[data-regions-mark]");
    this.toggle.addEventListener("click", () => this.mark(!this.marking));
    part(dialog, "[data-regions-add]").addEventListener("click", () => this.addInMiddle());
    part(document, "[data-regions-open]").addEventListener("click", () => this.open());
    this.layer.addEventListener("pointerdown", (event) => this.begin(event));
    this.layer.addEventListener("pointermove", (event) => this.draw(event));
    this.layer.addEventListener("pointerup", (event) => this.end(event));
    this.layer.addEventListener("pointercancel", () => this.leave());
    this.layer.addEventListener("keydown", (event) => this.key(event));
    zoom.onShow(() => this.render());
    draft.onChange(() => this.render());
    this.render();
  }

  /** Opens a picture closely, ready to be drawn on. */
  open(picture?: PictureData): void {
    this.zoom.open(picture);
    this.mark(true);
  }

  private get marking(): boolean {
    return this.layer.hasAttribute("data-marking");
  }

  private mark(on: boolean): void {
    this.layer.toggleAttribute("data-marking", on);
    part(this.zoom.dialog, "[data-regions-panel]").hidden = !on;
    this.toggle.setAttribute("aria-pressed", String(on));
  }

  private render(): void {
    const { regions } = this.draft.now;
    const here = regions.flatMap((region, index) => (region.mockup === this.zoom.shown.id ? [index] : []));
    const focused = this.focused();
    this.layer.replaceChildren(...here.map((index) => this.box(index)));
    this.renderList(here);
    if (focused !== null) this.layer.querySelector<HTMLElement>(`[data-index="${focused}"]`)?.focus();
    const beside = regions.flatMap((region, index) => (region.mockup === this.mockup.id ? [index] : []));
    this.overview.replaceChildren(...beside.map((index) => this.outline(index, this.mockup)));
  }

  private focused(): string | null {
    const element = document.activeElement;
    return element instanceof HTMLElement && this.layer.contains(element) ? (element.dataset.index ?? null) : null;
  }

  /** What is being typed stays under the fingers: the rows are made anew only when there are others. */
  private renderList(here: readonly number[]): void {
    part(this.zoom.dialog, "[data-regions-hint]").hidden = here.length > 0;
    const known = [...this.list.children].map((row) => Number((row as HTMLElement).dataset.index));
    if (known.length === here.length && known.every((index, place) => index === here[place])) return;
    this.list.replaceChildren(...here.map((index) => this.row(index)));
  }

  private row(index: number): HTMLElement {
    const row = part(this.template, "li").cloneNode(true) as HTMLElement;
    row.dataset.index = String(index);
    part(row, "[data-region-number]").textContent = String(index + 1);
    const note = part<HTMLInputElement>(row, "[data-region-note]");
    note.value = this.draft.now.regions[index]?.note ?? "";
    note.setAttribute("aria-label", `What about region ${index + 1}`);
    note.addEventListener("input", () => this.change(index, { note: note.value }));
    note.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.zoom.dialog.close();
    });
    const remove = part(row, "[data-region-remove]");
    remove.setAttribute("aria-label", `Remove region ${index + 1}`);
    remove.addEventListener("click", () => this.remove(index));
    return row;
  }

  private box(index: number): HTMLElement {
    const box = this.outline(index, this.zoom.shown, "button");
    box.dataset.index = String(index);
    box.setAttribute(
      "aria-label",
      `Region ${index + 1}: arrow keys move it, with Shift they resize it, Delete removes it`,
    );
    return box;
  }

  private outline(index: number, picture: PictureData, tag = "span"): HTMLElement {
    const element = document.createElement(tag);
    if (element instanceof HTMLButtonElement) element.type = "button";
    element.className = "region-box";
    element.dataset.number = String(index + 1);
    place(element, (this.draft.now.regions[index] as Region).box, picture);
    return element;
  }

  private begin(event: PointerEvent): void {
    if (!this.marking || event.button !== 0 || (event.target as Element).closest(".region-box")) return;
    event.preventDefault();
    this.layer.setPointerCapture(event.pointerId);
    this.start = this.at(event);
    this.drawn = document.createElement("span");
    this.drawn.className = "region-box";
    this.layer.append(this.drawn);
  }

  private draw(event: PointerEvent): void {
    if (this.start && this.drawn) place(this.drawn, this.to(event), this.zoom.shown);
  }

  private end(event: PointerEvent): void {
    if (!this.start) return;
    const box = this.to(event);
    this.leave();
    if (box[2] >= SMALLEST && box[3] >= SMALLEST) this.add(box);
  }

  private leave(): void {
    this.drawn?.remove();
    this.start = this.drawn = null;
  }

  private to(event: PointerEvent): Rectangle {
    return boxBetween(this.start ?? this.at(event), this.at(event), this.zoom.shown);
  }

  /** Where the pointer is, in pixels of the picture. */
  private at({ clientX, clientY }: PointerEvent): Point {
    const { left, top, width, height } = this.layer.getBoundingClientRect();
    const picture = this.zoom.shown;
    return { x: ((clientX - left) / width) * picture.width, y: ((clientY - top) / height) * picture.height };
  }

  private addInMiddle(): void {
    const { width, height } = this.zoom.shown;
    this.add([width / 4, height / 4, width / 2, height / 2]);
    this.layer.querySelector<HTMLElement>(".region-box:last-child")?.focus();
  }

  private add(box: Rectangle): void {
    const { regions } = this.draft.now;
    if (regions.length >= MOST) return;
    const rounded = box.map((number) => Math.round(number)) as unknown as Rectangle;
    this.draft.change({ regions: [...regions, { mockup: this.zoom.shown.id, box: rounded, note: "" }] });
    this.list.querySelector<HTMLElement>("li:last-child [data-region-note]")?.focus();
  }

  private change(index: number, part: Partial<Region>): void {
    this.draft.change({
      regions: this.draft.now.regions.map((region, place) => (place === index ? { ...region, ...part } : region)),
    });
  }

  private remove(index: number): void {
    this.list.replaceChildren();
    this.draft.change({ regions: this.draft.now.regions.filter((_, place) => place !== index) });
    this.toggle.focus();
  }

  private key(event: KeyboardEvent): void {
    const index = Number((event.target as HTMLElement).dataset.index ?? Number.NaN);
    const region = this.draft.now.regions[index];
    if (!region) return;
    if (event.key === "Delete" || event.key === "Backspace") this.remove(index);
    else if (event.key.startsWith("Arrow")) {
      this.change(index, { box: nudged(region.box, event.key, event.shiftKey, this.zoom.shown) });
    } else return;
    event.preventDefault();
  }
}

function place({ style }: HTMLElement, [left, top, width, height]: Rectangle, picture: PictureData): void {
  style.left = `${(left / picture.width) * 100}%`;
  style.top = `${(top / picture.height) * 100}%`;
  style.width = `${(width / picture.width) * 100}%`;
  style.height = `${(height / picture.height) * 100}%`;
}
