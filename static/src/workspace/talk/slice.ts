// The slice of a file that holds one element, from its opening tag to its closing one.

import { tsxLanguage } from "@codemirror/lang-javascript";

/** A slice of a file; its places are counted in characters, as the server counts them. */
export interface Slice {
  path: string;
  start: number;
  end: number;
  text: string;
}

/** The element whose `<` stands at `at`; null where none does. */
export function sliceAt(path: string, source: string, at: number): Slice | null {
  let node = tsxLanguage.parser.parse(source).resolveInner(at, 1);
  while (node.parent && !(node.name === "JSXElement" && node.from === at)) node = node.parent;
  if (node.name !== "JSXElement" || node.from !== at) return null;
  const text = source.slice(node.from, node.to);
  const start = length(source.slice(0, node.from));
  return { path, start, end: start + length(text), text };
}

function length(text: string): number {
  return [...text].length;
}
