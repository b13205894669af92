// One element of a TSX file: where its classes and its words stand, and the same file with others in their place.

export interface Span {
  from: number;
  to: number;
}

export interface ElementSource {
  name: string;
  /** From `<` to after the opening tag's `>`. */
  opening: Span;
  /** The value of `className="…"`, without its quotes; null where it is missing or no plain string. */
  classes: Span | null;
  /** Whether it has a `className` that is not a plain string, which nothing here can change. */
  computed: boolean;
  /** Where its words stand, without the blanks around them; null where it holds anything else or nothing. */
  words: Span | null;
}

const NAME = /[\w$.:-]+/y;
const TEXT = /[^<{}]*/y;

/** The element whose `<` stands at `at`; nothing where none does. */
export function elementAt(source: string, at: number): ElementSource | null {
  if (source[at] !== "<") return null;
  NAME.lastIndex = at + 1;
  const name = NAME.exec(source)?.[0];
  if (!name) return null;
  const scan = new TagScan(source, at + 1 + name.length);
  const end = scan.run();
  if (end === null) return null;
  const words = source[end - 2] === "/" ? null : wordsFrom(source, end, name);
  return { name, opening: { from: at, to: end }, classes: scan.classes, computed: scan.computed, words };
}

/** Walks through the attributes of an opening tag. */
class TagScan {
  classes: Span | null = null;
  computed = false;
  private last = "";

  constructor(
    private readonly source: string,
    private at: number,
  ) {}

  /** The place after the tag's `>`. */
  run(): number | null {
    while (this.at < this.source.length) {
      const char = this.source[this.at] as string;
      if (char === ">") return this.at + 1;
      if (char === '"' || char === "'") this.string(char);
      else if (char === "{") this.expression();
      else this.plain();
    }
    return null;
  }

  private string(quote: string): void {
    const end = this.source.indexOf(quote, this.at + 1);
    if (this.last === "className") this.classes = { from: this.at + 1, to: end < 0 ? this.source.length : end };
    this.last = "";
    this.at = end < 0 ? this.source.length : end + 1;
  }

  private expression(): void {
    if (this.last === "className") this.computed = true;
    this.last = "";
    this.at = endOfBraces(this.source, this.at);
  }

  private plain(): void {
    NAME.lastIndex = this.at;
    const name = NAME.exec(this.source)?.[0];
    if (name) this.last = name;
    this.at += name?.length ?? 1;
  }
}

/** The place after the brace that closes the one at `from`. */
function endOfBraces(source: string, from: number): number {
  let depth = 0;
  for (let at = from; at < source.length; at += 1) {
    const char = source[at] as string;
    if (char === '"' || char === "'" || char === "`") at = endOfQuoted(source, at, char);
    else if (char === "{") depth += 1;
    else if (char === "}" && --depth === 0) return at + 1;
  }
  return source.length;
}

/** The place of the closing quote. */
function endOfQuoted(source: string, from: number, quote: string): number {
  for (let at = from + 1; at < source.length; at += 1) {
    if (source[at] === "\\") at += 1;
    else if (source[at] === quote) return at;
  }
  return source.length;
}

function wordsFrom(source: string, from: number, name: string): Span | null {
  TEXT.lastIndex = from;
  const text = TEXT.exec(source)?.[0] ?? "";
  if (text.trim() === "" || !source.startsWith(`</${name}`, from + text.length)) return null;
  const start = from + text.length - text.trimStart().length;
  return { from: start, to: start + text.trim().length };
}

/** The words of an element as they are read, without the line breaks of the code. */
export function wordsOf(source: string, { from, to }: Span): string {
  return unescaped(source.slice(from, to).replace(/\s*\n\s*/g, " "));
}

export function withWords(source: string, { from, to }: Span, words: string): string {
  return source.slice(0, from) + escaped(words) + source.slice(to);
}

/** The file with these classes on the element, which may have had none. */
export function withClasses(source: string, element: ElementSource, classes: string): string {
  if (element.computed) return source;
  if (element.classes) return source.slice(0, element.classes.from) + classes + source.slice(element.classes.to);
  const at = element.opening.from + 1 + element.name.length;
  return `${source.slice(0, at)} className="${classes}"${source.slice(at)}`;
}

/** Where a string of the file says just this, such as an item of data; null unless it is there exactly once. */
export function literalOf(source: string, words: string): Span | null {
  const found: Span[] = [];
  for (const quote of ['"', "'", "`"]) {
    const literal = quote + words.replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`) + quote;
    for (let at = source.indexOf(literal); at >= 0; at = source.indexOf(literal, at + 1)) {
      found.push({ from: at + 1, to: at + literal.length - 1 });
    }
  }
  return found.length === 1 ? (found[0] ?? null) : null;
}

export function withLiteral(source: string, { from, to }: Span, words: string): string {
  const quote = source[from - 1] ?? '"';
  const text = words.replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`).replaceAll("\n", "\\n");
  return source.slice(0, from) + text + source.slice(to);
}

const ESCAPES: [string, string][] = [
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ["{", "&#123;"],
  ["}", "&#125;"],
];

function escaped(words: string): string {
  return ESCAPES.reduce((text, [sign, code]) => text.replaceAll(sign, code), words);
}

function unescaped(text: string): string {
  return [...ESCAPES].reverse().reduce((words, [sign, code]) => words.replaceAll(code, sign), text);
}
