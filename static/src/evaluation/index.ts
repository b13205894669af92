// A report of an evaluation: an overview of all pictures, and a page for each; the address after # says which.

import theme from "../theme.css";
import base from "./base.css";
import { detail, type View } from "./detail";
import { button, make } from "./dom";
import { ordered, summary, table, WORST_FIRST } from "./overview";
import overviewCss from "./overview.css";
import pictureCss from "./picture.css";
import type { Picture, Report } from "./report";
import { MODES, type Mode } from "./stage";

const report = JSON.parse(document.getElementById("report")?.textContent ?? "null") as Report;
const order = { ...WORST_FIRST };
const view: View = { mode: "side", regions: true, opacity: 0.5 };
const main = make("main", { id: "main" });

function start(): void {
  document.head.append(make("style", {}, theme.replace("@theme static", ":root"), base, overviewCss, pictureCss));
  document.body.append(head(), main);
  addEventListener("hashchange", () => show(true));
  addEventListener("keydown", press);
  show(false);
}

function head(): HTMLElement {
  const before = report.before ? `changes since ${report.before}` : null;
  const about = [report.engine, report.made, `${report.pictures.length} pictures`, before].filter(
    (part) => part !== null,
  );
  const dark = button("Light or dark", () => {
    document.documentElement.style.colorScheme = isLight() ? "dark" : "light";
  });
  return make("header", { class: "top" }, make("h1", {}, "Evaluation"), make("p", {}, about.join(" · ")), dark);
}

function isLight(): boolean {
  const chosen = document.documentElement.style.colorScheme;
  return chosen ? chosen === "light" : !matchMedia("(prefers-color-scheme: dark)").matches;
}

function current(): Picture | undefined {
  const name = decodeURIComponent(location.hash.slice(1));
  return report.pictures.find((picture) => picture.name === name);
}

function show(focus: boolean): void {
  const picture = current();
  document.title = picture ? `${picture.name} · Evaluation` : "Evaluation";
  main.replaceChildren(...(picture ? [page(picture)] : overview()));
  if (picture) {
    scrollTo(0, 0);
    if (focus) main.querySelector("h2")?.focus({ preventScroll: true });
  }
}

function overview(): HTMLElement[] {
  const filter = make("input", {
    type: "search",
    placeholder: "Filter by name",
    "aria-label": "Filter by name",
    value: order.filter,
  }) as HTMLInputElement;
  const list = make("div");
  const fill = () => {
    const sort = (column: string) => {
      order.descending = order.column === column ? !order.descending : false;
      order.column = column;
      fill();
      main.querySelector<HTMLElement>(`th[aria-sort] button`)?.focus();
    };
    list.replaceChildren(table(report, ordered(report.pictures, order), order, sort, open));
  };
  filter.addEventListener("input", () => {
    order.filter = filter.value;
    fill();
  });
  fill();
  const keys = make(
    "p",
    { class: "keys" },
    "J and K move, Enter opens, / filters; in a picture J and K turn pages, 1 2 3 choose the view, R hides the marks, Esc comes back.",
  );
  return [summary(report), make("div", { class: "tools" }, filter, keys), list];
}

function page(picture: Picture): HTMLElement {
  const pictures = ordered(report.pictures, order);
  const place = pictures.indexOf(picture);
  const kind = report.kinds.find(({ kind }) => kind === picture.kind);
  const modes = (Object.keys(MODES) as Mode[]).map((mode, number) =>
    button(MODES[mode], () => choose({ mode }), mode === view.mode, String(number + 1)),
  );
  const opacity = make("input", {
    type: "range",
    min: "0",
    max: "1",
    step: "0.05",
    value: String(view.opacity),
    "aria-label": "Opacity of the result",
  }) as HTMLInputElement;
  opacity.addEventListener("input", () => {
    view.opacity = Number(opacity.value);
    const over = main.querySelector<HTMLElement>(".over");
    if (over) over.style.opacity = opacity.value;
  });
  const tools = make(
    "div",
    { class: "tools" },
    button("All pictures", () => open(null), null, "Esc"),
    button("Previous", () => turn(-1), null, "K"),
    make("span", { class: "place" }, place < 0 ? "" : `${place + 1} / ${pictures.length}`),
    button("Next", () => turn(1), null, "J"),
    make("span", { class: "gap" }),
    ...modes,
    view.mode === "overlay" ? opacity : null,
    button("Marks", () => choose({ regions: !view.regions }), view.regions, "R"),
  );
  return detail(picture, kind?.names ?? [], view, tools);
}

function choose(changed: Partial<View>): void {
  Object.assign(view, changed);
  const { scrollY } = window;
  show(false);
  scrollTo(0, scrollY);
}

function open(picture: Picture | null): void {
  const from = current();
  location.hash = picture ? encodeURIComponent(picture.name) : "";
  if (!picture && from) requestAnimationFrame(() => rowOf(from)?.focus());
}

function turn(by: number): void {
  const picture = current();
  const pictures = ordered(report.pictures, order);
  const next = picture && pictures[pictures.indexOf(picture) + by];
  if (next) open(next);
}

function rowOf(picture: Picture): HTMLElement | undefined {
  return [...main.querySelectorAll<HTMLElement>("[data-row]")].find((link) => link.textContent === picture.name);
}

function step(by: number): void {
  const rows = [...main.querySelectorAll<HTMLElement>("[data-row]")];
  const now = rows.indexOf(document.activeElement as HTMLElement);
  rows[Math.min(rows.length - 1, Math.max(0, now + by))]?.focus();
}

const IN_PICTURE: Record<string, () => void> = {
  j: () => turn(1),
  k: () => turn(-1),
  ArrowRight: () => turn(1),
  ArrowLeft: () => turn(-1),
  "1": () => choose({ mode: "side" }),
  "2": () => choose({ mode: "overlay" }),
  "3": () => choose({ mode: "difference" }),
  r: () => choose({ regions: !view.regions }),
  Escape: () => open(null),
};

const IN_OVERVIEW: Record<string, () => void> = {
  j: () => step(1),
  k: () => step(-1),
  "/": () => main.querySelector<HTMLElement>("input[type=search]")?.focus(),
};

function press(event: KeyboardEvent): void {
  const isWriting = event.target instanceof HTMLInputElement;
  if (event.ctrlKey || event.metaKey || event.altKey || (isWriting && event.key !== "Escape")) return;
  const act = (current() ? IN_PICTURE : IN_OVERVIEW)[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

start();
