// The figure in the toolbar, and where page and mockup differ: as a list, and as outlines on both.

import { part } from "../site/dom";
import type { Compare } from "./compare";
import { type Region, regionWords, requestFor, type Score } from "./fidelity";

const UNMEASURED = "What differs is listed here once the page is measured.";

export class Differences {
  private readonly badge = part(document, "[data-fidelity]");
  private readonly list = part(document, "[data-differences]");
  private readonly items = part(this.list, "[data-differences-list]");
  private regions: Region[] = [];

  constructor(
    private readonly compare: Compare,
    private readonly ask: (request: string) => void,
  ) {
    this.items.addEventListener("click", (event) => this.press(event.target as Element));
    for (const kind of ["pointerover", "focusin"]) {
      this.items.addEventListener(kind, (event) => this.point(event.target as Element));
    }
  }

  show(score: Score | null): void {
    this.regions = score?.regions ?? [];
    this.badge.hidden = !score;
    if (score) {
      part(this.badge, "[data-fidelity-figure]").textContent = String(Math.round(score.score));
      this.badge.title = Object.entries(score.figures)
        .map(([name, value]) => `${name} ${value.toFixed(2)}`)
        .join("\n");
    }
    const empty = part(this.list, "[data-differences-empty]");
    empty.hidden = this.regions.length > 0;
    empty.textContent = score ? "Nothing that is measured differs from the mockup." : UNMEASURED;
    this.items.replaceChildren(...this.regions.map(itemOf));
    this.compare.mark(this.regions, null);
  }

  private press(target: Element): void {
    const region = this.regionAt(target);
    if (region && target.closest("[data-difference-ask]")) this.ask(requestFor(region));
    else if (region) this.compare.goTo(region);
  }

  private point(target: Element): void {
    this.compare.mark(this.regions, this.regionAt(target));
  }

  private regionAt(target: Element): Region | null {
    const item = target.closest("li");
    return item ? (this.regions[[...this.items.children].indexOf(item)] ?? null) : null;
  }
}

function itemOf(region: Region): HTMLElement {
  const item = document.createElement("li");
  const show = document.createElement("button");
  show.type = "button";
  show.className = "difference";
  const words = document.createElement("span");
  words.textContent = regionWords(region) + (region.count > 1 ? ` (${region.count} times)` : "");
  const cost = document.createElement("span");
  cost.className = "figure flex-none text-muted";
  cost.textContent = `−${region.cost.toFixed(1)}`;
  show.append(words, cost);
  const ask = document.createElement("button");
  ask.type = "button";
  ask.className = "button button-plain button-small";
  ask.dataset.differenceAsk = "";
  ask.textContent = "Ask to fix";
  item.append(show, ask);
  return item;
}
