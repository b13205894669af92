// Shows generated code in a sandboxed frame, and replaces the frame when its code hangs or leaves.

import {
  type FontName,
  fromFrame,
  type Looked,
  type Picked,
  type PreviewInput,
  type PreviewReport,
  type Question,
  type ToFrame,
} from "./messages";
import { Questions } from "./questions";

export type { FontName, Picked, PreviewInput, PreviewProblem, PreviewReport } from "./messages";

export interface PreviewOptions {
  /** The address of the frame's page. */
  src: string;
  title: string;
  onReport?: (report: PreviewReport) => void;
  /** Told what was pointed at; null where the person wants to stop. */
  onPicked?: (picked: Picked | null) => void;
  /** The code was stopped; `reason` is a sentence for a person. `resume()` shows it again. */
  onPaused?: (reason: string) => void;
}

const TICK_MS = 500;
const SILENCE_MS = 2000;
const LOADING_MS = 20_000;

const HANGS = "The preview stopped answering, perhaps in an endless loop, and was paused.";
const LEFT = "The code tried to leave the preview page, and was paused.";
const NOT_LOADED = "The preview page could not be loaded.";

/** All sandboxed frames of a page share one process, so that one that hangs takes the others with it. */
const hosts = new Set<PreviewHost>();

export class PreviewHost {
  private frame!: HTMLIFrameElement;
  private loads = 0;
  private ready = false;
  private paused = false;
  private input: PreviewInput | undefined;
  private sentAssets: Record<string, Blob> = {};
  private picking = false;
  /** The person has just wished to point, and the frame does not listen for it yet. */
  private focusDue = false;
  private readonly questions = new Questions();
  /** The input waits for the next animation frame, or for the answer to the one before. */
  private due = false;
  private scheduled = false;
  private shownId = 0;
  private answeredId = 0;
  private waitingSince = 0;
  private lastTick = 0;
  private readonly timer: ReturnType<typeof setInterval>;

  constructor(
    private readonly container: HTMLElement,
    private readonly options: PreviewOptions,
  ) {
    hosts.add(this);
    window.addEventListener("message", this.onMessage);
    this.adopt();
    this.timer = setInterval(() => this.tick(), TICK_MS);
  }

  /** Shows the input at the next animation frame; the latest wins. */
  show(input: PreviewInput): void {
    this.input = input;
    this.due = true;
    this.schedule();
  }

  /** Shows the last input again after a pause. */
  resume(): void {
    if (!this.paused) return;
    this.paused = false;
    this.due = this.input !== undefined;
    this.schedule();
  }

  /** Lets a person point at elements in place of using the page. */
  pick(on: boolean): void {
    this.picking = this.focusDue = on;
    if (this.ready) this.post({ kind: "pick", on });
  }

  /** What is seen on the page, once the last input is shown. Fails where the page does not answer. */
  async look(): Promise<Looked> {
    const answer = await this.ask({ kind: "look" });
    if (!answer || answer instanceof Blob) throw new Error("The page did not say what is seen on it.");
    return answer;
  }

  /** A picture of the page, `width` pixels wide, with those of the fonts that it is set in. */
  async picture(width: number, fonts: Partial<Record<FontName, Blob>>): Promise<Blob> {
    const answer = await this.ask({ kind: "picture", width, fonts });
    if (!(answer instanceof Blob)) throw new Error("The page has no picture.");
    return answer;
  }

  private ask(question: Question): Promise<Looked | Blob | null> {
    const answer = this.questions.add(question);
    this.askDue();
    return answer;
  }

  /** A question waits until nothing is due or on its way. */
  private askDue(): void {
    if (!this.ready || this.due || this.answeredId < this.shownId) return;
    for (const { id, question } of this.questions.take()) this.post({ kind: "ask", id, question });
  }

  destroy(): void {
    clearInterval(this.timer);
    window.removeEventListener("message", this.onMessage);
    hosts.delete(this);
    this.frame.remove();
  }

  /** Takes over the frame that the container holds already, so that it could load while this script did. */
  private adopt(): void {
    const frame = this.container.querySelector("iframe");
    if (frame) this.use(frame);
    else this.open();
    // Where it has said already that it is ready, it answers.
    if (frame) this.post({ kind: "ping" });
  }

