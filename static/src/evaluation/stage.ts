// The mockup and the result: side by side, one over the other, or their difference; with the regions drawn on them.

import { make, makeSvg } from "./dom";
import type { Box, Picture, Region, Shot } from "./report";

export const MODES = { side: "Side by side", overlay: "Overlay", difference: "Difference" } as const;
export type Mode = keyof typeof MODES;

type Place = "expected" | "found";

/** The pictures in a mode; `opacity` (0 to 1) is that of the result in the overlay. */
export function stage(picture: Picture, mode: Mode, regions: boolean, opacity: number): HTMLElement {
  const marked = regions ? picture.regions : [];
  if (mode === "side") {
    return make(
      "div",
      { class: "stage side" },
      shot("Mockup", picture, marked, "expected"),
      shot("Result", picture, marked, "found"),
    );
  }
  const both = make("div", { class: "both" });
  const widest = widthOf(picture);
  if (picture.mockup) both.append(image(picture.mockup, "Mockup", widest));
  if (picture.result) {
    const over = image(picture.result, "Result", widest);
    over.classList.add("over");
    if (mode === "overlay") over.style.opacity = String(opacity);
    both.append(over);
  }
  if (picture.mockup) both.append(marks(marked, "expected", picture.mockup, widest));
  return make("div", { class: `stage ${mode}` }, both);
}

function shot(label: string, picture: Picture, regions: Region[], place: Place): HTMLElement {
  const found = place === "expected" ? picture.mockup : picture.result;
  const frame = make("div", { class: "frame" });
  if (found) {
    const widest = widthOf(picture);
    frame.append(image(found, `${label} of ${picture.name}`, widest), marks(regions, place, found, widest));
  } else {
    frame.append(make("p", {}, place === "found" ? "There is no page." : "The picture cannot be shown."));
  }
  const size = found ? ` ${Math.round(found.width)} × ${Math.round(found.height)}` : "";
  return make("figure", {}, make("figcaption", {}, label, make("span", {}, size)), frame);
}

function widthOf(picture: Picture): number {
  return Math.max(picture.mockup?.width ?? 1, picture.result?.width ?? 1);
}

function image({ src, width, height }: Shot, alt: string, widest: number): HTMLElement {
  const element = make("img", {
    class: "shot",
    src,
    alt,
    width: String(Math.round(width)),
    height: String(Math.round(height)),
    decoding: "async",
  });
  element.style.width = `${(100 * width) / widest}%`;
  return element;
}

function marks(regions: Region[], place: Place, { width, height }: Shot, widest: number): SVGElement {
  const rectangles = regions.flatMap((region, number) => {
    const box = region[place];
    return box ? [rectangle(box, region, number)] : [];
  });
  const drawing = makeSvg(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, class: "marks", "aria-hidden": "true" },
    ...rectangles,
  );
  drawing.style.width = `${(100 * width) / widest}%`;
  return drawing;
}

function rectangle([x, y, width, height]: Box, region: Region, number: number): SVGElement {
  const title = makeSvg("title", {});
  title.textContent = `${region.difference}: ${region.detail}`;
  const place = {
    x: String(x - 2),
    y: String(y - 2),
    width: String(Math.max(0, width) + 4),
    height: String(Math.max(0, height) + 4),
  };
  return makeSvg("rect", { ...place, rx: "2", "data-region": String(number), "data-sort": region.difference }, title);
}
