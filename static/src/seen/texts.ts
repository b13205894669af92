// The text lines of a page: the words of each text node, in the lines into which the browser has broken them.

import type { Colours } from "./colours";
import type { SeenText } from "./seen";
import type { Sides, Visibility } from "./visible";

const UNREAD = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "OPTION", "TEXTAREA", "TITLE"]);

interface Line {
  text: string;
  sides: Sides;
}

/** Every line of text that can be seen, in the order of the document. */
export function textsOf(page: Document, visibility: Visibility, colours: Colours): SeenText[] {
  const texts: SeenText[] = [];
  const nodes = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    const element = node.parentElement;
    if (!element || !isRead(node as Text, element) || !visibility.isShown(element)) continue;
    for (const line of linesOf(node as Text, element, visibility)) {
      texts.push(textAs(line.text, element, visibility.place(line.sides), visibility, colours));
    }
  }
  return texts;
}

/** The text with the look that its element gives it. */
export function textAs(
  text: string,
  element: Element,
  box: SeenText["box"],
  visibility: Visibility,
  colours: Colours,
): SeenText {
  const style = visibility.style(element);
  return {
    text: style.textTransform === "uppercase" ? text.toUpperCase() : text,
    box,
    color: colours.shown(style.color),
    size: Number.parseFloat(style.fontSize),
    weight: Number.parseInt(style.fontWeight, 10),
    tag: element.tagName.toLowerCase(),
  };
}

function isRead(node: Text, element: Element): boolean {
  return node.data.trim() !== "" && !UNREAD.has(element.tagName);
}

function linesOf(node: Text, element: Element, visibility: Visibility): Line[] {
  const lines: Line[] = [];
  for (const word of node.data.matchAll(/\S+/g)) {
    const sides = sidesOf(node, word.index, word[0].length);
    const seen = sides && visibility.part(element, sides);
    if (!seen) continue;
    const last = lines.at(-1);
    if (last && Math.abs(last.sides.top - seen.top) < (seen.bottom - seen.top) / 2) {
      last.text += ` ${word[0]}`;
      last.sides.right = Math.max(last.sides.right, seen.right);
      last.sides.bottom = Math.max(last.sides.bottom, seen.bottom);
    } else {
      lines.push({ text: word[0], sides: seen });
    }
  }
  return lines;
}

/** Where the word begins to be shown; one that is broken over two lines counts to the first. */
function sidesOf(node: Text, start: number, length: number): Sides | null {
  const range = node.ownerDocument.createRange();
  range.setStart(node, start);
  range.setEnd(node, start + length);
  const first = range.getClientRects()[0];
  return first && first.width >= 1 ? first : null;
}
