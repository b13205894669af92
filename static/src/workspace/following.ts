// The run that is followed: its log as it comes over the socket, its place among others, the state of the link.

import { serverTime } from "./clock";
import type { GenerationData } from "./data";
import { applyAll, atPlace, begin, type Run } from "./run";
import { type Link, RunSocket } from "./socket";
import type { Entry } from "./wire";

export class Following {
  run: Run | null = null;
  link: Link = "connected";
  /** When the run ended, in the server's time; null while it goes on. */
  ended: number | null = null;
  private socket: RunSocket | null = null;

  constructor(
    private readonly onChange: () => void,
    private readonly onEnd: () => void,
  ) {}

  watch(generation: GenerationData): void {
    this.socket?.close();
    this.run = begin(generation);
    this.ended = generation.finished ? Date.parse(generation.finished) : null;
    this.socket = new RunSocket(generation.socket, {
      seq: () => this.run?.seq ?? 0,
      onEntries: (entries) => this.take(entries),
      onPlace: (place) => {
        if (this.run) this.run = atPlace(this.run, place);
        this.onChange();
      },
      onLink: (link) => {
        this.link = link;
        this.onChange();
      },
    });
  }

  /** Follows no run any more. */
  leave(): void {
    this.socket?.close();
    this.socket = this.run = null;
  }

  private take(entries: Entry[]): void {
    if (!this.run) return;
    this.run = applyAll(this.run, entries);
    this.onChange();
    if (!entries.some(({ kind }) => kind === "end")) return;
    this.ended ??= serverTime();
    this.onEnd();
  }
}
