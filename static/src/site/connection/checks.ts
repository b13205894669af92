// The checks that a team keeps: run one or all of them, open one in the editor, remove one.

import { Problem, submit } from "../api";
import { part } from "../dom";
import { relativeTimes } from "../times";
import { replaceRow, rowEvents } from "./events";
import type { Request } from "./request";

export class SavedChecks {
  private readonly list: HTMLElement;
  private readonly status: HTMLElement;
  private readonly runAll: HTMLElement;
  private openCheck: (check: Request) => void = () => {};
  private running = false;

  constructor(private readonly section: HTMLElement) {
    this.list = part(section, "[data-check-list]");
    this.status = part(section, "[data-checks-status]");
    this.runAll = part(section, "[data-run-all]");
    section.addEventListener("click", ({ target }) => this.clicked(target as Element));
  }

  onOpen(openCheck: (check: Request) => void): void {
    this.openCheck = openCheck;
  }

  /** Shows a check that was just kept, in place of one of the same name. */
  add(html: string): void {
    const template = document.createElement("template");
    template.innerHTML = html.trim();
    const row = template.content.firstElementChild;
    if (!row) return;
    const before = document.getElementById(row.id);
    if (before) before.replaceWith(row);
    else this.list.append(row);
    this.show();
    this.say("The check is kept.");
    row.scrollIntoView({ block: "nearest" });
  }

  private clicked(target: Element): void {
    const row = target.closest<HTMLElement>("[data-saved-check]");
    if (target.closest("[data-run-all]")) void this.run("");
    else if (!row) return;
    else if (target.closest("[data-run-check]")) void this.run(row.dataset.savedCheck ?? "");
    else if (target.closest("[data-open-check]")) this.openCheck(JSON.parse(row.dataset.content ?? "{}") as Request);
    else if (target.closest("[data-remove-check]")) void this.remove(row);
  }

  private async run(check: string): Promise<void> {
    if (this.running) return;
    this.running = true;
    this.mark(check);
    this.say("Running");
    const fields = new FormData();
    fields.set("check", check);
    try {
      for await (const event of rowEvents(await submit(this.section.dataset.run ?? "", fields))) {
        const row = replaceRow(event);
        if (row) relativeTimes(row);
        this.say(event.said, event.failed);
      }
    } catch (error) {
      this.say(error instanceof Problem ? error.message : "The run broke off. Nothing was lost: run it again.", true);
    } finally {
      this.running = false;
      if (check) part(this.section, `[data-run-check="${check}"]`).focus();
    }
  }

  private mark(check: string): void {
    for (const row of this.list.querySelectorAll<HTMLElement>("[data-saved-check]")) {
      if (!check || row.dataset.savedCheck === check) row.dataset.outcome = "running";
    }
  }

  private async remove(row: HTMLElement): Promise<void> {
    try {
      await submit(part(row, "[data-remove-check]").dataset.removeCheck ?? "", new FormData());
      row.remove();
      this.show();
      this.say("The check is removed.");
    } catch (error) {
      this.say(error instanceof Problem ? error.message : String(error), true);
    }
  }

  private show(): void {
    const empty = this.list.childElementCount === 0;
    this.runAll.hidden = empty;
    part(this.section, "[data-no-checks]").hidden = !empty;
  }

  private say(sentence: string, bad = false): void {
    this.status.textContent = sentence;
    this.status.classList.toggle("text-bad", bad);
    this.status.classList.toggle("text-muted", !bad);
  }
}
