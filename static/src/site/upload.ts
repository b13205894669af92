// The place to drop pictures and recordings: shows them at once, sends them, and goes to the project they become.

import { Problem } from "./api";
import { part } from "./dom";
import { acceptFiles, type Created, isRecording, refusal, type Sending, sendFile } from "./pictures";

const MOST = 12;

class UploadPlace {
  private sending: Sending | null = null;
  private waiting: readonly File[] = [];
  private readonly idle: HTMLElement;
  private readonly question: HTMLElement;
  private readonly busy: HTMLElement;
  private readonly picture: HTMLImageElement;
  private readonly progress: HTMLProgressElement;

  constructor(private readonly form: HTMLFormElement) {
    this.idle = part(form, "[data-upload-idle]");
    this.question = part(form, "[data-upload-question]");
    this.busy = part(form, "[data-upload-busy]");
    this.picture = part(form, "[data-upload-picture]");
    this.progress = part(form, "[data-upload-progress]");
    for (const input of form.querySelectorAll<HTMLInputElement>("[data-upload-file]")) {
      input.addEventListener("change", () => this.take([...(input.files ?? [])]));
    }
    part(form, "[data-upload-cancel]").addEventListener("click", () => this.sending?.cancel());
    part(form, "[data-upload-one]").addEventListener("click", () => void this.sendAsOne(this.waiting));
    part(form, "[data-upload-each]").addEventListener("click", () => void this.sendEach(this.waiting));
    part(form, "[data-upload-neither]").addEventListener("click", () => this.fail(""));
    this.picture.addEventListener("load", () => this.showSize());
    acceptFiles((files) => this.take(files));
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted) this.fail("");
    });
  }

  private take(files: readonly File[]): void {
    if (files.length === 0 || this.sending) return;
    const sentence = this.refuse(files);
    if (sentence) this.fail(sentence);
    else if (files.length === 1 || files.some(isRecording)) void this.sendAsOne(files);
    else this.ask(files);
  }

  private refuse(files: readonly File[]): string | null {
    const { maxMb, maxRecordingMb } = this.form.dataset;
    const wrong = files.map((file) => refusal(file, Number(isRecording(file) ? maxRecordingMb : maxMb))).find(Boolean);
    if (wrong) return wrong;
    if (files.length > MOST)
      return `${files.length} files are too many at once; at most ${MOST} can be taken. Nothing was uploaded.`;
    return files.filter(isRecording).length > 1
      ? "A project is made from one recording. Nothing was uploaded: drop them one after the other."
      : null;
  }

  /** Several pictures may be one thing or several. */
  private ask(files: readonly File[]): void {
    this.fail("");
    this.waiting = files;
    this.idle.hidden = true;
    this.question.hidden = false;
    part(this.question, "[data-upload-count]").textContent = `${files.length} pictures`;
    part(this.question, "[data-upload-each-words]").textContent = `${files.length} projects`;
    part(this.question, "[data-upload-thumbnails]").replaceChildren(...files.map(thumbnailOf));
    part(this.question, "[data-upload-one]").focus();
  }

  /** A recording first: its moments are what the pictures belong to. */
  private async sendAsOne(files: readonly File[]): Promise<void> {
    const [first, ...others] = [...files].sort((a, b) => Number(isRecording(b)) - Number(isRecording(a)));
    if (!first) return;
    await this.attempt(async () => {
      const made = await this.send(first, this.addressFor(first));
      const left: string[] = [];
      for (const file of others) {
        await this.send(file, made.add_url).catch((error: unknown) => left.push(`${file.name}: ${words(error)}`));
      }
      if (left.length > 0) sessionStorage.setItem("upload-left", left.join(" "));
      this.say("Opening the project");
      location.assign(made.url);
    });
  }

  private async sendEach(files: readonly File[]): Promise<void> {
    await this.attempt(async () => {
      const left: string[] = [];
      for (const file of files) {
        await this.send(file, this.addressFor(file)).catch((error: unknown) =>
          left.push(`${file.name}: ${words(error)}`),
        );
      }
      if (left.length > 0) throw new Problem({ code: "partly", sentence: left.join(" ") });
      location.assign("/");
    });
  }

  private addressFor(file: File): string {
    return isRecording(file) ? (this.form.dataset.recordings ?? "") : this.form.action;
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.fail(words(error));
    }
  }

  private async send(file: File, address: string): Promise<Created> {
    this.show(file);
    const { team } = Object.fromEntries(new FormData(this.form)) as { team?: string };
    this.sending = sendFile(address, file, (share) => this.showProgress(share, file), team ? { team } : {});
    return this.sending.done;
  }

  private show(file: File): void {
    this.clear();
    this.idle.hidden = true;
    this.busy.hidden = false;
    this.picture.hidden = isRecording(file);
    if (!isRecording(file)) this.picture.src = URL.createObjectURL(file);
    part(this.form, "[data-upload-name]").textContent = file.name || "Pasted picture";
    part(this.form, "[data-upload-size]").textContent = inMegabytes(file.size);
    this.busy.dataset.bytes = inMegabytes(file.size);
    this.showProgress(0, file);
  }

  private showSize(): void {
    const { naturalWidth, naturalHeight } = this.picture;
    const figures = `${naturalWidth} × ${naturalHeight} px, ${this.busy.dataset.bytes ?? ""}`;
    part(this.form, "[data-upload-size]").textContent = figures;
  }

  private showProgress(share: number, file: File): void {
    this.progress.value = share;
    const after = isRecording(file) ? "Looking for the moments that matter" : "Checking the picture";
    this.say(share < 1 ? `Uploading, ${Math.floor(share * 100)} %` : after);
  }

  private say(words: string): void {
    part(this.form, "[data-upload-status]").textContent = words;
  }

  private fail(sentence: string): void {
    this.sending = null;
    this.waiting = [];
    this.clear();
    this.idle.hidden = false;
    for (const input of this.form.querySelectorAll<HTMLInputElement>("[data-upload-file]")) input.value = "";
    part(this.form, "[data-upload-error]").hidden = !sentence;
    part(this.form, "[data-upload-error-text]").textContent = sentence;
  }

  private clear(): void {
    this.busy.hidden = true;
    this.question.hidden = true;
    if (this.picture.src.startsWith("blob:")) URL.revokeObjectURL(this.picture.src);
  }
}

function words(error: unknown): string {
  return error instanceof Problem ? error.message : String(error);
}

function thumbnailOf(file: File): HTMLElement {
  const image = document.createElement("img");
  image.className = "size-16 rounded-md border border-line bg-surface object-cover object-top";
  image.src = URL.createObjectURL(file);
  image.alt = file.name;
  image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
  return image;
}

function inMegabytes(bytes: number): string {
  return bytes < 100_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export function uploadPlaces(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-upload]")) new UploadPlace(form);
}
