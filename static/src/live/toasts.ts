// What others have just done, told in a corner for a while.

import type { News } from "./socket";

const STAYS_MS = 12_000;
const MOST = 3;

const TOLD = new Set(["run started", "run ended", "version edited", "version restored", "uploaded"]);

export class Toasts {
  private readonly region = document.createElement("div");

  constructor() {
    this.region.className = "live-toasts";
    this.region.setAttribute("role", "status");
    document.body.append(this.region);
  }

  /** Tells of what leads somewhere in the shown project. */
  tell(news: News): void {
    if (!TOLD.has(news.kind) || !news.place) return;
    const toast = document.createElement("p");
    toast.className = "notice live-toast";
    const words = document.createElement("span");
    words.textContent = news.words;
    const link = document.createElement("a");
    link.className = "link flex-none";
    link.href = `?${news.place}`;
    link.textContent = news.kind === "run started" ? "Watch" : "Show";
    toast.append(words, link);
    if (news.kind === "run ended") this.region.querySelector(`[data-started-by="${news.actor}"]`)?.remove();
    if (news.kind === "run started") toast.dataset.startedBy = String(news.actor);
    this.region.append(toast);
    while (this.region.childElementCount > MOST) this.region.firstElementChild?.remove();
    setTimeout(() => toast.remove(), STAYS_MS);
  }
}
