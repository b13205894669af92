// How near the page is to its mockup: what is seen on the page goes to the server, which answers the figure and where
// the two differ.

import type { PreviewHost, PreviewInput } from "../preview/host";
import { postJson } from "../site/api";
import type { PageSize, VersionData } from "./data";
import { type Offstage, seen } from "./offstage";

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
  /** The version that keeps its figure; null while code is still coming, or where it has been changed since. */
  version: VersionData | null;
}

/** While code is coming, the code has this long for itself before each figure, in milliseconds. */
const PAUSE = 300;

export interface FidelityAddresses {
  /** Where a page has its figure taken, and nothing is kept. */
  fidelity: string;
  version: string;
}

export interface FidelityActions {
  /** Null where the page has none. */
  scored(score: Score | null): void;
  /** The page of a version has its figure; `host` shows it still. */
  kept(version: VersionData, host: PreviewHost): Promise<void>;
}

export class Fidelity {
  private wanted: Measured | null = null;
  private busy = false;

  constructor(
    private readonly offstage: Offstage,
    private readonly addresses: FidelityAddresses,
    private readonly actions: FidelityActions,
  ) {}

  /** Takes the figure of this code; of several that follow on each other fast, of the last. */
  measure(input: Measured): void {
    if (this.wanted?.files === input.files && this.wanted.version === input.version) return;
    this.wanted = input;
    if (!this.busy) void this.run();
  }

  private async run(): Promise<void> {
    this.busy = true;
    for (let input = this.wanted; input; input = this.wanted === input ? null : this.wanted) {
      if (!input.complete) await pause(PAUSE);
      await seen();
      if (this.wanted !== input) continue;
      await this.take(input);
    }
    this.busy = false;
    this.offstage.leave();
  }

  private async take({ version, page, ...input }: Measured): Promise<void> {
    try {
      const host = this.offstage.show(input, page);
      const score = await postJson<Score>(this.addressFor(version), (await host.look()).seen);
      if (this.wanted?.files === input.files) this.actions.scored(score);
      if (version) await this.actions.kept(version, host);
    } catch {
      // A page that hangs has no figure, and one that can't be kept is no loss: the next code brings another.
      if (input.complete) this.actions.scored(null);
    }
  }

  private addressFor(version: VersionData | null): string {
    return version ? `${this.addresses.version}${version.id}/fidelity/` : this.addresses.fidelity;
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
