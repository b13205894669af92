// Pointing at elements of the page: the one under the pointer is outlined, and a press says which it is.

import { PLACE } from "./located";
import type { Picked } from "./messages";

const OUTLINE = "position:fixed;z-index:2147483647;pointer-events:none;border:2px solid #2353e0;background:#2353e01f;";
const LABEL =
  "position:absolute;left:-2px;bottom:100%;padding:1px 6px;background:#2353e0;color:#fff;font:12px/18px ui-monospace,monospace;white-space:nowrap;";
const SWALLOWED = ["pointerdown", "pointerup", "mousedown", "mouseup", "dblclick", "contextmenu", "submit"] as const;

export class Picker {
  private readonly outline = document.createElement("div");
  private readonly label = document.createElement("span");
  private stop: AbortController | undefined;
  private under: Element | null = null;

  constructor(
    private readonly onPick: (picked: Picked) => void,
    private readonly onLeave: () => void,
  ) {
    this.outline.style.cssText = OUTLINE;
    this.label.style.cssText = LABEL;
    this.outline.append(this.label);
  }

  turn(on: boolean): void {
    this.stop?.abort();
    this.stop = undefined;
    this.outline.remove();
    if (!on) return;
    this.stop = new AbortController();
    const options = { capture: true, signal: this.stop.signal };
    for (const kind of SWALLOWED) addEventListener(kind, swallow, options);
    addEventListener("pointermove", (event) => this.point(event.target), options);
    addEventListener("scroll", () => this.draw(), options);
    addEventListener("click", (event) => this.press(event), options);
    addEventListener("keydown", (event) => this.step(event), options);
  }

  private point(target: EventTarget | null): void {
    this.under = target instanceof Element ? target.closest(`[${PLACE}]`) : null;
    this.draw();
  }

  private draw(): void {
    if (!this.under?.isConnected) {
      this.outline.remove();
      return;
    }
    const { left, top, width, height } = this.under.getBoundingClientRect();
    Object.assign(this.outline.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${width}px`,
      height: `${height}px`,
    });
    Object.assign(this.label.style, top < 24 ? { top: "100%", bottom: "auto" } : { top: "auto", bottom: "100%" });
    this.label.textContent = `${this.under.localName} ${Math.round(width)} × ${Math.round(height)}`;
    document.body.append(this.outline);
  }

  private press(event: MouseEvent): void {
    swallow(event);
    this.point(event.target);
    this.choose();
  }

  /** By keyboard: the arrows go to the parent, the first child and the neighbours, Enter takes it. */
  private step(event: KeyboardEvent): void {
    const at = this.under ?? document.querySelector(`#root [${PLACE}]`);
    const next = {
      ArrowUp: at?.parentElement?.closest(`[${PLACE}]`),
      ArrowDown: at?.querySelector(`[${PLACE}]`),
      ArrowLeft: neighbour(at, "previousElementSibling"),
      ArrowRight: neighbour(at, "nextElementSibling"),
    }[event.key];
    if (event.key === "Enter") this.choose();
    else if (event.key === "Escape") this.onLeave();
    else if (next || (!this.under && event.key.startsWith("Arrow"))) this.point(next ?? at);
    else return;
    swallow(event);
    this.under?.scrollIntoView({ block: "nearest" });
    this.draw();
  }

  private choose(): void {
    const place = this.under?.getAttribute(PLACE);
    if (!this.under || !place) return;
    const colon = place.lastIndexOf(":");
    const own = [...this.under.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    const text = own.map((node) => node.textContent).join("");
    this.onPick({ path: place.slice(0, colon), at: Number(place.slice(colon + 1)), tag: this.under.localName, text });
  }
}

function neighbour(from: Element | null, way: "previousElementSibling" | "nextElementSibling"): Element | null {
  let next = from?.[way] ?? null;
  while (next && !next.hasAttribute(PLACE)) next = next[way];
  return next;
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
