// The progress line: what happens now, how far it is, how long it has taken, what it has cost; and Stop.

import { part } from "../site/dom";
import { serverTime } from "./clock";
import { type EngineName, isOver, type RunState } from "./data";
import type { Run } from "./run";
import type { Link } from "./socket";
import { shortUsage, usageRows, usageWords } from "./usage";
import type { UsageData } from "./wire";
import { detailWords, duration, stateWords, steps, waitWords } from "./words";

const TICK = 100;

const LINKS: Record<Link, string> = {
  connected: "",
  waiting: "Connection lost; connecting again",
  gone: "This run is no longer there, or no longer yours to see",
};

export class StatusLine {
  private readonly root = part(document, "[data-status]");
  private readonly words = part(this.root, "[data-status-words]");
  private readonly detail = part(this.root, "[data-status-detail]");
  private readonly list = part(this.root, "[data-steps]");
  private readonly usage = part<HTMLButtonElement>(this.root, "[data-status-usage]");
  private readonly figures = part(document, "[data-usage-figures]");
  private readonly time = part(this.root, "[data-status-time]");
  private readonly stop = part<HTMLButtonElement>(this.root, "[data-stop]");
  private readonly again = part<HTMLButtonElement>(this.root, "[data-again]");
  private readonly announcer = part(document, "[data-announcer]");
  private announced = "";
  private timer = 0;

  constructor(onStop: () => void, onAgain: () => void) {
    this.again.addEventListener("click", onAgain);
    this.stop.addEventListener("click", () => {
      this.stop.setAttribute("aria-disabled", "true");
      onStop();
    });
  }

  /** `finished` is when a run that is over ended, in milliseconds. */
  show(run: Run, engine: EngineName, link: Link, created: number, finished: number | null): void {
    const over = isOver(run.state);
    this.root.dataset.state = run.state;
    this.words.textContent = stateWords(run);
    this.showUsage(run.usage);
    this.showActions(run.state);
    this.showSteps(run, engine);
    this.announce(over ? `${stateWords(run)}. ${detailWords(run)}` : stateWords(run));
    this.tick(created, over ? (finished ?? serverTime()) : null, () => {
      this.showDetail((over ? "" : LINKS[link]) || detailWords(run) + waitWords(run, serverTime()));
    });
  }

  /** A version is shown, and no run. */
  showVersion(number: number, message: string): void {
    clearInterval(this.timer);
    this.root.dataset.state = "idle";
    this.list.replaceChildren();
    this.showUsage(null);
    this.time.textContent = "";
    for (const button of [this.stop, this.again]) button.toggleAttribute("data-off", true);
    this.say(`Version ${number}`, message);
  }

  say(words: string, detail: string): void {
    this.words.textContent = words;
    this.detail.textContent = detail;
  }

  /** Stop did not reach the server: it can be pressed again. */
  allowStop(): void {
    this.stop.removeAttribute("aria-disabled");
  }

  /** Stop while it runs, Again when it is over, the focus going along; a failed run offers that beside its reason. */
  private showActions(state: RunState): void {
    const running = !isOver(state);
    const focused = document.activeElement === this.stop || document.activeElement === this.again;
    if (this.stop.hasAttribute("data-off") === running) this.allowStop();
    this.stop.toggleAttribute("data-off", !running);
    this.again.toggleAttribute("data-off", running || state === "failed");
    if (focused) (running ? this.stop : this.again).focus({ preventScroll: true });
  }

  private showSteps(run: Run, engine: EngineName): void {
    const { names, reached } = steps(engine, run);
    if (this.list.childElementCount !== names.length) this.list.replaceChildren(...names.map(stepItem));
    [...this.list.children].forEach((item, index) => {
      item.toggleAttribute("data-reached", index < reached);
      if (index === reached - 1 && !isOver(run.state)) item.setAttribute("aria-current", "step");
      else item.removeAttribute("aria-current");
    });
  }

  private showDetail(words: string): void {
    if (this.detail.textContent === words) return;
    this.detail.textContent = words;
    this.detail.title = words;
  }

  /** The figures open a panel with all that is known of them. */
  private showUsage(usage: UsageData | null): void {
    this.usage.hidden = !usage;
    if (!usage) return;
    part(this.usage, "[data-usage-words]").textContent = usageWords(usage);
    part(this.usage, "[data-usage-short]").textContent = shortUsage(usage);
    this.figures.replaceChildren(...usageRows(usage).map(figureRow));
  }

  private tick(created: number, finished: number | null, detail: () => void): void {
    clearInterval(this.timer);
    const show = () => {
      this.time.textContent = duration((finished ?? serverTime()) - created);
      detail();
    };
    show();
    if (finished === null) this.timer = window.setInterval(show, TICK);
  }

  private announce(words: string): void {
    if (this.announced === words) return;
    this.announced = words;
    this.announcer.textContent = words;
  }
}

function figureRow([name, figure]: [string, string]): HTMLElement {
  const row = document.createElement("div");
  const term = document.createElement("dt");
  const value = document.createElement("dd");
  term.textContent = name;
  value.textContent = figure;
  row.append(term, value);
  return row;
}

function stepItem(name: string): HTMLElement {
  const item = document.createElement("li");
  const words = document.createElement("span");
  words.className = "sr-only";
  words.textContent = name;
  item.title = name;
  item.append(words);
  return item;
}