  private open(): void {
    const frame = document.createElement("iframe");
    frame.src = this.options.src;
    this.use(frame);
    this.container.append(frame);
  }

  private use(frame: HTMLIFrameElement): void {
    this.frame = frame;
    this.frame.title = this.options.title;
    this.frame.setAttribute("sandbox", "allow-scripts allow-forms");
    this.frame.referrerPolicy = "no-referrer";
    Object.assign(this.frame.style, {
      background: "#fff",
      border: "0",
      display: "block",
      height: "100%",
      width: "100%",
    });
    this.frame.addEventListener("load", () => this.onLoad());
    this.loads = 0;
    this.ready = false;
    this.sentAssets = {};
    this.questions.askAgain();
    this.answeredId = this.shownId;
    this.waitingSince = this.lastTick = performance.now();
  }

  private replace(reason: string): void {
    this.frame.remove();
    this.paused = true;
    this.open();
    this.options.onPaused?.(reason);
  }

  private schedule(): void {
    if (this.scheduled || !this.due || !this.ready || this.paused || this.answeredId < this.shownId) return;
    this.scheduled = true;
    if (document.hidden) setTimeout(this.send, 0);
    else requestAnimationFrame(this.send);
  }

  private readonly send = (): void => {
    this.scheduled = false;
    if (!this.input || !this.due || !this.ready || this.paused) return;
    const { files, assets, complete } = this.input;
    this.due = false;
    this.shownId += 1;
    this.post({ kind: "show", id: this.shownId, files, complete, assets: this.newAssets(assets) });
    this.sentAssets = { ...assets };
  };

  /** The pictures that the frame does not have yet. */
  private newAssets(assets: Record<string, Blob>): Record<string, Blob> {
    return Object.fromEntries(Object.entries(assets).filter(([path, blob]) => this.sentAssets[path] !== blob));
  }

  /** The frame's origin is opaque, so that no narrower target can be named. */
  private post(message: ToFrame): void {
    this.frame.contentWindow?.postMessage(message, "*");
  }

  private readonly onMessage = (event: MessageEvent): void => {
    if (event.source === null || event.source !== this.frame.contentWindow) return;
    const message = fromFrame(event.data);
    if (!message) return;
    this.waitingSince = 0;
    if (message.kind === "ready" || (message.kind === "pong" && !this.ready)) this.onReady();
    else if (message.kind === "pointing") this.onPointing();
    else if (message.kind === "picked") this.options.onPicked?.(message.picked);
    else if (message.kind === "answer") this.questions.settle(message.id, message.answer);
    else if (message.kind === "unpick") this.options.onPicked?.(null);
    else if (message.kind === "report") this.onReport(message.id, message.report);
  };

  /** Keys that are pressed before would go to the page itself. */
  private onPointing(): void {
    if (this.focusDue) this.frame.focus();
    this.focusDue = false;
  }

  private onReady(): void {
    this.ready = true;
    if (this.picking) this.post({ kind: "pick", on: true });
    this.schedule();
  }

  /** Every load after the first is the code going somewhere else; the first may be over before the frame is adopted. */
  private onLoad(): void {
    this.loads += 1;
    if (this.loads > 1) this.replace(LEFT);
  }

  private onReport(id: number, report: PreviewReport): void {
    if (id !== this.shownId) return;
    this.loads = Math.max(1, this.loads);
    this.answeredId = id;
    this.options.onReport?.(report);
    this.schedule();
    this.askDue();
  }

  /** Asks the frame for a sign of life; timers of the frame itself would be slowed in a hidden page. */
  private tick(): void {
    const now = performance.now();
    const slept = now - this.lastTick > SILENCE_MS;
    this.lastTick = now;
    if (this.waitingSince === 0 || slept) {
      this.waitingSince = now;
      if (this.ready) this.post({ kind: "ping" });
    } else if (now - this.waitingSince > (this.ready ? SILENCE_MS : LOADING_MS)) {
      this.onSilence();
    }
  }

  private onSilence(): void {
    const reason = this.ready ? HANGS : NOT_LOADED;
    for (const host of hosts) host.frame.remove();
    for (const host of hosts) host.replace(reason);
  }
}
