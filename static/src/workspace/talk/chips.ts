// What goes along with the message: pictures and regions, each a chip that can be looked at and taken out.

import { part } from "../../site/dom";
import type { PictureData } from "../data";
import type { Draft, Region } from "./draft";
import { type Gallery, momentWords } from "./gallery";

export class Chips {
  private readonly list = part(document, "[data-composer-chips]");
  private readonly templates = part<HTMLTemplateElement>(document, "#chip-templates").content;

  constructor(
    private readonly draft: Draft,
    private readonly gallery: Gallery,
    private readonly onLook: (id: string) => void,
  ) {
    draft.onChange(() => this.render());
    gallery.onChange(() => this.render());
    this.render();
  }

  private render(): void {
    const { pictures, regions } = this.draft.now;
    const order = this.gallery.all.filter(({ id }) => pictures.includes(id));
    const chips = [...order.map((picture) => this.picture(picture)), ...regions.map((_, index) => this.region(index))];
    const had = this.list.contains(document.activeElement);
    this.list.replaceChildren(...chips);
    this.list.hidden = chips.length === 0;
    if (had) (this.list.querySelector<HTMLElement>("[data-chip-remove]") ?? part(document, "[data-message]")).focus();
  }

  private picture(picture: PictureData): HTMLElement {
    const chip = this.copy("[data-chip=picture]");
    const image = part<HTMLImageElement>(chip, "img");
    image.src = picture.thumbnail;
    part(chip, "[data-chip-number]").textContent =
      picture.at === null ? String(picture.number) : momentWords(picture.at);
    this.wire(chip, picture, `picture ${picture.number}, ${picture.name}`, () => this.draft.detach(picture.id));
    return chip;
  }

  private region(index: number): HTMLElement {
    const { regions } = this.draft.now;
    const region = regions[index] as Region;
    const chip = this.copy("[data-chip=region]");
    part(chip, "[data-chip-number]").textContent = String(index + 1);
    const words = region.note || "no words yet";
    part(chip, "[data-chip-words]").textContent = words;
    const picture = this.gallery.get(region.mockup);
    this.wire(chip, picture, `region ${index + 1} ${words}`, () =>
      this.draft.change({ regions: regions.filter((one) => one !== region) }),
    );
    return chip;
  }

  private wire(chip: HTMLElement, picture: PictureData | undefined, name: string, remove: () => void): void {
    const look = part<HTMLButtonElement>(chip, "[data-chip-look]");
    look.setAttribute("aria-label", `Look at ${name}`);
    look.title = picture ? picture.name : name;
    if (picture) look.addEventListener("click", () => this.onLook(picture.id));
    const out = part<HTMLButtonElement>(chip, "[data-chip-remove]");
    out.setAttribute("aria-label", `Take ${name} out of the message`);
    out.addEventListener("click", remove);
  }

  private copy(selector: string): HTMLElement {
    return part(this.templates, selector).cloneNode(true) as HTMLElement;
  }
}
