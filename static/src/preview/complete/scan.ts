// What a scan through TSX knows at its place: what is open, and where the text could be cut.

export type Kind =
  | "block"
  | "object"
  | "bracket"
  | "paren"
  | "ternary"
  | "template"
  | "expression"
  | "tag"
  | "children";

export interface Frame {
  kind: Kind;
  closer: string;
  /** The name of an element; empty for a fragment. */
  name?: string;
  /** Where an element begins. */
  from?: number;
  /** Nothing inside can be cut: closing it there would not be valid. */
  sealed?: boolean;
  /** A block that is an expression (the body of an arrow function), so that its end ends no statement. */
  value?: boolean;
  /** A parenthesis that a body must follow: `if (…)`, `function name(…)`. */
  head?: boolean;
}

/** What the last token was, as far as the next one depends on it. */
export type Before = "value" | "operator" | "head" | "start";

export abstract class Scan {
  /** The last place where the text can be cut, and what closes it from there. */
  cut = 0;
  closers = "";

  protected at = 0;
  protected readonly frames: Frame[] = [];
  protected before: Before = "start";
  /** The last token where it was a word or a sign; empty after literals. */
  protected text = "";
  /** Whether a line break came since the last token. */
  protected newline = false;

  /** `markup` says whether `<` can open an element: it can in TSX, and cannot in plain TypeScript. */
  constructor(
    protected readonly source: string,
    protected readonly markup: boolean,
  ) {}

  protected get top(): Frame | undefined {
    return this.frames.at(-1);
  }

  protected startsWith(text: string): boolean {
    return this.source.startsWith(text, this.at);
  }

  protected push(kind: Kind, closer: string, more: Partial<Frame> = {}): void {
    this.frames.push({ kind, closer, ...more });
  }

  protected popTernaries(): void {
    while (this.top?.kind === "ternary") this.frames.pop();
  }

  protected setBefore(before: Before, text = ""): void {
    this.before = before;
    this.text = text;
    this.newline = false;
  }

  /** Notes that the text can be cut at `at`, with all that is open now closed after it. */
  protected mark(at: number): void {
    if (this.frames.some((frame) => frame.sealed)) return;
    this.cut = at;
    this.closers = this.frames
      .map((frame) => frame.closer)
      .reverse()
      .join("");
  }
}
