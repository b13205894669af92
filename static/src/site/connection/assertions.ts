// The rows in which a person writes what must be true of an answer.

import { part } from "../dom";
import type { Assertion } from "./request";

export class AssertionRows {
  private readonly list: HTMLElement;
  private readonly template: HTMLTemplateElement;

  constructor(private readonly section: HTMLElement) {
    this.list = part(section, "[data-assertions]");
    this.template = part(section, "[data-assertion-template]");
    part(section, "[data-add-assertion]").addEventListener("click", () => {
      const row = this.add({ kind: "contains", expected: "", path: "" });
      part(row, "[data-kind]").focus();
    });
    this.list.addEventListener("click", ({ target }) => this.clicked(target as Element));
    this.list.addEventListener("change", ({ target }) => {
      const row = (target as Element).closest<HTMLElement>("[data-assertion]");
      if (row) showPath(row);
    });
  }

  isEmpty(): boolean {
    return this.list.childElementCount === 0;
  }

  set(assertions: Assertion[]): void {
    this.list.replaceChildren();
    for (const assertion of assertions) this.add(assertion);
  }

  get(): Assertion[] {
    return [...this.list.querySelectorAll<HTMLElement>("[data-assertion]")].map((row) => {
      const kind = part<HTMLSelectElement>(row, "[data-kind]").value;
      const path = kind === "path" ? part<HTMLInputElement>(row, "[data-path]").value : "";
      return { kind, expected: part<HTMLInputElement>(row, "[data-expected]").value, path };
    });
  }

  private add(assertion: Assertion): HTMLElement {
    const row = this.template.content.firstElementChild?.cloneNode(true) as HTMLElement;
    part<HTMLSelectElement>(row, "[data-kind]").value = assertion.kind;
    part<HTMLInputElement>(row, "[data-path]").value = assertion.path;
    part<HTMLInputElement>(row, "[data-expected]").value = assertion.expected;
    showPath(row);
    this.list.append(row);
    return row;
  }

  private clicked(target: Element): void {
    if (!target.closest("[data-remove-assertion]")) return;
    target.closest("[data-assertion]")?.remove();
    part(this.section, "[data-add-assertion]").focus();
  }
}

function showPath(row: HTMLElement): void {
  part(row, "[data-path]").hidden = part<HTMLSelectElement>(row, "[data-kind]").value !== "path";
}
