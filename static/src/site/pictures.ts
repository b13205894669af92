// Pictures and screen recordings on their way in: dropped or pasted anywhere on a page, checked, and sent with progress.

import type { PictureData } from "../workspace/data";
import { csrfToken, Problem, problemIn, UNREACHABLE } from "./api";

const PICTURES = ["image/png", "image/jpeg", "image/webp"];
const RECORDINGS = ["video/mp4", "video/webm", "video/quicktime"];

/** What an upload has become: the address of its project, where more of it goes to, and its pictures. */
export interface Created {
  url: string;
  add_url: string;
  pictures: PictureData[];
}

export interface Sending {
  done: Promise<Created>;
  cancel(): void;
}

/** What is wrong with a file that no server needs to see to tell; null when nothing is. */
export function refusal(file: File, maxMb = Number.POSITIVE_INFINITY): string | null {
  if (file.size === 0) return `${file.name} is empty. Choose another file.`;
  if (file.size > maxMb * 1_000_000) {
    const size = (file.size / 1_000_000).toFixed(1);
    const advice = isRecording(file) ? "Cut it shorter, or save it smaller." : "Make it smaller, or save it as JPEG.";
    return `${file.name} has ${size} MB; at most ${maxMb} MB can be taken. ${advice}`;
  }
  if (isRecording(file) || PICTURES.includes(file.type)) return null;
  if (file.type.startsWith("video/"))
    return `${file.name} is not an MP4, WebM or MOV recording. Save it as one of these.`;
  return `${file.name} is not a PNG, JPEG or WebP picture. Save it as one of these.`;
}

export function isRecording({ type }: File): boolean {
  return RECORDINGS.includes(type);
}

/** Calls back with the files that are dropped anywhere, and with pictures and recordings that are pasted. */
export function acceptFiles(onFiles: (files: File[]) => void): void {
  let depth = 0;
  const drag = (change: number) => (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    depth = Math.max(0, depth + change);
    document.body.toggleAttribute("data-dragging", depth > 0);
  };
  document.addEventListener("dragenter", drag(1));
  document.addEventListener("dragleave", drag(-1));
  document.addEventListener("dragover", drag(0));
  document.addEventListener("drop", (event) => {
    drag(-depth)(event);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) onFiles(files);
  });
  document.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])].filter(({ type }) => /^(image|video)\//.test(type));
    if (files.length === 0) return;
    event.preventDefault();
    onFiles(files);
  });
}

/** Sends a picture or a recording; `onProgress` gets the share that has left this machine, 0 to 1. */
export function sendFile(
  url: string,
  file: File,
  onProgress: (share: number) => void,
  fields: Record<string, string> = {},
): Sending {
  const request = new XMLHttpRequest();
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append(isRecording(file) ? "recording" : "picture", file, file.name || "Pasted picture.png");
  const done = new Promise<Created>((resolve, reject) => {
    request.upload.addEventListener("progress", (event) => onProgress(event.loaded / Math.max(1, event.total)));
    request.addEventListener("load", () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText) as Created);
      else reject(problemIn(request.status, request.responseText));
    });
    request.addEventListener("error", () => reject(UNREACHABLE));
    request.addEventListener("abort", () => reject(new Problem({ code: "cancelled", sentence: "" })));
  });
  request.open("POST", url);
  request.setRequestHeader("Accept", "application/json");
  request.setRequestHeader("X-CSRFToken", csrfToken());
  request.send(body);
  return { done, cancel: () => request.abort() };
}
