// Collects what is seen on a page, for comparing it with a picture.

import { Colours } from "./colours";
import { controlKind, controlValue, fieldText, isField } from "./controls";
import type { Seen, SeenBox, Structure } from "./seen";
import { textAs, textsOf } from "./texts";
import { Visibility } from "./visible";

const LEAST_IMAGE = 8;
const SIDES = ["Top", "Right", "Bottom", "Left"] as const;
const DRAWN = new Set(["img", "video", "canvas", "picture"]);
const GROUNDS = new Set(["div", "section", "header"]);
const LANDMARKS = "header,nav,main,footer,section,aside,article,form,h1,h2,h3,ul,ol,table";

/** What can be seen on the page in its present state. Nothing on it is changed. */
export function collect(window: Window): Seen {
  const page = window.document;
  const visibility = new Visibility(window, page);
  const colours = new Colours(page);
  const seen: Seen = {
    page: {
      width: visibility.width,
      height: visibility.height,
      background: colours.shown(visibility.style(page.body).backgroundColor),
    },
    texts: textsOf(page, visibility, colours),
    boxes: [],
    images: [],
    controls: [],
    structure: structureOf(page, visibility, window.innerWidth),
  };
  for (const element of page.body.querySelectorAll("*")) {
    if (visibility.isShown(element)) take(element, seen, visibility, colours);
  }
  return seen;
}

/** Adds what the element itself shows: a control, an image, a painted box. */
function take(element: Element, seen: Seen, visibility: Visibility, colours: Colours): void {
  const part = visibility.part(element, element.getBoundingClientRect());
  if (!part) return;
  const box = visibility.place(part);
  const kind = controlKind(element);
  if (kind) {
    seen.controls.push({ kind, box, value: controlValue(element) });
    const text = isField(kind) ? fieldText(element, kind) : "";
    if (text) seen.texts.push({ ...textAs(text, element, box, visibility, colours), text, control: true });
  }
  const tag = element.tagName.toLowerCase();
  if (isImage(element, tag, visibility)) {
    const isLarge = part.right - part.left >= LEAST_IMAGE && part.bottom - part.top >= LEAST_IMAGE;
    if (isLarge) seen.images.push({ tag, box });
    if (!GROUNDS.has(tag)) return;
  }
  if (element.closest("svg")) return;
  const painted = paintedBox(visibility.style(element), colours);
  if (painted) seen.boxes.push({ box, ...painted, tag });
}

function isImage(element: Element, tag: string, visibility: Visibility): boolean {
  if (DRAWN.has(tag)) return true;
  if (tag === "svg") return !element.parentElement?.closest("svg");
  return visibility.style(element).backgroundImage.includes("url(");
}

/** How the box is painted; null where nothing of it can be seen. */
function paintedBox(style: CSSStyleDeclaration, colours: Colours): Omit<SeenBox, "box" | "tag"> | null {
  const border = SIDES.some(
    (side) =>
      Number.parseFloat(style[`border${side}Width`]) > 0 &&
      style[`border${side}Style`] !== "none" &&
      !colours.isTransparent(style[`border${side}Color`]),
  );
  const fill = colours.isTransparent(style.backgroundColor) ? null : colours.shown(style.backgroundColor);
  const shadow = style.boxShadow !== "none";
  if (fill === null && !border && !shadow && !style.backgroundImage.includes("gradient")) return null;
  return { fill, border, radius: Number.parseFloat(style.borderTopLeftRadius) || 0, shadow };
}

function structureOf(page: Document, visibility: Visibility, width: number): Structure {
  const elements = [...page.body.querySelectorAll("*")].filter((element) => !element.closest("svg"));
  const isTakenOut = (element: Element) =>
    /^(absolute|fixed)$/.test(visibility.style(element).position) && visibility.isShown(element);
  return {
    elements: elements.length,
    positioned: elements.filter(isTakenOut).length,
    laid: elements.filter((element) => /flex|grid/.test(visibility.style(element).display)).length,
    landmarks: page.querySelectorAll(LANDMARKS).length,
    depth: depthOf(page.body),
    overflow: page.documentElement.scrollWidth > width + 1,
  };
}

function depthOf(element: Element): number {
  if (element.tagName.toLowerCase() === "svg") return 0;
  return Math.max(0, ...[...element.children].map((child) => 1 + depthOf(child)));
}
