// One picture: its figures, the mockup and the result in three ways, and where they differ.

import { change, figure, make } from "./dom";
import type { Picture, Region } from "./report";
import { type Mode, stage } from "./stage";

/** What a person has chosen, kept from picture to picture. */
export interface View {
  mode: Mode;
  regions: boolean;
  opacity: number;
}

/** The page of one picture; `tools` stand at its head. */
export function detail(picture: Picture, names: string[], view: View, tools: HTMLElement): HTMLElement {
  const shown = stage(picture, view.mode, view.regions, view.opacity);
  const list = make("ol", { class: "regions" });
  list.append(...picture.regions.map((region, number) => item(region, number, shown)));
  const aside = make("aside", { "aria-label": "Figures and differences" }, figures(picture, names), facts(picture));
  aside.append(
    make("h3", {}, picture.regions.length > 0 ? "Differences, the costliest first" : "No differences"),
    list,
  );
  shown.addEventListener("pointerover", (event) => {
    const number = (event.target as Element).getAttribute("data-region");
    if (number !== null) emphasize(shown, list, Number(number));
  });
  return make(
    "article",
    { class: "detail" },
    make("header", {}, make("h2", { tabindex: "-1" }, picture.name), tools),
    ...said(picture),
    make("div", { class: "columns" }, shown, aside),
  );
}

function said(picture: Picture): HTMLElement[] {
  return [
    ...picture.failures.map((text) => make("p", { class: "message bad" }, text)),
    ...picture.notes.map((text) => make("p", { class: "message" }, text)),
  ];
}

function figures(picture: Picture, names: string[]): HTMLElement {
  const rows = names
    .filter((name) => name in picture.figures)
    .map((name) => {
      const now = picture.figures[name];
      const value = make("dd", {}, figure(now, 3), change(now, picture.before?.figures[name], 3));
      return make("div", {}, make("dt", {}, name), value);
    });
  const score = make("dd", {}, figure(picture.score, 1), change(picture.score, picture.before?.score, 1));
  return make("dl", { class: "figures" }, make("div", { class: "score" }, make("dt", {}, "fidelity"), score), ...rows);
}

function facts(picture: Picture): HTMLElement {
  const rows = picture.facts.map((fact) =>
    make("div", { class: fact.bad ? "bad" : "" }, make("dt", {}, fact.name), make("dd", {}, fact.value)),
  );
  const link = make("a", { href: picture.project }, "its project");
  const folder = make("div", {}, make("dt", {}, "code"), make("dd", {}, link));
  return make("dl", { class: "facts" }, ...rows, ...(picture.project ? [folder] : []));
}

function item(region: Region, number: number, shown: HTMLElement): HTMLElement {
  const count = region.count > 1 ? ` × ${region.count}` : "";
  const press = make(
    "button",
    { type: "button", class: "region", "data-sort": region.difference, "data-number": String(number) },
    make("span", { class: "sort" }, `${sortOf(region)}${count}`),
    make("span", { class: "cost" }, `−${region.cost.toFixed(1)}`),
    make("span", { class: "what" }, region.detail),
  );
  const show = () => emphasize(shown, press.closest("ol"), number);
  press.addEventListener("pointerenter", show);
  press.addEventListener("focus", show);
  press.addEventListener("click", () => {
    show();
    shown.querySelector(`[data-region="${number}"]`)?.scrollIntoView({ block: "center", behavior: "smooth" });
  });
  return make("li", {}, press);
}

function sortOf({ difference, subject }: Region): string {
  return difference.endsWith(subject) ? difference : `${difference}: ${subject}`;
}

function emphasize(shown: HTMLElement, list: Element | null, number: number): void {
  for (const rectangle of shown.querySelectorAll("[data-region]")) {
    rectangle.classList.toggle("on", rectangle.getAttribute("data-region") === String(number));
  }
  for (const press of list?.querySelectorAll("[data-number]") ?? []) {
    press.classList.toggle("on", press.getAttribute("data-number") === String(number));
  }
}
