// The page once more, out of sight, as large as its mockup: there it is measured, and its picture taken. It is there
// only as long as it is needed, so that what the page does by itself costs nothing.

import { PreviewHost, type PreviewInput } from "../preview/host";
import { part } from "../site/dom";
import type { PageSize } from "./data";

const KEPT_MS = 5000;

export class Offstage {
  private readonly place = part(document, "[data-measuring]");
  private host: PreviewHost | null = null;
  private leaving = 0;

  constructor(private readonly frame: string) {}

  show(input: PreviewInput, { width, height }: PageSize): PreviewHost {
    clearTimeout(this.leaving);
    Object.assign(this.place.style, { width: `${width}px`, height: `${height}px` });
    this.host ??= new PreviewHost(this.place, { src: this.frame, title: "Measured out of sight" });
    this.host.show(input);
    return this.host;
  }

  /** Goes, unless it is needed again soon. */
  leave(): void {
    clearTimeout(this.leaving);
    this.leaving = window.setTimeout(() => {
      this.host?.destroy();
      this.host = null;
    }, KEPT_MS);
  }
}

/** Resolves as soon as somebody can see the page. */
export function seen(): Promise<void> {
  if (!document.hidden) return Promise.resolve();
  return new Promise((resolve) => document.addEventListener("visibilitychange", () => resolve(), { once: true }));
}
