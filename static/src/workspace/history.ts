// The list of mockups, runs and versions: kept up to date, with what is shown marked.

import { CHANGED, READ } from "../live/live";
import { getText } from "../site/api";
import { part } from "../site/dom";
import { relativeTimes } from "../site/times";
import { drawTree } from "./graph";
import { durations } from "./words";

/** How long the list may lag behind: what a run needs comes first. */
const MOMENT_MS = 400;

/** A finger's click comes a moment after it was lifted. */
const CLICK_MS = 50;

export class History {
  readonly list = part(document, "[data-history]");
  private version: string | null = null;
  private run: string | null = null;
  private reading: Promise<void> | null = null;
  private isStale = false;
  /** Once nothing in the list is pressed any more: the click needs the button on which it began. */
  private released = Promise.resolve();
  private timer = 0;
  /** Whether older versions than those of the first page were asked for. */
  private opened = false;

  constructor(private readonly address: string) {
    this.list.addEventListener("click", (event) => {
      const older = (event.target as Element).closest<HTMLAnchorElement>("[data-history-older]");
      if (!older) return;
      event.preventDefault();
      void this.goOn(older);
    });
    this.list.addEventListener("pointerdown", () => {
      this.released = new Promise((resolve) => {
        const pressed = new AbortController();
        const up = () => {
          pressed.abort();
          setTimeout(resolve, CLICK_MS);
        };
        for (const name of ["pointerup", "pointercancel"]) addEventListener(name, up, { signal: pressed.signal });
      });
    });
    document.addEventListener(CHANGED, () => this.later());
    this.dress();
  }

  mark(run: string | null, version: string | null): void {
    if (run === this.run && version === this.version) return;
    this.run = run;
    this.version = version;
    this.dress();
  }

  lists(version: string): boolean {
    return this.list.querySelector(`[data-history-version="${CSS.escape(version)}"]`) !== null;
  }

  /** Reads the list again; one that cannot be read stays as it is. What is asked for meanwhile is read once more. */
  reload(): Promise<void> {
    clearTimeout(this.timer);
    this.isStale = true;
    this.reading ??= this.read().finally(() => {
      this.reading = null;
    });
    return this.reading;
  }

  /** The same in a moment, once for all that happens until then. */
  later(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.reload(), MOMENT_MS);
  }

  private async read(): Promise<void> {
    while (this.isStale) {
      this.isStale = false;
      const text = await getText(this.address + this.reach()).catch(() => null);
      await this.released;
      if (text !== null && !this.isStale) this.renew(text);
    }
  }

  private renew(text: string): void {
    const focused = this.focused();
    this.list.innerHTML = text;
    this.dress();
    if (focused) this.list.querySelector<HTMLElement>(focused)?.focus({ preventScroll: true });
  }

  /** What the list shows already is asked for again, as far down as it goes. */
  private reach(): string {
    const last = [...this.list.querySelectorAll<HTMLElement>("[data-history-version]")].at(-1);
    return this.opened && last ? `?down_to=${last.dataset.number}` : "";
  }

  /** Where the keyboard is in the list, as a selector that finds the same place in a newer list. */
  private focused(): string | null {
    const { activeElement } = document;
    if (!activeElement || !this.list.contains(activeElement)) return null;
    for (const name of ["aria-label", "href"]) {
      const value = activeElement.getAttribute(name);
      if (value !== null) return `[${name}="${CSS.escape(value)}"]`;
    }
    return null;
  }

  /** Puts the versions before the last one that is listed in the place of the link that asks for them. */
  private async goOn(older: HTMLAnchorElement): Promise<void> {
    const item = older.closest("li");
    if (!item || older.ariaBusy === "true") return;
    older.ariaBusy = "true";
    try {
      const template = document.createElement("template");
      template.innerHTML = await getText(older.href);
      item.replaceWith(template.content);
      this.opened = true;
      this.dress();
    } catch {
      older.ariaBusy = null;
    }
  }

  private dress(): void {
    for (const versions of this.list.querySelectorAll<HTMLElement>("[data-history-versions]")) drawTree(versions);
    relativeTimes(this.list);
    durations(this.list);
    document.dispatchEvent(new CustomEvent(READ));
    for (const row of this.list.querySelectorAll<HTMLElement>(".history-row")) {
      const { historyRun, historyVersion } = row.dataset;
      const shown = historyVersion ? historyVersion === this.version : !!historyRun && historyRun === this.run;
      row.toggleAttribute("data-shown", shown);
      if (shown) row.querySelector("a")?.setAttribute("aria-current", "true");
      else row.querySelector("a")?.removeAttribute("aria-current");
    }
  }
}
