// Reads the frames of a run's socket: entries, of which text that goes on in the same file comes in a short form.

export interface StageData {
  name: string;
  detail?: string;
  /** When a wait is over, by the server's clock. */
  until?: string;
}

export interface UsageData {
  input: number;
  cached: number;
  output: number;
  cost: number | null;
  /** Whether some of it is reckoned from the text, because the host has not told it. */
  estimated: boolean;
  /** Seconds to the first token. */
  first_token: number | null;
  /** Seconds in which the output came. */
  streaming: number;
}

/** Where a run stands in the queue, from 1 on. */
export interface Place {
  place: number;
  waiting: number;
}

export interface EndData {
  outcome: "finished" | "failed" | "cancelled";
  version: string | null;
  error: { code: string; sentence: string } | null;
}

/** `start` and `length` count UTF-16 units, as strings do here. */
export interface ReplaceData {
  path: string;
  start: number;
  length: number;
  text: string;
}

/** What a run starts from: files by path, and the id of each picture by its path. */
export interface BaseData {
  files: Record<string, string>;
  assets: Record<string, string>;
}

interface Payloads {
  stage: StageData;
  reasoning: { text: string };
  file: { path: string };
  delta: { path: string; text: string };
  asset: { path: string; id: string };
  drop: { path: string };
  replace: ReplaceData;
  base: BaseData;
  message: { text: string };
  flaws: { sentences: string[] };
  usage: UsageData;
  end: EndData;
}

/** One entry of a run's log. */
export type Entry = {
  [Kind in keyof Payloads]: { seq: number; attempt: number; kind: Kind; data: Payloads[Kind] };
}[keyof Payloads];

type Whole = [seq: number, attempt: number, kind: Entry["kind"], data: unknown];
type More = [seq: number, text: string];

/** Holds what the frames of one socket so far leave to the next: which file the text last went to. */
export class FrameReader {
  private attempt = 0;
  private path = "";

  read(frame: string): Entry[] | Place {
    const read = JSON.parse(frame) as (Whole | More)[] | Place;
    return Array.isArray(read) ? read.map((row) => this.entry(row)) : read;
  }

  private entry(row: Whole | More): Entry {
    if (row.length === 2) {
      const [seq, text] = row;
      return { seq, attempt: this.attempt, kind: "delta", data: { path: this.path, text } };
    }
    const [seq, attempt, kind, data] = row;
    const entry = { seq, attempt, kind, data } as Entry;
    if (entry.kind === "file" || entry.kind === "delta") {
      this.attempt = attempt;
      this.path = entry.data.path;
    }
    return entry;
  }
}
