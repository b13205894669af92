// Pictures and recordings on their way into the message: dropped on the page, pasted, or chosen; checked, and sent one
// after the other.

import { Problem } from "../../site/api";
import { part } from "../../site/dom";
import { acceptFiles, isRecording, refusal, type Sending, sendFile } from "../../site/pictures";
import type { PictureData, WorkspaceData } from "../data";
import { countOf } from "../words";
import type { Draft } from "./draft";
import type { Gallery } from "./gallery";

export class Attaching {
  private readonly busy = part(document, "[data-attaching]");
  private readonly progress = part<HTMLProgressElement>(this.busy, "[data-attaching-progress]");
  private readonly words = part(this.busy, "[data-attaching-words]");
  private readonly input = part<HTMLInputElement>(document, "[data-attach-file]");
  private sending: Sending | null = null;

  constructor(
    private readonly data: Pick<WorkspaceData, "urls" | "limits">,
    private readonly draft: Draft,
    private readonly gallery: Gallery,
    private readonly fail: (sentence: string) => void,
  ) {
    acceptFiles((files) => void this.add(files));
    this.input.addEventListener("change", () => {
      void this.add([...(this.input.files ?? [])]);
      this.input.value = "";
    });
    part(this.busy, "[data-attaching-cancel]").addEventListener("click", () => this.sending?.cancel());
  }

  private async add(files: readonly File[]): Promise<void> {
    if (files.length === 0 || this.sending) return;
    const sentence = this.tooMany(files) ?? this.firstRefusal(files);
    this.fail(sentence ?? "");
    if (sentence) return;
    this.busy.hidden = false;
    const told: string[] = [];
    for (const [index, file] of files.entries()) {
      const kept = await this.send(file, files.length > 1 ? `${index + 1} of ${files.length}: ` : "", told);
      if (!kept) break;
    }
    this.busy.hidden = true;
    this.fail(told.join(" "));
  }

  private tooMany(files: readonly File[]): string | null {
    const most = this.data.limits.pictures;
    const there = this.draft.now.pictures.length;
    if (there + files.length <= most) return null;
    const already = there > 0 ? ` beside the ${there} that it has` : "";
    return `A message takes at most ${countOf(most, "picture")}; ${files.length}${already} are too many. None was added: choose those that say the most.`;
  }

  private firstRefusal(files: readonly File[]): string | null {
    const { picture_mb: pictureMb, recording_mb: recordingMb } = this.data.limits;
    return files.map((file) => refusal(file, isRecording(file) ? recordingMb : pictureMb)).find(Boolean) ?? null;
  }

  /** Answers whether to go on with the next. */
  private async send(file: File, place: string, told: string[]): Promise<boolean> {
    const { add_mockup: picture, add_recording: recording } = this.data.urls;
    this.show(place + file.name, 0);
    this.sending = sendFile(isRecording(file) ? recording : picture, file, (share) => {
      this.show(place + (share < 1 ? file.name : wait(file)), share);
    });
    try {
      const { pictures } = await this.sending.done;
      told.push(...this.take(file, pictures));
      return true;
    } catch (error) {
      told.push(error instanceof Problem ? error.message : String(error));
      return !(error instanceof Problem && error.code === "cancelled");
    } finally {
      this.sending = null;
    }
  }

  private take(file: File, pictures: readonly PictureData[]): string[] {
    const known = pictures.filter((picture) => !this.gallery.add({ ...picture, used: false }));
    for (const { id } of pictures) this.draft.attach(id);
    return known.map(
      ({ number }) => `${file.name} is in the project already, as picture ${number}: it goes along once.`,
    );
  }

  private show(words: string, share: number): void {
    this.progress.value = share;
    this.words.textContent = words;
  }
}

function wait(file: File): string {
  return isRecording(file) ? `${file.name}: looking for its moments` : `${file.name}: checking`;
}
