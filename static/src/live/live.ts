// What a page shows of its team without a reload: who is here, which runs go on, and what others have done.

import { getText } from "../site/api";
import { part } from "../site/dom";
import { relativeTimes } from "../site/times";
import { markGoing, showGoing } from "./going";
import { inOrder, showPeople } from "./people";
import { type Frame, type News, TeamSocket } from "./socket";
import { Toasts } from "./toasts";

/** Sent to the document when something has come into the shown project. */
export const CHANGED = "live:changed";

/** Sent to the document when the list of the project's runs was read anew. */
export const READ = "live:read";

const QUIET_MS = 400;

class Live {
  private readonly people: HTMLElement;
  private readonly list = document.querySelector<HTMLElement>("[data-live-list]");
  private readonly toasts = new Toasts();
  private readonly project: string;
  private readonly self: number;
  private timer = 0;

  constructor(root: HTMLElement) {
    const { live = "", liveAfter = "0", liveProject = "", livePerson = "0" } = root.dataset;
    this.people = part(root, "[data-here]");
    this.project = liveProject;
    this.self = Number(livePerson);
    document.addEventListener(READ, () => markGoing());
    new TeamSocket(live, Number(liveAfter), liveProject, (frame) => this.take(frame));
  }

  private take({ here, runs, entries }: Frame): void {
    if (here) showPeople(this.people, inOrder(here, this.project, this.self), this.project);
    if (runs) showGoing(runs);
    const ours = entries.filter((entry) => entry.project !== null && (!this.project || entry.project === this.project));
    if (ours.length > 0) this.refreshSoon();
    if (this.project) for (const news of this.others(ours)) this.toasts.tell(news);
  }

  private others(entries: News[]): News[] {
    return entries.filter(({ actor }) => actor !== this.self);
  }

  /** Once for all that comes within a moment. */
  private refreshSoon(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      if (this.project) document.dispatchEvent(new CustomEvent(CHANGED));
      else void this.refreshList();
    }, QUIET_MS);
  }

  /** Reads the list again; one that cannot be read, or is being worked in, stays as it is. */
  private async refreshList(): Promise<void> {
    if (!this.list || document.querySelector("dialog[open]")) return;
    try {
      const page = new DOMParser().parseFromString(await getText(location.href), "text/html");
      const focused = this.list.contains(document.activeElement) ? document.activeElement : null;
      this.list.replaceChildren(...part(page, "[data-live-list]").children);
      this.focusAgain(focused);
    } catch {
      return;
    }
    relativeTimes(this.list);
    markGoing();
  }

  /** What had the focus in the old list has it in the new one. */
  private focusAgain(before: Element | null): void {
    const same = (element: HTMLElement) =>
      element.getAttribute("href") === before?.getAttribute("href") && element.ariaLabel === before?.ariaLabel;
    if (before) [...(this.list?.querySelectorAll<HTMLElement>("a, button") ?? [])].find(same)?.focus();
  }
}

export function live(): void {
  const root = document.querySelector<HTMLElement>("[data-live]");
  if (root) new Live(root);
}
