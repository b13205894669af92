// What was measured on the mockup: each thing with its place, and what it is in words.

import { getJson } from "../site/api";
import type { Rectangle } from "./fidelity";

interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** As the server stores it; only what is told here. */
export interface Measurement {
  texts: { text: string; box: Place; size: number; weight: number; color: string }[];
  shapes: { box: Place; fill: string | null; radius: number }[];
  images: { box: Place; icon: boolean }[];
  controls: { box: Place; kind: string }[];
}

export interface Thing {
  box: Rectangle;
  words: string;
}

export function thingsOf({ texts, shapes, images, controls }: Measurement): Thing[] {
  return [
    ...texts.map(({ box, text, size, weight, color }) => thing(box, `“${text}” ${size} px ${weight} ${color}`)),
    ...shapes.map(({ box, fill, radius }) =>
      thing(box, `box ${fill ?? "no fill"}${radius ? `, radius ${radius}` : ""}`),
    ),
    ...images.map(({ box, icon }) => thing(box, icon ? "icon" : "image")),
    ...controls.map(({ box, kind }) => thing(box, kind)),
  ];
}

function thing({ x, y, width, height }: Place, words: string): Thing {
  return { box: [x, y, width, height], words: `${words}, ${Math.round(width)} × ${Math.round(height)}` };
}

/** The smallest thing at a point of the page, in CSS pixels. */
export function thingAt(things: readonly Thing[], x: number, y: number): Thing | null {
  let found: Thing | null = null;
  for (const one of things) {
    const [left, top, width, height] = one.box;
    const inside = x >= left && x <= left + width && y >= top && y <= top + height;
    if (inside && (!found || width * height < found.box[2] * found.box[3])) found = one;
  }
  return found;
}

/** A pixel off the straight way counts for so many on it. */
const ASIDE = 3;

/** The nearest thing in the direction of an arrow key; from none, the first on the page. */
export function thingBeside(things: readonly Thing[], from: Thing | null, arrow: string): Thing | null {
  if (!from) return things.toSorted((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0])[0] ?? null;
  const level = arrow === "ArrowLeft" || arrow === "ArrowRight";
  const sign = arrow === "ArrowRight" || arrow === "ArrowDown" ? 1 : -1;
  let found: Thing | null = null;
  let nearest = Number.POSITIVE_INFINITY;
  for (const one of things) {
    const [right, down] = [centre(one, 0) - centre(from, 0), centre(one, 1) - centre(from, 1)];
    const [along, aside] = level ? [sign * right, Math.abs(down)] : [sign * down, Math.abs(right)];
    const distance = along + ASIDE * aside;
    if (along < 1 || distance >= nearest) continue;
    found = one;
    nearest = distance;
  }
  return found;
}

function centre({ box }: Thing, axis: 0 | 1): number {
  return axis === 0 ? box[0] + box[2] / 2 : box[1] + box[3] / 2;
}

/** Asks the server once, when somebody first wants to know. */
export class MeasuredThings {
  private things: Promise<Thing[]> | undefined;

  constructor(private readonly address: string) {}

  get(): Promise<Thing[]> {
    this.things ??= getJson<Measurement>(this.address).then(thingsOf, () => {
      this.things = undefined;
      return [];
    });
    return this.things;
  }
}
