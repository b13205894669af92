// What a person has changed in a version and not saved yet. It survives a reload: the browser keeps it.

import { postJson } from "../site/api";
import type { VersionData } from "./data";

type Texts = Readonly<Record<string, string>>;

export interface Saved {
  version: string;
  number: number;
  /** What the person should know, such as a version that somebody else has made meanwhile. */
  notice: string;
}

const KEY = "edits:";

export class Edits {
  private version: VersionData | null = null;
  private changed: Texts = {};
  private whole: Texts = {};

  constructor(
    private readonly address: string,
    private readonly onChange: () => void,
    private readonly store: Pick<Storage, "getItem" | "setItem" | "removeItem"> = localStorage,
  ) {}

  /** Goes over to a version; answers whether there were changes left in it. */
  open(version: VersionData | null): boolean {
    if (version?.id === this.version?.id) return false;
    this.version = version;
    this.changed = version ? this.remembered(version) : {};
    this.whole = { ...version?.files, ...this.changed };
    return this.dirty;
  }

  /** The files with the changes; the same object until something changes. */
  get files(): Texts {
    return this.whole;
  }

  get dirty(): boolean {
    return Object.keys(this.changed).length > 0;
  }

  /** The paths of the files that differ from the version's. */
  get paths(): string[] {
    return Object.keys(this.changed);
  }

  change(path: string, text: string): void {
    if (!this.version) return;
    const { [path]: _, ...others } = this.changed;
    this.changed = text === this.version.files[path] ? others : { ...others, [path]: text };
    this.whole = { ...this.version.files, ...this.changed };
    this.remember();
    this.onChange();
  }

  discard(): void {
    this.changed = {};
    this.whole = this.version?.files ?? {};
    this.remember();
    this.onChange();
  }

  /** Makes a version of them. Throws a Problem, and keeps them, where the server does not take them. */
  async save(): Promise<Saved> {
    const body = { parent: this.version?.id, files: this.whole, message: this.summary() };
    const saved = await postJson<Saved>(this.address, body);
    this.changed = {};
    this.remember();
    return saved;
  }

  private summary(): string {
    const names = this.paths.map((path) => path.split("/").pop());
    return `Edited ${names.slice(0, 3).join(", ")}${names.length > 3 ? ` and ${names.length - 3} more` : ""}`;
  }

  private remembered(version: VersionData): Texts {
    try {
      const kept = JSON.parse(this.store.getItem(KEY + version.id) ?? "{}") as Texts;
      return Object.fromEntries(Object.entries(kept).filter(([path, text]) => version.files[path] !== text));
    } catch {
      return {};
    }
  }

  private remember(): void {
    if (!this.version) return;
    const key = KEY + this.version.id;
    try {
      if (this.dirty) this.store.setItem(key, JSON.stringify(this.changed));
      else this.store.removeItem(key);
    } catch {
      // The browser's store is full: the changes live on in this page.
    }
  }
}
