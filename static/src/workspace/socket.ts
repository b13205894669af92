// The socket of one run: connects, and connects again from where the log was left, until the run has ended.

import { type Entry, FrameReader, type Place } from "./wire";

const GONE = 4404;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 8000;

export type Link = "connected" | "waiting" | "gone";

export interface RunSocketOptions {
  /** The last entry that is known; asked at each connect. */
  seq(): number;
  onEntries(entries: Entry[]): void;
  onPlace(place: Place): void;
  onLink(link: Link): void;
}

export class RunSocket {
  private socket: WebSocket | null = null;
  private timer = 0;
  private failures = 0;
  private closed = false;

  constructor(
    private readonly path: string,
    private readonly options: RunSocketOptions,
  ) {
    addEventListener("online", this.now);
    this.connect();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    removeEventListener("online", this.now);
    this.socket?.close();
  }

  private readonly now = (): void => {
    if (this.socket) return;
    clearTimeout(this.timer);
    this.connect();
  };

  private connect(): void {
    const address = new URL(`${this.path}?after=${this.options.seq()}`, location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address);
    const reader = new FrameReader();
    this.socket = socket;
    socket.addEventListener("open", () => this.options.onLink("connected"));
    socket.addEventListener("message", ({ data }) => {
      if (this.closed) return;
      this.failures = 0;
      const read = reader.read(String(data));
      if (Array.isArray(read)) this.receive(read);
      else this.options.onPlace(read);
    });
    socket.addEventListener("close", ({ code }) => this.lost(code));
  }

  private receive(entries: Entry[]): void {
    const over = entries.some(({ kind }) => kind === "end");
    if (over) this.close();
    this.options.onEntries(entries);
  }

  private lost(code: number): void {
    this.socket = null;
    if (this.closed) return;
    if (code === GONE) {
      this.close();
      this.options.onLink("gone");
      return;
    }
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.failures);
    this.failures += 1;
    this.timer = window.setTimeout(() => this.connect(), wait * (0.75 + Math.random() / 2));
    this.options.onLink("waiting");
  }
}
