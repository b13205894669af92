// The list of mockups, runs and versions: kept up to date, with what is shown marked.

import { CHANGED } from "../live/live";
import { getText } from "../site/api";
import { part } from "../site/dom";
import { relativeTimes } from "../site/times";
import { drawTree } from "./graph";
import { durations } from "./words";

export class History {
  readonly list = part(document, "[data-history]");
  private version: string | null = null;
  private run: string | null = null;

  constructor(private readonly address: string) {
    this.list.addEventListener("click", (event) => {
      const older = (event.target as Element).closest<HTMLAnchorElement>("[data-history-older]");
      if (!older) return;
      event.preventDefault();
      void this.goOn(older);
    });
    document.addEventListener(CHANGED, () => void this.reload());
    this.dress();
  }

  mark(run: string | null, version: string | null): void {
    if (run === this.run && version === this.version) return;
    this.run = run;
    this.version = version;
    this.dress();
  }

  /** Reads the list again; a list that cannot be read stays as it is. */
  async reload(): Promise<void> {
    try {
      this.list.innerHTML = await getText(this.address);
    } catch {
      return;
    }
    this.dress();
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
      this.dress();
    } catch {
      older.ariaBusy = null;
    }
  }

  private dress(): void {
    for (const versions of this.list.querySelectorAll<HTMLElement>("[data-history-versions]")) drawTree(versions);
    relativeTimes(this.list);
    durations(this.list);
    for (const row of this.list.querySelectorAll<HTMLElement>(".history-row")) {
      const { historyRun, historyVersion } = row.dataset;
      const shown = historyVersion ? historyVersion === this.version : !!historyRun && historyRun === this.run;
      row.toggleAttribute("data-shown", shown);
      if (shown) row.querySelector("a")?.setAttribute("aria-current", "true");
      else row.querySelector("a")?.removeAttribute("aria-current");
    }
  }
}
