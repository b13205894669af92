// What the page and the sandboxed frame say to each other. Neither trusts the other's shape.

export interface PreviewInput {
  files: Readonly<Record<string, string>>;
  assets: Record<string, Blob>;
  /** Whether all of the code has come; until then what is missing is no error. */
  complete: boolean;
}

export interface PreviewProblem {
  message: string;
  file?: string;
  line?: number;
}

export interface PreviewReport {
  /** Whether anything is to be seen. */
  painted: boolean;
  /** Whether the last frame that worked was kept, because this one could not be shown. */
  held: boolean;
  problems: PreviewProblem[];
  notes: string[];
  updateMs: number;
}

/** An element that a person has pointed at. */
export interface Picked {
  /** The file that it is written in, and where its `<` stands there. */
  path: string;
  at: number;
  /** As HTML calls it. */
  tag: string;
  /** What it says, where it has text of its own. */
  text: string;
}

/** The fonts of this server that a page may be set in. */
export const FONTS = ["inter", "interExtended", "mono", "roboto", "openSans", "lato", "latoBold"] as const;
export type FontName = (typeof FONTS)[number];

/** How long a picture of a page is at most, as a multiple of its width: of a longer page it shows the top. */
export const LONGEST = 2;

/** What a page asks its frame, once all that it has sent is shown. */
export type Question =
  /** What is seen on the page now, and the fonts that it is set in. */
  | { kind: "look" }
  /** A picture of the page, `width` pixels wide; `fonts` are those that it is set in. */
  | { kind: "picture"; width: number; fonts: Partial<Record<FontName, Blob>> };

export interface Looked {
  /** The server checks its shape. */
  seen: Record<string, unknown>;
  fonts: FontName[];
}

export type ToFrame =
  /** `assets` has only the pictures that were not sent before. */
  | {
      kind: "show";
      id: number;
      files: Readonly<Record<string, string>>;
      assets: Record<string, Blob>;
      complete: boolean;
    }
  /** Points at elements in place of using the page, until it is told to stop. */
  | { kind: "pick"; on: boolean }
  | { kind: "ask"; id: number; question: Question }
  | { kind: "ping" };

export type FromFrame =
  | { kind: "ready" }
  | { kind: "pong" }
  /** From now on the page is pointed at, and no longer used. */
  | { kind: "pointing" }
  | { kind: "picked"; picked: Picked }
  /** The person wants to point at nothing any more. */
  | { kind: "unpick" }
  /** Null where there is none. */
  | { kind: "answer"; id: number; answer: Looked | Blob | null }
  | { kind: "report"; id: number; report: PreviewReport };

const MAX_TEXT = 600;
const MAX_ITEMS = 50;
const MAX_PICTURE = 20_000_000;

/** What the frame says without anything beside it. */
const PLAIN = ["ready", "pong", "pointing", "unpick"] as const;

function isPlain(kind: unknown): kind is (typeof PLAIN)[number] {
  return PLAIN.some((plain) => plain === kind);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function items(value: unknown): unknown[] {
  return Array.isArray(value) ? value.slice(0, MAX_ITEMS) : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value.slice(0, MAX_TEXT) : "";
}

function problem(value: unknown): PreviewProblem | undefined {
  if (!isRecord(value)) return undefined;
  const file = text(value.file) || undefined;
  const line = Number.isInteger(value.line) ? (value.line as number) : undefined;
  return { message: text(value.message), file, line };
}

function report(value: Record<string, unknown>): PreviewReport {
  return {
    painted: value.painted === true,
    held: value.held === true,
    problems: items(value.problems).flatMap((item) => problem(item) ?? []),
    notes: items(value.notes).map(text),
    updateMs: typeof value.updateMs === "number" ? value.updateMs : 0,
  };
}

function picked(value: unknown): Picked | undefined {
  if (!isRecord(value) || !Number.isInteger(value.at)) return undefined;
  return { path: text(value.path), at: value.at as number, tag: text(value.tag), text: text(value.text) };
}

function answer(value: unknown): Looked | Blob | null {
  if (value instanceof Blob) return value.size <= MAX_PICTURE ? value : null;
  if (!isRecord(value) || !isRecord(value.seen)) return null;
  const names = items(value.fonts);
  return { seen: value.seen, fonts: FONTS.filter((name) => names.includes(name)) };
}

/** The message that the frame sent; nothing where it has not the shape of one. */
export function fromFrame(data: unknown): FromFrame | undefined {
  if (!isRecord(data)) return undefined;
  if (isPlain(data.kind)) return { kind: data.kind };
  if (data.kind === "answer" && typeof data.id === "number") {
    return { kind: "answer", id: data.id, answer: answer(data.answer) };
  }
  if (data.kind === "picked") {
    const found = picked(data.picked);
    return found && { kind: "picked", picked: found };
  }
  if (data.kind !== "report" || typeof data.id !== "number" || !isRecord(data.report)) return undefined;
  return { kind: "report", id: data.id, report: report(data.report) };
}
