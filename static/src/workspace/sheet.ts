// The sheet on its stage: as wide as the chosen device, scaled down until it fits the room there is.

import { part } from "../site/dom";

const NARROWEST = 240;
const WIDEST = 3840;

export type Device = "fit" | number;

export interface SheetSize {
  width: number;
  height: number;
  scale: number;
}

/** A sheet's size and where its upper left corner stands on the stage. */
export interface Placed extends SheetSize {
  left: number;
  top: number;
}

/** The size of a sheet for a device on a stage, all in CSS pixels; never enlarged. */
export function sheetSize(device: Device, stageWidth: number, stageHeight: number): SheetSize {
  if (device === "fit") return { width: stageWidth, height: stageHeight, scale: 1 };
  const scale = Math.min(1, stageWidth / device);
  return { width: device, height: Math.round(stageHeight / scale), scale };
}

/** The device that a mockup of this width was most likely drawn for; on a narrow window, the window itself. */
export function deviceFor(mockupWidth: number, windowWidth: number): Device {
  if (windowWidth < 640) return "fit";
  if (mockupWidth <= 500) return 360;
  return mockupWidth <= 900 ? 768 : 1280;
}

export class Sheet {
  readonly element = part(document, "[data-sheet]");
  private readonly stage = part(document, "[data-stage]");
  private readonly figures = part(document, "[data-sheet-size]");
  private readonly buttons = [...document.querySelectorAll<HTMLElement>("[data-device]")];
  private device: Device;
  private held: Placed | null = null;
  private readonly handle = part(document, "[data-sheet-handle]");
  private readonly schemeButton = part(document, "[data-sheet-scheme]");

  constructor(device: Device) {
    this.device = device;
    this.handle.addEventListener("pointerdown", (event) => this.grasp(event));
    this.handle.addEventListener("pointermove", (event) => this.drag(event));
    this.handle.addEventListener("lostpointercapture", () => this.stage.removeAttribute("data-dragging"));
    this.handle.addEventListener("keydown", (event) => this.step(event));
    this.schemeButton.addEventListener("click", () => this.turnScheme());
    part(document, "[data-full-screen]").addEventListener("click", () => void this.stage.requestFullscreen());
    for (const button of this.buttons) {
      button.addEventListener("click", () => this.choose(deviceOf(button)));
    }
    new ResizeObserver(() => this.lay()).observe(this.stage);
    this.choose(device);
  }

  choose(device: Device): void {
    this.device = device;
    for (const button of this.buttons) button.setAttribute("aria-pressed", String(deviceOf(button) === device));
    this.lay();
  }

  private grasp(event: PointerEvent): void {
    this.handle.setPointerCapture(event.pointerId);
    this.stage.setAttribute("data-dragging", "");
  }

  /** The sheet stays in the middle: it grows on both sides. */
  private drag({ pointerId, clientX }: PointerEvent): void {
    if (!this.handle.hasPointerCapture(pointerId)) return;
    const { left, width } = this.stage.getBoundingClientRect();
    this.choose(freeWidth(2 * Math.abs(clientX - left - width / 2), width));
  }

  private step(event: KeyboardEvent): void {
    const by = { ArrowLeft: -16, ArrowRight: 16 }[event.key];
    if (!by) return;
    event.preventDefault();
    this.choose(freeWidth(this.element.offsetWidth + by, Number.POSITIVE_INFINITY));
  }

  /** What the page sees as the person's wish for light or dark is what its frame stands on. */
  private turnScheme(): void {
    const dark = this.element.toggleAttribute("data-dark");
    this.schemeButton.setAttribute("aria-pressed", String(dark));
  }

  /** Stays in this place and size, whatever the device, until it is released. */
  hold(placed: Placed): void {
    this.held = placed;
    this.lay();
  }

  release(): void {
    this.held = null;
    this.stage.scrollTo(0, 0);
    this.lay();
  }

  private lay(): void {
    const { clientWidth, clientHeight } = this.stage;
    if (clientWidth === 0) return;
    const { width, height, scale, left, top } = this.held ?? this.placed(clientWidth, clientHeight);
    const { style } = this.element;
    style.width = `${width}px`;
    style.height = `${height}px`;
    style.transform = `translate(${left}px, ${top}px) scale(${scale})`;
    this.element.toggleAttribute("data-framed", left > 0);
    this.handle.style.left = `${left + width * scale}px`;
    this.handle.hidden = this.held !== null;
    this.handle.setAttribute("aria-valuenow", String(width));
    this.figures.textContent = `${width} × ${height}${scale < 1 ? `, ${Math.round(scale * 100)} %` : ""}`;
  }

  private placed(stageWidth: number, stageHeight: number): Placed {
    const size = sheetSize(this.device, stageWidth, stageHeight);
    return { ...size, left: Math.max(0, Math.round((stageWidth - size.width * size.scale) / 2)), top: 0 };
  }
}

/** A width that somebody has dragged to; the edge of the stage is the stage's own width. */
export function freeWidth(width: number, stageWidth: number): Device {
  if (width >= stageWidth - 8) return "fit";
  return Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));
}

function deviceOf(button: HTMLElement): Device {
  const value = button.dataset.device ?? "fit";
  return value === "fit" ? "fit" : Number(value);
}
