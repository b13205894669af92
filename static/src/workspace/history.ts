// The list of mockups, runs and versions: kept up to date, with what is shown marked.

import { getText } from "../site/api";
import { part } from "../site/dom";
import { relativeTimes } from "../site/times";
import { duration } from "./words";

export class History {
  private readonly list = part(document, "[data-history]");
  private version: string | null = null;
  private run: string | null = null;

  constructor(private readonly address: string) {
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

  private dress(): void {
    relativeTimes(this.list);
    for (const element of this.list.querySelectorAll<HTMLElement>("[data-duration]")) {
      const { from = "", to = "" } = element.dataset;
      element.textContent = duration(Date.parse(to) - Date.parse(from));
    }
    for (const row of this.list.querySelectorAll<HTMLElement>(".history-row")) {
      const { historyRun, historyVersion } = row.dataset;
      const shown = historyVersion ? historyVersion === this.version : !!historyRun && historyRun === this.run;
      row.toggleAttribute("data-shown", shown);
      if (shown) row.querySelector("a")?.setAttribute("aria-current", "true");
      else row.querySelector("a")?.removeAttribute("aria-current");
    }
  }
}
