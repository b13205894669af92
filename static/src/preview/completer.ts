// Turns any prefix of a TSX file into a whole file: cuts it after the last place from which
// everything still open can be closed, and closes it.

import { CodeScan } from "./complete/code";

const TAG_NAME = /[A-Za-z_$][\w$.:-]*/y;
const TEMPLATE_SIGN = /[`\\]|\$\{/g;

/** A part of a text that can be compiled without what is around it. */
export interface Part {
  from: number;
  to: number;
  /** The long elements in it, those within another left out. */
  elements: readonly ElementPart[];
}

export interface ElementPart extends Part {
  /** Whether it stands between the tags of another element. */
  child: boolean;
}

/** Shorter elements are not worth a piece of their own. */
const LONG = 160;
const GOING_ON = /^(?:else|catch|finally)\b/;

export interface Completed {
  text: string;
  /** The top-level statements of the text. */
  statements: readonly Part[];
}

/**
 * A whole file made of as much of `source` as can be shown: of TSX, or without `markup` of TypeScript. Prefixes that
 * show the same give the same text, so that a caller can skip what changes nothing.
 */
export function completed(source: string, markup = true): Completed {
  const scan = new Completion(source, markup);
  scan.run();
  const text = source.slice(0, scan.cut) + scan.closers;
  const starts = scan.starts.filter((at) => at < scan.cut && !GOING_ON.test(source.slice(at, at + 8)));
  const statements = starts.map((from, index) => {
    const to = starts[index + 1] ?? text.length;
    const inside = (element: ElementPart) => element.from >= from && element.to <= Math.min(to, scan.cut);
    return { from, to, elements: scan.elements.filter(inside) };
  });
  return { text, statements };
}

export function complete(source: string, markup = true): string {
  return completed(source, markup).text;
}

export interface Tag {
  name: string;
  /** Where its `<` stands in the text. */
  at: number;
}

/** The opening tags of a TSX file, fragments left out, in the order of the text. */
export function openingTags(source: string): Tag[] {
  const scan = new Completion(source, true);
  scan.run();
  return scan.tags;
}

class Completion extends CodeScan {
  readonly tags: Tag[] = [];
  /** Where the top-level statements begin. */
  readonly starts: number[] = [];
  /** The long ones that are closed, outermost only. */
  readonly elements: ElementPart[] = [];

  run(): void {
    while (this.at < this.source.length) {
      const from = this.at;
      this.step();
      if (this.at === from) return;
    }
    this.markEnd();
  }

  /** Goes on by one token; stays where the rest of it has not come. */
  private step(): void {
    const kind = this.top?.kind;
    if (kind === "tag") this.inTag();
    else if (kind === "children") this.inChildren();
    else if (kind === "template") this.inTemplate();
    else this.inCode();
  }

  private inTemplate(): void {
    TEMPLATE_SIGN.lastIndex = this.at;
    const match = TEMPLATE_SIGN.exec(this.source);
    if (!match) return;
    this.at = match.index;
    if (match[0] === "${") this.openExpression(2);
    else if (match[0] === "\\") this.at += 2;
    else this.closeTemplate();
  }

  private closeTemplate(): void {
    this.frames.pop();
    this.at += 1;
    this.setBefore("value");
  }

  protected openTag(): void {
    const inPattern = this.top?.kind === "object" && this.text === "=";
    TAG_NAME.lastIndex = this.at + 1;
    const name = TAG_NAME.exec(this.source)?.[0] ?? "";
    if (name) this.tags.push({ name, at: this.at });
    this.push("tag", "/>", { name, from: this.at, sealed: inPattern });
    this.at += 1 + name.length;
  }

  protected override beganStatement(): void {
    this.starts.push(this.at);
  }

  private inTag(): void {
    const char = this.source[this.at] as string;
    if (this.startsWith("/*") || this.startsWith("//")) this.comment();
    else if (this.startsWith("/>")) this.endElement(this.at + 2);
    else if (char === "{") this.openExpression(1);
    else if (char === "<") this.tagInTag();
    else if (char === ">") this.openChildren();
    else if (char === '"' || char === "'") this.skipTo(char);
    else if (char !== "/") this.at += 1;
  }

  /** An element as the value of an attribute, or the type arguments of a component. */
  private tagInTag(): void {
    if (this.source[this.at - 1] === "=") this.openTag();
    else this.skipTo(">");
  }

  private skipTo(char: string): void {
    const end = this.source.indexOf(char, this.at + 1);
    if (end >= 0) this.at = end + 1;
  }

  private openChildren(): void {
    const frame = this.frames.pop();
    this.push("children", `</${frame?.name}>`, { from: frame?.from, sealed: frame?.sealed });
    this.at += 1;
    this.mark(this.at);
  }

  private inChildren(): void {
    const end = this.source.indexOf(">", this.at) + 1;
    if (this.startsWith("{")) this.openExpression(1);
    else if (!this.startsWith("<")) this.textRun();
    else if (!this.startsWith("</")) this.openTagInChildren();
    else if (end > 0) this.endElement(end);
  }

  private openTagInChildren(): void {
    if (this.at + 1 < this.source.length) this.openTag();
  }

  private endElement(end: number): void {
    const frame = this.frames.pop();
    this.at = end;
    this.setBefore("value");
    if (frame && !frame.sealed) this.closed(frame.from ?? end, end);
    if (!frame?.sealed) this.mark(end);
  }

  /** An element that is the value of an attribute without braces stays part of its tag. */
  private closed(from: number, to: number): void {
    if (to - from < LONG || this.top?.kind === "tag") return;
    const first = this.elements.findLastIndex((element) => element.from < from) + 1;
    const elements = this.elements.splice(first);
    this.elements.push({ from, to, elements, child: this.top?.kind === "children" });
  }

  private textRun(): void {
    const rest = this.source.slice(this.at).search(/[{<]/);
    const text = rest < 0 ? this.source.slice(this.at) : this.source.slice(this.at, this.at + rest);
    const shown = (rest < 0 ? text.replace(/&[\w#]*$/, "") : text).trimEnd();
    if (shown !== "") this.mark(this.at + shown.length);
    this.at += text.length;
  }
}
