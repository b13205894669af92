// The place to drop a picture: shows it at once, sends it, and goes to the project that it becomes.

import { Problem } from "./api";
import { part } from "./dom";
import { acceptPictures, refusal, type Sending, sendPicture } from "./pictures";

class UploadPlace {
  private sending: Sending | null = null;
  private readonly idle: HTMLElement;
  private readonly busy: HTMLElement;
  private readonly picture: HTMLImageElement;
  private readonly progress: HTMLProgressElement;

  constructor(private readonly form: HTMLFormElement) {
    this.idle = part(form, "[data-upload-idle]");
    this.busy = part(form, "[data-upload-busy]");
    this.picture = part(form, "[data-upload-picture]");
    this.progress = part(form, "[data-upload-progress]");
    for (const input of form.querySelectorAll<HTMLInputElement>("[data-upload-file]")) {
      input.addEventListener("change", () => this.take(input.files?.[0]));
    }
    part(form, "[data-upload-cancel]").addEventListener("click", () => this.sending?.cancel());
    this.picture.addEventListener("load", () => this.showSize());
    acceptPictures((file) => this.take(file));
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted) this.fail("");
    });
  }

  private take(file: File | undefined): void {
    if (!file || this.sending) return;
    const sentence = refusal(file, Number(this.form.dataset.maxMb));
    if (sentence) this.fail(sentence);
    else void this.send(file);
  }

  private async send(file: File): Promise<void> {
    this.show(file);
    this.sending = sendPicture(this.form.action, file, (share) => this.showProgress(share));
    try {
      const { url } = await this.sending.done;
      this.say("Opening the project");
      location.assign(url);
    } catch (error) {
      this.fail(error instanceof Problem ? error.message : String(error));
    }
  }

  private show(file: File): void {
    this.fail("");
    this.idle.hidden = true;
    this.busy.hidden = false;
    this.picture.src = URL.createObjectURL(file);
    part(this.form, "[data-upload-name]").textContent = file.name || "Pasted picture";
    part(this.form, "[data-upload-size]").textContent = inMegabytes(file.size);
    this.busy.dataset.bytes = inMegabytes(file.size);
    this.showProgress(0);
  }

  private showSize(): void {
    const { naturalWidth, naturalHeight } = this.picture;
    const figures = `${naturalWidth} × ${naturalHeight} px, ${this.busy.dataset.bytes ?? ""}`;
    part(this.form, "[data-upload-size]").textContent = figures;
  }

  private showProgress(share: number): void {
    this.progress.value = share;
    this.say(share < 1 ? `Uploading, ${Math.floor(share * 100)} %` : "Checking the picture");
  }

  private say(words: string): void {
    part(this.form, "[data-upload-status]").textContent = words;
  }

  private fail(sentence: string): void {
    this.sending = null;
    this.idle.hidden = false;
    this.busy.hidden = true;
    if (this.picture.src.startsWith("blob:")) URL.revokeObjectURL(this.picture.src);
    for (const input of this.form.querySelectorAll<HTMLInputElement>("[data-upload-file]")) input.value = "";
    part(this.form, "[data-upload-error]").hidden = !sentence;
    part(this.form, "[data-upload-error-text]").textContent = sentence;
  }
}

function inMegabytes(bytes: number): string {
  return bytes < 100_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export function uploadPlaces(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-upload]")) new UploadPlace(form);
}
