// Which parts of the workspace are seen: preview, code or both on a desk; one tab at a time on a phone.

import { part } from "../site/dom";

export type View = "preview" | "code" | "both" | "compare";
export type Tab = "mockup" | "preview" | "code" | "history";
/** On a phone the comparison has a tab of its own, although it stands where the preview does. */
type TabButton = Tab | "compare";

const VIEW = "workspace-view";

export class Layout {
  private readonly root = part(document, "[data-workspace]");

  /** `onView` is told each view that is chosen. */
  constructor(private readonly onView: (view: View) => void = () => {}) {
    this.view(remembered());
    for (const button of this.buttons("viewButton")) {
      button.addEventListener("click", () => this.view(button.dataset.viewButton as View));
    }
    for (const button of this.buttons("tabButton")) {
      button.addEventListener("click", () => this.press(button.dataset.tabButton as TabButton));
    }
    for (const button of this.buttons("historyToggle")) button.addEventListener("click", () => this.history());
    this.tab(this.root.dataset.tab as Tab);
  }

  view(view: View): void {
    this.root.dataset.view = view;
    sessionStorage.setItem(VIEW, view);
    this.onView(view);
    for (const button of this.buttons("viewButton")) {
      button.setAttribute("aria-pressed", String(button.dataset.viewButton === view));
    }
    part(document, "[data-fidelity]").setAttribute("aria-pressed", String(view === "compare"));
    this.markTabs();
  }

  /** To the comparison and back. */
  compare(): void {
    this.view(this.root.dataset.view === "compare" ? "preview" : "compare");
  }

  /** Brings the code into sight, beside what is shown where there is room. */
  code(): void {
    if (this.root.dataset.view === "preview" || this.root.dataset.view === "compare") this.view("both");
    this.tab("code");
  }

  tab(tab: Tab): void {
    this.root.dataset.tab = tab;
    this.markTabs();
  }

  private press(button: TabButton): void {
    if (button === "compare" || button === "preview") this.view(button);
    this.tab(button === "compare" ? "preview" : button);
  }

  private markTabs(): void {
    const { tab, view } = this.root.dataset;
    const current = tab === "preview" && view === "compare" ? "compare" : tab;
    for (const button of this.buttons("tabButton")) {
      button.setAttribute("aria-current", String(button.dataset.tabButton === current));
    }
  }

  isOn(tab: Tab): boolean {
    return this.root.dataset.tab === tab;
  }

  /** Opens the history, or closes it; the focus goes along. */
  history(): void {
    const open = this.root.toggleAttribute("data-history-open");
    const [close, toolbar] = [".workspace-history", ".workspace-toolbar"].map((place) =>
      this.root.querySelector<HTMLElement>(`${place} [data-history-toggle]`),
    );
    toolbar?.setAttribute("aria-expanded", String(open));
    (open ? close : toolbar)?.focus({ preventScroll: true });
  }

  private buttons(name: "viewButton" | "tabButton" | "historyToggle"): HTMLElement[] {
    const attribute = `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    return [...document.querySelectorAll<HTMLElement>(`[${attribute}]`)];
  }
}

/** The view of this browser tab before a reload. */
function remembered(): View {
  const view = sessionStorage.getItem(VIEW);
  return view === "code" || view === "both" || view === "compare" ? view : "preview";
}
