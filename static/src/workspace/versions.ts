// What can be done with a version in the history: star it, go on from it, compare, restore and name it.

import { Problem, post } from "../site/api";
import { part } from "../site/dom";
import type { Saved } from "./edits";

const WIDTH = 232;

interface Chosen {
  id: string;
  number: number;
  name: string;
  address: string;
  /** The name of the button that opened the menu. */
  button: string;
}

export interface VersionActions {
  restored(saved: Saved): void;
  compare(id: string): void;
  /** The list of versions is no longer as it was. */
  changed(): void;
  say(sentence: string): void;
}

export class VersionMenu {
  private readonly menu = part(document, "#version-menu");
  private readonly dialog = part<HTMLDialogElement>(document, "#version-name-dialog");
  private readonly input = part<HTMLInputElement>(this.dialog, "[name=name]");
  private chosen: Chosen | null = null;

  constructor(
    private readonly list: HTMLElement,
    private readonly address: string,
    private readonly actions: VersionActions,
  ) {
    list.addEventListener("click", (event) => this.click(event.target as Element));
    for (const item of this.menu.querySelectorAll<HTMLElement>("[data-version-do]")) {
      item.addEventListener("click", () => void this.act(item.dataset.versionDo ?? ""));
    }
    this.menu.addEventListener("toggle", () => this.refocus());
    for (const dialog of [this.dialog, part(document, "#versions-dialog")]) {
      dialog.addEventListener("close", () => this.refocus());
    }
    part(this.dialog, "[data-version-name-cancel]").addEventListener("click", () => this.dialog.close());
    part(this.dialog, "[data-version-name-form]").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.name();
    });
  }

  private click(target: Element): void {
    const star = target.closest<HTMLElement>("[data-version-star]");
    if (star) void this.star(star);
    const button = target.closest<HTMLElement>("[data-version-menu]");
    if (button) this.open(button);
  }

  private async star(button: HTMLElement): Promise<void> {
    const starred = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(starred));
    try {
      await post(button.dataset.versionStar ?? "", starred ? { starred: "true" } : {});
    } catch (error) {
      button.setAttribute("aria-pressed", String(!starred));
      this.actions.say(sentence(error));
    }
  }

  /** Below its button, within the window. */
  private open(button: HTMLElement): void {
    const row = button.closest<HTMLElement>("[data-history-version]");
    const { historyVersion = "", number = "0", name = "" } = row?.dataset ?? {};
    const address = row?.querySelector("a")?.href ?? "";
    this.chosen = { id: historyVersion, number: Number(number), name, address, button: button.ariaLabel ?? "" };
    part<HTMLAnchorElement>(this.menu, "[data-version-do=open]").href = address;
    part<HTMLAnchorElement>(this.menu, "[data-version-do=download]").href = `${this.address}${historyVersion}/zip/`;
    this.menu.showPopover();
    const { right, bottom, top } = button.getBoundingClientRect();
    const { offsetHeight } = this.menu;
    const below = bottom + offsetHeight + 8 < innerHeight;
    this.menu.style.inset = "auto";
    this.menu.style.left = `${Math.max(8, right - WIDTH)}px`;
    this.menu.style.top = `${below ? bottom + 4 : Math.max(8, top - offsetHeight - 4)}px`;
    this.menu.querySelector<HTMLElement>("a")?.focus();
  }

  /**
   * The list may have been read anew meanwhile, and the button that the focus was to go back to be gone. Then it is still
   * in the dialog that has just closed, or nowhere.
   */
  private refocus(): void {
    const { activeElement, body } = document;
    if (!this.chosen || (activeElement && activeElement !== body && activeElement.checkVisibility())) return;
    this.list.querySelector<HTMLElement>(`[aria-label="${CSS.escape(this.chosen.button)}"]`)?.focus();
  }

  private async act(what: string): Promise<void> {
    const { chosen } = this;
    this.menu.hidePopover();
    if (!chosen) return;
    if (what === "compare") this.actions.compare(chosen.id);
    if (what === "name") this.askName(chosen);
    if (what === "restore") await this.restore(chosen);
  }

  private async restore({ id, number }: Chosen): Promise<void> {
    try {
      const saved = await post<Saved>(`${this.address}${id}/restore/`);
      this.actions.restored(saved);
      this.actions.say(`Version ${number} restored as version ${saved.number}`);
    } catch (error) {
      this.actions.say(sentence(error));
    }
  }

  private askName({ name }: Chosen): void {
    this.input.value = name;
    this.fail("");
    this.dialog.showModal();
    this.input.select();
  }

  private async name(): Promise<void> {
    try {
      await post(`${this.address}${this.chosen?.id}/label/`, { name: this.input.value });
      this.dialog.close();
      this.actions.changed();
    } catch (error) {
      this.fail(sentence(error));
    }
  }

  private fail(words: string): void {
    part(this.dialog, "[data-version-name-error]").textContent = words;
    this.input.setAttribute("aria-invalid", String(words !== ""));
  }
}

function sentence(error: unknown): string {
  return error instanceof Problem ? error.message : String(error);
}
