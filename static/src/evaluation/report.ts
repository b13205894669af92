// What a report holds: the JSON that mockup2code/evaluate/report.py writes into it.

export type Box = [number, number, number, number];

export interface Region {
  difference: string;
  subject: string;
  /** On the mockup and on the result, in CSS pixels; null where it is not there. */
  expected: Box | null;
  found: Box | null;
  cost: number;
  count: number;
  detail: string;
}

/** A picture as a data address, with its size in CSS pixels. */
export interface Shot {
  src: string;
  width: number;
  height: number;
}

export interface Fact {
  name: string;
  value: string;
  /** Whether it misses its aim. */
  bad: boolean;
}

export interface Picture {
  name: string;
  kind: string;
  /** 0 to 100; null where there is nothing to compare with. */
  score: number | null;
  figures: Record<string, number>;
  /** The same from the run before. */
  before: { score: number | null; figures: Record<string, number> } | null;
  mockup: Shot | null;
  result: Shot | null;
  regions: Region[];
  facts: Fact[];
  /** Why there is no page, what the page threw, what the engine said: each a sentence. */
  failures: string[];
  notes: string[];
  project: string;
}

export interface Kind {
  kind: string;
  title: string;
  names: string[];
  mean: Record<string, number>;
  score: number;
  /** The means over the pictures that the run before had too, now and then. */
  change: Record<string, number>;
}

export interface Report {
  engine: string;
  made: string;
  before: string;
  kinds: Kind[];
  pictures: Picture[];
}
