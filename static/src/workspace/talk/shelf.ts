// The pictures of the project on a shelf: put in order by dragging or by keys, described, taken into the message, removed.

import { Problem, post, postJson } from "../../site/api";
import { part } from "../../site/dom";
import type { PictureData, Role } from "../data";
import type { Draft } from "./draft";
import { type Gallery, momentWords } from "./gallery";

export interface ShelfActions {
  look(id: string): void;
  fail(sentence: string): void;
}

export class Shelf {
  private readonly list = part(document, "[data-shelf]");
  private readonly panel = part(document, "#picture-panel");
  private readonly template = part<HTMLTemplateElement>(document, "#shelf-template").content;
  private readonly name = part<HTMLInputElement>(this.panel, "[data-picture-name]");
  private readonly role = part<HTMLSelectElement>(this.panel, "[data-picture-role]");
  private readonly note = part<HTMLTextAreaElement>(this.panel, "[data-picture-note]");
  private opened: string | null = null;
  private dragged: string | null = null;

  constructor(
    private readonly gallery: Gallery,
    private readonly draft: Draft,
    private readonly orderAddress: string,
    private readonly actions: ShelfActions,
  ) {
    for (const field of [this.name, this.role, this.note]) {
      field.addEventListener("change", () => void this.describe());
    }
    for (const button of this.panel.querySelectorAll<HTMLElement>("[data-picture-do]")) {
      button.addEventListener("click", () => void this.act(button.dataset.pictureDo ?? ""));
    }
    this.list.addEventListener("dragstart", (event) => this.grasp(event));
    this.list.addEventListener("dragover", (event) => this.over(event));
    this.list.addEventListener("dragend", () => this.drop());
    this.list.addEventListener("keydown", (event) => this.key(event));
    gallery.onChange(() => this.render());
    draft.onChange(() => this.render());
    this.render();
  }

  private render(): void {
    const focused = (document.activeElement as HTMLElement | null)?.closest<HTMLElement>("[data-shelf] > li")?.dataset
      .id;
    const attached = this.draft.now.pictures;
    this.list.hidden = this.gallery.all.length < 2;
    this.list.replaceChildren(...this.gallery.all.map((picture) => this.item(picture, attached.includes(picture.id))));
    if (focused) this.list.querySelector<HTMLElement>(`[data-id="${focused}"] button`)?.focus();
    if (this.opened) this.showAttached(this.opened);
  }

  private item(picture: PictureData, attached: boolean): HTMLElement {
    const item = part(this.template, "li").cloneNode(true) as HTMLElement;
    item.dataset.id = picture.id;
    item.toggleAttribute("data-attached", attached);
    const button = part<HTMLButtonElement>(item, "button");
    const goes = attached ? ", goes along with the message" : "";
    button.setAttribute("aria-label", `Picture ${picture.number}, ${picture.name}${goes}`);
    button.title = picture.name;
    button.addEventListener("click", () => this.open(picture, button));
    part<HTMLImageElement>(item, "img").src = picture.thumbnail;
    part(item, "[data-shelf-number]").textContent =
      picture.at === null ? String(picture.number) : momentWords(picture.at);
    return item;
  }

  private open(picture: PictureData, button: HTMLElement): void {
    this.opened = picture.id;
    part(this.panel, "[data-picture-title]").textContent = `Picture ${picture.number}`;
    part(this.panel, "[data-picture-size]").textContent = `${picture.width} × ${picture.height} px`;
    this.name.value = picture.name;
    this.role.value = picture.role;
    this.note.value = picture.note;
    this.showAttached(picture.id);
    this.panel.showPopover();
    const { left, bottom } = button.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = this.panel;
    this.panel.style.left = `${Math.max(8, Math.min(left, innerWidth - offsetWidth - 8))}px`;
    this.panel.style.top = `${Math.max(8, Math.min(bottom + 8, innerHeight - offsetHeight - 8))}px`;
    this.name.focus();
  }

  private showAttached(id: string): void {
    const attached = this.draft.now.pictures.includes(id);
    part(this.panel, "[data-picture-attach]").textContent = attached
      ? "Leave out of the message"
      : "Send with the message";
  }

  private async act(what: string): Promise<void> {
    const id = this.opened;
    const picture = id ? this.gallery.get(id) : undefined;
    if (!id || !picture) return;
    const place = this.gallery.all.indexOf(picture);
    if (what === "attach") {
      if (this.draft.now.pictures.includes(id)) this.draft.detach(id);
      else this.draft.attach(id);
    }
    if (what === "earlier") await this.move(id, place - 1);
    if (what === "later") await this.move(id, place + 1);
    if (what === "remove") await this.remove(picture);
    if (what === "look") {
      this.panel.hidePopover();
      this.actions.look(id);
    }
  }

  private async describe(): Promise<void> {
    const picture = this.opened ? this.gallery.get(this.opened) : undefined;
    if (!picture) return;
    const fields = { name: this.name.value, role: this.role.value, note: this.note.value };
    await this.attempt(async () => {
      await post(picture.describe_url, fields);
      this.gallery.replace({ ...picture, ...fields, role: fields.role as Role });
    });
  }

  private async remove(picture: PictureData): Promise<void> {
    if (!confirm(`Remove ${picture.name} from the project? Versions that were made from it stay.`)) return;
    await this.attempt(async () => {
      await post(picture.remove_url);
      this.draft.forget(picture.id);
      this.gallery.remove(picture.id);
    });
    this.panel.hidePopover();
  }

  private async move(id: string, to: number): Promise<void> {
    this.gallery.move(id, to);
    await this.keepOrder();
  }

  private async keepOrder(): Promise<void> {
    await this.attempt(() =>
      postJson(
        this.orderAddress,
        this.gallery.all.map(({ id }) => id),
      ),
    );
  }

  private grasp(event: DragEvent): void {
    this.dragged = (event.target as Element).closest<HTMLElement>("[data-id]")?.dataset.id ?? null;
    if (event.dataTransfer) event.dataTransfer.effectAllowed = "move";
  }

  /** The others make room while one is dragged over them. */
  private over(event: DragEvent): void {
    const under = (event.target as Element).closest<HTMLElement>("[data-id]")?.dataset.id;
    if (!this.dragged) return;
    event.preventDefault();
    const to = this.gallery.all.findIndex(({ id }) => id === under);
    if (to >= 0 && under !== this.dragged) this.gallery.move(this.dragged, to);
  }

  private drop(): void {
    if (this.dragged) void this.keepOrder();
    this.dragged = null;
  }

  private key(event: KeyboardEvent): void {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const id = (event.target as Element).closest<HTMLElement>("[data-id]")?.dataset.id;
    if (!by || !id) return;
    event.preventDefault();
    const place = this.gallery.all.findIndex((picture) => picture.id === id) + by;
    if (event.altKey) void this.move(id, place);
    else this.list.children[place]?.querySelector("button")?.focus();
  }

  private async attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.actions.fail(error instanceof Problem ? error.message : String(error));
    }
  }
}
