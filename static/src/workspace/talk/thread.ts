// The talk that led to what is shown: read from the server, kept at its end.

import { getText } from "../../site/api";
import { part } from "../../site/dom";
import { relativeTimes } from "../../site/times";
import { durations } from "../words";

/** Nearer to the end than this, in pixels, counts as being at the end. */
const NEAR = 24;

export interface ThreadActions {
  go(version: string): void;
  look(picture: string): void;
  /** Shows the answers to the message of a run side by side. */
  variants(run: string): void;
}

export class Thread {
  private readonly list = part(document, "[data-turns]");
  private readonly scroll = part(document, "[data-talk-scroll]");
  private asked = "";
  private following = false;

  constructor(
    private readonly address: string,
    private readonly actions: ThreadActions,
  ) {
    this.list.addEventListener("click", (event) => this.click(event));
    this.scroll.addEventListener("scroll", () => this.scrolled(), { passive: true });
    // The composer below grows and shrinks.
    new ResizeObserver(() => this.following && this.toEnd()).observe(this.scroll);
    this.dress();
  }

  /** Reads the talk about a run or a version again; one that cannot be read stays as it is. */
  async load(query: { generation: string } | { version: string }): Promise<void> {
    const asked = `${this.address}?${new URLSearchParams({ ...query })}`;
    this.asked = asked;
    const turns = await getText(asked).catch(() => null);
    if (turns === null || asked !== this.asked) return;
    this.list.innerHTML = turns;
    this.dress();
  }

  private dress(): void {
    relativeTimes(this.list);
    durations(this.list);
    const shown = this.list.querySelector("[data-shown]") ?? this.list.lastElementChild;
    if (shown) this.toEnd();
  }

  private toEnd(): void {
    this.following = true;
    this.scroll.scrollTop = this.scroll.scrollHeight;
  }

  private scrolled(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.scroll;
    this.following = scrollHeight - scrollTop - clientHeight < NEAR;
  }

  private click(event: MouseEvent): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = event.target as Element;
    const version = target.closest<HTMLElement>("[data-go-version]")?.dataset.goVersion;
    const picture = target.closest<HTMLElement>("[data-look]")?.dataset.look;
    const run = target.closest<HTMLElement>("[data-variants-open]")?.dataset.variantsOpen;
    if (run) this.actions.variants(run);
    if (!version && !picture) return;
    event.preventDefault();
    if (version) this.actions.go(version);
    if (picture) this.actions.look(picture);
  }
}
