// Where the small tokens of JavaScript end. `undefined` means: not within this text.

const WORD_START = /[A-Za-z_$\u00a1-\uffff]/;
const WORD_END = /[^\w$\u00a1-\uffff]/g;
const BLANK_END = /\S/g;

export function isWordStart(char: string): boolean {
  return WORD_START.test(char);
}

function next(pattern: RegExp, source: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(source)?.index ?? source.length;
}

export function endOfWord(source: string, from: number): number {
  return next(WORD_END, source, from);
}

export function skipBlank(source: string, from: number): number {
  return next(BLANK_END, source, from);
}

/** The end of the comment at `from`; a line comment ends before its line break. */
export function endOfComment(source: string, from: number): number | undefined {
  const line = source[from + 1] === "/";
  const end = source.indexOf(line ? "\n" : "*/", from + 2);
  if (end < 0) return undefined;
  return line ? end : end + 2;
}

/** The end of the quoted string at `from`; a line break ends one that was never closed. */
export function endOfString(source: string, from: number): number | undefined {
  const quote = source[from];
  for (let at = from + 1; at < source.length; at += 1) {
    if (source[at] === "\\") at += 1;
    else if (source[at] === quote) return at + 1;
    else if (source[at] === "\n") return at;
  }
  return undefined;
}

/** The end of the regular expression at `from`; just past the slash where the line holds no other. */
export function endOfRegex(source: string, from: number): number | undefined {
  let inClass = false;
  for (let at = from + 1; at < source.length; at += 1) {
    const char = source[at];
    if (char === "\n") return from + 1;
    if (char === "\\") at += 1;
    else if (char === "[") inClass = true;
    else if (char === "]") inClass = false;
    else if (char === "/" && !inClass) return endOfWord(source, at + 1);
  }
  return undefined;
}
