// What the picture is read as: a screen, a drawing, or what it looks like. It holds from the next message on.

import { Problem, post } from "../../site/api";
import type { Gallery } from "./gallery";

export class KindChoice {
  private readonly field = document.querySelector<HTMLSelectElement>("[data-kind]");

  constructor(
    private readonly gallery: Gallery,
    private readonly id: string,
    private readonly fail: (sentence: string) => void,
  ) {
    this.field?.addEventListener("change", () => void this.say());
  }

  private async say(): Promise<void> {
    const picture = this.gallery.get(this.id);
    if (!picture || !this.field) return;
    const { name, role, note, describe_url } = picture;
    const kind = this.field.value;
    try {
      await post(describe_url, { name, role, note, kind });
      this.gallery.replace({ ...picture, kind });
    } catch (error) {
      this.field.value = picture.kind;
      this.fail(error instanceof Problem ? error.message : String(error));
    }
  }
}
