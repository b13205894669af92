// The tree beside the versions, newest on top: each item draws the lines that pass through it, and its own dot.

const SVG = "http://www.w3.org/2000/svg";
const LANE = 12;
const INSET = 6;
/** How far below the top of its item a version's dot stands. */
const DOT = 35;
const RADIUS = 4;
const MOST_LANES = 6;

/** Lines and a dot in the pixels of an item; `to` is null where a line goes on to the item's end. */
export interface Drawing {
  x: number;
  lines: { x: number; from: number; to: number | null }[];
  curves: string[];
}

export interface Node {
  lane: number;
  passing: readonly number[];
  children: readonly number[];
  parented: boolean;
}

export function drawingOf({ lane, passing, children, parented }: Node): Drawing {
  const x = placeOf(lane);
  const lines = passing.map((other) => ({ x: placeOf(other), from: 0, to: null as number | null }));
  if (children.includes(lane)) lines.push({ x, from: 0, to: DOT - RADIUS });
  if (parented) lines.push({ x, from: DOT + RADIUS, to: null });
  const joining = children.filter((other) => other !== lane).map(placeOf);
  return { x, lines, curves: joining.map((other) => `M${other} 0C${other} ${DOT / 2} ${x} ${DOT / 2} ${x} ${DOT}`) };
}

/** The width that the tree takes beside the versions, in pixels. */
export function gutterFor(lanes: number): number {
  return 2 * INSET + (Math.min(MOST_LANES, Math.max(1, lanes)) - 1) * LANE + 2;
}

function placeOf(lane: number): number {
  return INSET + Math.min(lane, MOST_LANES - 1) * LANE;
}

/** Draws the tree into a list of versions. */
export function drawTree(list: HTMLElement): void {
  list.style.setProperty("--gutter", `${gutterFor(Number(list.dataset.lanes ?? 1))}px`);
  for (const item of list.querySelectorAll<HTMLElement>("[data-lane]")) {
    if (!item.querySelector(".history-graph")) item.prepend(graphOf(item.dataset));
  }
}

function graphOf({ lane = "0", passing = "", children = "", parented }: DOMStringMap): SVGElement {
  const node = { lane: Number(lane), passing: numbers(passing), children: numbers(children) };
  const { x, lines, curves } = drawingOf({ ...node, parented: parented !== undefined });
  const svg = element("svg", { class: "history-graph", "aria-hidden": "true" });
  for (const line of lines) {
    svg.append(element("line", { x1: line.x, x2: line.x, y1: line.from, y2: line.to ?? "100%" }));
  }
  for (const d of curves) svg.append(element("path", { d }));
  svg.append(element("circle", { cx: x, cy: DOT, r: RADIUS }));
  return svg;
}

function numbers(text: string): number[] {
  return text.split(" ").filter(Boolean).map(Number);
}

function element(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}
