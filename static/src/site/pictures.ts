// Pictures on their way in: dropped or pasted anywhere on a page, checked, and sent with progress.

import { csrfToken, Problem, problemIn, UNREACHABLE } from "./api";

const KINDS = ["image/png", "image/jpeg", "image/webp"];

export interface Created {
  url: string;
}

export interface Sending {
  done: Promise<Created>;
  cancel(): void;
}

/** What is wrong with a file that no server needs to see to tell; null when nothing is. */
export function refusal(file: File, maxMb = Number.POSITIVE_INFINITY): string | null {
  if (file.size === 0) return `${file.name} is empty. Choose another picture.`;
  if (file.size > maxMb * 1_000_000) {
    const size = (file.size / 1_000_000).toFixed(1);
    return `${file.name} has ${size} MB; at most ${maxMb} MB can be taken. Make it smaller, or save it as JPEG.`;
  }
  if (!KINDS.includes(file.type)) return `${file.name} is not a PNG, JPEG or WebP picture. Save it as one of these.`;
  return null;
}

/** Calls back with the first file that is dropped anywhere or pasted as a picture. */
export function acceptPictures(onFile: (file: File) => void): void {
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
    const file = event.dataTransfer?.files[0];
    if (file) onFile(file);
  });
  document.addEventListener("paste", (event) => {
    const file = [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith("image/"));
    if (!file) return;
    event.preventDefault();
    onFile(file);
  });
}

/** Sends a picture; `onProgress` gets the share that has left this machine, 0 to 1. */
export function sendPicture(url: string, file: File, onProgress: (share: number) => void): Sending {
  const request = new XMLHttpRequest();
  const body = new FormData();
  body.append("picture", file, file.name || "Pasted picture.png");
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
