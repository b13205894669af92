// How near the page is to its mockup: the page is shown once more at the mockup's width, out of sight, and what is
// seen there goes to the server, which answers the figure and where the two differ.

import { PreviewHost, type PreviewInput } from "../preview/host";
import { postJson } from "../site/api";
import { part } from "../site/dom";
import type { PageSize } from "./data";

export type Rectangle = readonly [left: number, top: number, width: number, height: number];

export interface Region {
  difference: "missing" | "extra" | "moved" | "wrong colour" | "wrong size" | "wrong text" | "wrong kind";
  subject: "text" | "box" | "image" | "control";
  expected: Rectangle | null;
  found: Rectangle | null;
  cost: number;
  detail: string;
  count: number;
}

export interface Score {
  score: number;
  figures: Record<string, number>;
  regions: Region[];
}

export interface Measured extends PreviewInput {
  /** The size at which the page is looked at. */
  page: PageSize;
  /** Where the figure of a version is kept; null while code is still coming. */
  keepAt: string | null;
}

/** While code is coming the figure is taken this often, in milliseconds. */
const PAUSE = 600;

export class Fidelity {
  private host: PreviewHost | undefined;
  private wanted: Measured | null = null;
  private busy = false;
  private before = 0;

  constructor(
    private readonly frame: string,
    private readonly address: string,
    private readonly onScore: (score: Score | null) => void,
  ) {}

  /** Takes the figure of this code; of several that follow on each other fast, of the last. */
  measure(input: Measured): void {
    if (this.wanted?.files === input.files && this.wanted.keepAt === input.keepAt) return;
    this.wanted = input;
    if (!this.busy) void this.run();
  }

  private async run(): Promise<void> {
    this.busy = true;
    for (let input = this.wanted; input; input = this.wanted === input ? null : this.wanted) {
      await pause(Math.max(0, this.before + (input.complete ? 0 : PAUSE) - performance.now()));
      if (this.wanted !== input) continue;
      this.before = performance.now();
      await this.take(input);
    }
    this.busy = false;
  }

  private async take({ keepAt, page, ...input }: Measured): Promise<void> {
    try {
      const seen = await this.shown(input, page).look();
      const score = await postJson<Score>(keepAt ?? this.address, seen);
      if (this.wanted?.files === input.files) this.onScore(score);
    } catch {
      // A page that hangs has no figure, and one that can't be kept is no loss: the next code brings another.
      if (input.complete) this.onScore(null);
    }
  }

  private shown(input: PreviewInput, page: Measured["page"]): PreviewHost {
    const place = this.place(page);
    const host = this.host ?? new PreviewHost(place, { src: this.frame, title: "Measured out of sight" });
    this.host = host;
    host.show(input);
    return host;
  }

  private place(page: Measured["page"]): HTMLElement {
    const element = part(document, "[data-measuring]");
    element.style.width = `${page.width}px`;
    element.style.height = `${page.height}px`;
    return element;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}

const WORDS: Record<Region["difference"], string> = {
  missing: "Missing",
  extra: "Not in the mockup",
  moved: "Moved",
  "wrong colour": "Wrong colour",
  "wrong size": "Wrong size",
  "wrong text": "Wrong text",
  "wrong kind": "Wrong kind",
};

export function regionWords({ difference, detail }: Region): string {
  return `${WORDS[difference] ?? difference}: ${detail}`;
}

/** What somebody would write to have it mended. */
export function requestFor(region: Region): string {
  const at = region.expected ?? region.found;
  const place = at ? ` at ${Math.round(at[0])}, ${Math.round(at[1])} px` : "";
  return `${regionWords(region)}${place}. Make it as it is in the mockup, and leave the rest as it is.`;
}
