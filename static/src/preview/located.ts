// Code whose elements carry where they are written, so that what is pointed at can be found in it.

import { openingTags } from "./completer";

/** The attribute that holds `path:offset`. */
export const PLACE = "data-place";

const HOST = /^[a-z][a-z0-9]*$/;
const MARKUP = /\.[jt]sx$/;

/** The files with a place on every element of HTML; no line gets another number by it. */
export function located(files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([path, source]) => [path, MARKUP.test(path) ? withPlaces(path, source) : source]),
  );
}

function withPlaces(path: string, source: string): string {
  let out = "";
  let from = 0;
  for (const { name, at } of openingTags(source)) {
    if (!HOST.test(name)) continue;
    const end = at + 1 + name.length;
    out += `${source.slice(from, end)} ${PLACE}="${path}:${at}"`;
    from = end;
  }
  return out + source.slice(from);
}
