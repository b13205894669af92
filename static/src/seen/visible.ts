// Which part of an element a person can see: not hidden, not see-through, not clipped away by what is around it.

import type { Place } from "./seen";

/** Sides in the window's coordinates. */
export interface Sides {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const FAINTEST = 0.05;
const LEAST = 1;

/** How an element and everything around it limit what is seen of it. */
interface Limits {
  shown: boolean;
  clip: Sides;
  nowhere: boolean;
}

export class Visibility {
  readonly width: number;
  readonly height: number;
  private readonly limits = new Map<Element, Limits>();
  private readonly styles = new Map<Element, CSSStyleDeclaration>();
  private readonly x: number;
  private readonly y: number;

  constructor(
    private readonly window: Window,
    private readonly page: Document,
  ) {
    const root = page.documentElement;
    this.width = root.scrollWidth;
    this.height = Math.max(root.scrollHeight, page.body.scrollHeight);
    this.x = window.scrollX;
    this.y = window.scrollY;
  }

  style(element: Element): CSSStyleDeclaration {
    let style = this.styles.get(element);
    if (!style) {
      style = this.window.getComputedStyle(element);
      this.styles.set(element, style);
    }
    return style;
  }

  isShown(element: Element): boolean {
    return this.of(element).shown;
  }

  /** What is left of a part of the element when everything around it has clipped it; null where that is nothing. */
  part(element: Element, { left, top, right, bottom }: Sides): Sides | null {
    const { clip, nowhere } = this.of(element);
    if (nowhere) return null;
    const seen = {
      left: Math.max(left, clip.left),
      top: Math.max(top, clip.top),
      right: Math.min(right, clip.right),
      bottom: Math.min(bottom, clip.bottom),
    };
    return seen.right - seen.left > LEAST && seen.bottom - seen.top > LEAST ? seen : null;
  }

  /** Sides in the window as a place on the page. */
  place({ left, top, right, bottom }: Sides): Place {
    return [tenth(left + this.x), tenth(top + this.y), tenth(right - left), tenth(bottom - top)];
  }

  private of(element: Element): Limits {
    let limits = this.limits.get(element);
    if (!limits) {
      limits = this.limitsOf(element);
      this.limits.set(element, limits);
    }
    return limits;
  }

  private limitsOf(element: Element): Limits {
    const style = this.style(element);
    const around = element.parentElement ? this.of(element.parentElement) : this.whole();
    const hidden =
      style.display === "none" || style.visibility === "hidden" || Number.parseFloat(style.opacity) < FAINTEST;
    const cut = style.clip === "rect(0px, 0px, 0px, 0px)" || style.clipPath === "inset(50%)";
    return {
      shown: around.shown && !hidden,
      nowhere: around.nowhere || cut,
      clip: this.clips(element, style) ? within(around.clip, element.getBoundingClientRect()) : around.clip,
    };
  }

  /** What the root and the body clip scrolls with the page, so it is there to be seen. */
  private clips(element: Element, style: CSSStyleDeclaration): boolean {
    if (element === this.page.documentElement || element === this.page.body) return false;
    return style.overflowX !== "visible" || style.overflowY !== "visible";
  }

  private whole(): Limits {
    const clip = { left: -this.x, top: -this.y, right: this.width - this.x, bottom: this.height - this.y };
    return { shown: true, nowhere: false, clip };
  }
}

function within(outer: Sides, inner: Sides): Sides {
  return {
    left: Math.max(outer.left, inner.left),
    top: Math.max(outer.top, inner.top),
    right: Math.min(outer.right, inner.right),
    bottom: Math.min(outer.bottom, inner.bottom),
  };
}

function tenth(length: number): number {
  return Math.round(length * 10) / 10;
}
