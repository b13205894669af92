// Another picture for the project: dropped on the page, pasted, or chosen.

import { Problem } from "../site/api";
import { part } from "../site/dom";
import { acceptPictures, refusal, sendPicture } from "../site/pictures";

export class AddingPictures {
  private readonly busy = part(document, "[data-adding]");
  private readonly input = part<HTMLInputElement>(document, "[data-add-file]");

  constructor(private readonly address: string) {
    acceptPictures((file) => void this.add(file));
    this.input.addEventListener("change", () => {
      const file = this.input.files?.[0];
      if (file) void this.add(file);
    });
  }

  private async add(file: File): Promise<void> {
    const sentence = refusal(file);
    this.fail(sentence ?? "");
    if (sentence) return;
    this.busy.hidden = false;
    const progress = part<HTMLProgressElement>(this.busy, "[data-adding-progress]");
    try {
      const { url } = await sendPicture(this.address, file, (share) => {
        progress.value = share;
      }).done;
      location.assign(url);
    } catch (error) {
      this.fail(error instanceof Problem ? error.message : String(error));
      this.busy.hidden = true;
    }
  }

  private fail(sentence: string): void {
    this.input.value = "";
    part(document, "[data-add-error]").hidden = !sentence;
    part(document, "[data-add-error-text]").textContent = sentence;
  }
}
