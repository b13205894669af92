// What comes above all that is seen (a header whose file came late) moves it: not at a stroke, but by sliding in.

const DURATION_MS = 220;
/** Less of a move, in pixels, is not worth a motion. */
const LEAST = 4;

interface Anchor {
  element: Element;
  /** Below the upper edge of the page. */
  top: number;
}

export class Sliding {
  private anchor: Anchor | null = null;
  private looking = false;

  constructor(private readonly root: HTMLElement) {}

  /** Looks once all of an update is laid out, before it is painted. */
  look(): void {
    if (this.looking) return;
    this.looking = true;
    requestAnimationFrame(() => {
      this.looking = false;
      this.compare();
    });
  }

  private compare(): void {
    const before = this.anchor;
    const now = before?.element.isConnected ? this.topOf(before.element) : undefined;
    const element = firstWithText(this.root);
    this.anchor = element && { element, top: this.topOf(element) };
    if (before && now !== undefined && now - before.top >= LEAST) this.slide(now - before.top);
  }

  /** Where somebody has scrolled, the browser itself keeps what is seen in its place. */
  private slide(by: number): void {
    if (scrollY > 0 || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const way = [{ translate: `0 ${-by}px` }, { translate: "0 0" }];
    this.root.animate(way, { duration: DURATION_MS, easing: "ease-out", composite: "add" });
  }

  /** The same however far the page is scrolled or has slid. */
  private topOf(element: Element): number {
    return element.getBoundingClientRect().top - this.root.getBoundingClientRect().top;
  }
}

function firstWithText(root: HTMLElement): Element | null {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode as Text;
    if (data.trim() !== "" && parentElement && parentElement.getClientRects().length > 0) return parentElement;
  }
  return null;
}
