// The overview: the means, and a table of all pictures that can be sorted and filtered.

import { change, figure, make } from "./dom";
import type { Kind, Picture, Report } from "./report";

const NAME = "name";
const SCORE = "score";
/** Below every score: a picture without one is the worst. */
const FAILED = -1;

/** By which column the table is sorted, and which pictures it shows. */
export interface Order {
  column: string;
  descending: boolean;
  filter: string;
}

/** The worst first. */
export const WORST_FIRST: Order = { column: SCORE, descending: false, filter: "" };

/** The pictures that match the filter, in their order; those without the figure come last. */
export function ordered(pictures: Picture[], order: Order): Picture[] {
  const wanted = order.filter.trim().toLowerCase();
  const shown = pictures.filter((picture) => picture.name.toLowerCase().includes(wanted));
  const sign = order.descending ? -1 : 1;
  return shown.sort((a, b) => {
    if (order.column === NAME) return sign * a.name.localeCompare(b.name);
    const [first, second] = [figureOf(a, order.column), figureOf(b, order.column)];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return sign * (first - second) || a.name.localeCompare(b.name);
  });
}

function figureOf(picture: Picture, column: string): number | null {
  if (column === SCORE) return picture.score ?? FAILED;
  return picture.figures[column] ?? null;
}

/** The means of each kind of picture, and how they changed. */
export function summary(report: Report): HTMLElement {
  const sections = report.kinds.map((kind) => {
    const heads = ["fidelity", ...kind.names].map((name) => make("th", { scope: "col" }, name));
    const cells = kind.names.map((name) => mean(kind.mean[name], kind.change[name], 3));
    const body = make("tr", {}, mean(kind.score, kind.change[SCORE], 1), ...cells);
    return make(
      "section",
      { class: "means", "aria-label": kind.title },
      make("h2", {}, kind.title),
      make(
        "div",
        { class: "wide" },
        make("table", {}, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, body)),
      ),
    );
  });
  return make("div", { class: "summary" }, ...sections);
}

function mean(value: number | undefined, by: number | undefined, digits: number): HTMLElement {
  const changed = by === undefined ? null : change(by, 0, digits);
  return make("td", {}, make("strong", {}, figure(value, digits)), changed);
}

/** The table. `sort` is called with a column's name, `open` with the picture that was chosen. */
export function table(
  report: Report,
  pictures: Picture[],
  order: Order,
  sort: (column: string) => void,
  open: (picture: Picture) => void,
): HTMLElement {
  const names = figureNames(report.kinds);
  const head = (label: string, column: string) => {
    const sorted = order.column === column ? (order.descending ? "descending" : "ascending") : null;
    const press = make("button", { type: "button", class: "sorts" }, label);
    press.addEventListener("click", () => sort(column));
    return make("th", { scope: "col", "aria-sort": sorted, class: column === NAME ? "name" : "" }, press);
  };
  const heads = [head("picture", NAME), head("fidelity", SCORE), ...names.map((name) => head(name, name))];
  const rows = pictures.map((picture) => row(picture, names, () => open(picture)));
  return make(
    "div",
    { class: "wide" },
    make(
      "table",
      { class: "pictures" },
      make("caption", {}, `${pictures.length} of ${report.pictures.length} pictures`),
      make("thead", {}, make("tr", {}, ...heads)),
      make("tbody", {}, ...rows),
    ),
  );
}

function figureNames(kinds: Kind[]): string[] {
  return [...new Set(kinds.flatMap((kind) => kind.names))];
}

function row(picture: Picture, names: string[], open: () => void): HTMLElement {
  const link = make("a", { href: `#${encodeURIComponent(picture.name)}`, "data-row": true }, picture.name);
  const flags = [
    ...(picture.failures.length > 0 ? [make("span", { class: "flag bad" }, "failed")] : []),
    ...picture.facts.filter((fact) => fact.bad).map((fact) => make("span", { class: "flag" }, fact.name)),
  ];
  const thumbnails = [picture.mockup, picture.result].map((shot) =>
    shot
      ? make("img", { class: "thumbnail", src: shot.src, alt: "", loading: "lazy", decoding: "async" })
      : make("span", { class: "absent" }),
  );
  const cells = names.map((name) => make("td", {}, bar(picture.figures[name]), figure(picture.figures[name], 3)));
  const element = make(
    "tr",
    {},
    make(
      "th",
      { scope: "row", class: "name" },
      make("div", { class: "named" }, ...thumbnails, make("span", {}, link, ...flags)),
    ),
    make("td", {}, make("strong", {}, figure(picture.score, 1)), change(picture.score, picture.before?.score, 1)),
    ...cells,
  );
  element.addEventListener("click", open);
  return element;
}

function bar(value: number | undefined): HTMLElement | null {
  if (value === undefined) return null;
  const meter = make("span", { class: value < 0.5 ? "bar low" : "bar", "aria-hidden": "true" });
  meter.style.setProperty("--share", String(value));
  return meter;
}
