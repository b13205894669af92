// What in a source could be a class.

const SEPARATOR = /[\s"'`]+/;
/** Arbitrary values may hold quotes: `before:content-['']`. */
const QUOTED_VALUE = /[^\s"'`]+\[[^\]\s]*\][^\s"'`]*/g;

/** Everything in a source that could be a class. */
export function candidatesIn(source: string): Set<string> {
  return new Set(
    [...source.split(SEPARATOR), ...(source.match(QUOTED_VALUE) ?? [])].filter((text) =>
      /^[^\W\d_[*!@-]|^[[*!@-]/.test(text),
    ),
  );
}
