// What the server tells the workspace about a project, a run and a version.

import type { ProblemBody } from "../site/api";
import type { FontAddresses } from "./camera";

export type RunState = "queued" | "running" | "finished" | "failed" | "cancelled";
export type EngineName = "draft" | "kimi";

export interface GenerationData {
  id: string;
  state: RunState;
  engine: EngineName;
  model: string | null;
  attempt: number;
  created: string;
  started: string | null;
  finished: string | null;
  error: ProblemBody | null;
  version: string | null;
  /** The version that it changes; null where it begins from the pictures. */
  base: string | null;
  base_number: number | null;
  socket: string;
  again_url: string;
  stop_url: string;
}

/** The size in CSS pixels of the page that a mockup shows. */
export interface PageSize {
  width: number;
  height: number;
  /** How many pixels of the page one measured pixel of the mockup stands for. */
  scale: number;
}

export type Role = "page" | "screen" | "state" | "breakpoint" | "detail" | "frame";

/** A picture of the project. */
export interface PictureData {
  id: string;
  /** What it is called by. */
  number: number;
  name: string;
  role: Role;
  note: string;
  /** What somebody says that it is: "screen", "sketch", or "" where it is found out. */
  kind: string;
  /** In its own pixels. */
  width: number;
  height: number;
  /** The moment that it shows of its recording, in seconds. */
  at: number | null;
  recording: string | null;
  /** Whether a message has taken it up. */
  used: boolean;
  url: string;
  thumbnail: string;
  describe_url: string;
  remove_url: string;
}

export interface VersionData {
  id: string;
  number: number;
  starred: boolean;
  files: Record<string, string>;
  assets: Record<string, string>;
  message: string;
  /** What was still wrong with the code when its run ended. */
  flaws: string[];
  zip_url: string;
  page_url: string;
  /** Null where its mockup is gone. */
  page: PageSize | null;
  file_url: string;
  /** Whether the history has its picture. */
  pictured: boolean;
}

export interface MockupData {
  id: string;
  name: string;
  url: string;
  width: number;
  height: number;
  note: string;
  page: PageSize;
}

export interface WorkspaceData {
  project: { id: string; name: string };
  mockup: MockupData;
  /** In their order. */
  pictures: PictureData[];
  engine: { name: EngineName; model: string | null };
  /** The server's time. */
  now: string;
  /** Whether the person may change the project, or only look at it. */
  may_change: boolean;
  generation: GenerationData | null;
  version: VersionData | null;
  fonts: FontAddresses;
  /** The runs that answer the same message as what is shown, where there are several. */
  variants: GenerationData[];
  limits: { pictures: number; picture_mb: number; recording_mb: number };
  urls: Record<
    | "send"
    | "estimate"
    | "talk"
    | "order"
    | "add_recording"
    | "history"
    | "fidelity"
    | "measurement"
    | "version"
    | "save_version"
    | "preview"
    | "rename"
    | "add_mockup"
    | "formatter",
    string
  >;
}

export function isOver(state: RunState): boolean {
  return state !== "queued" && state !== "running";
}
