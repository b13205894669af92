// The message that is being written, with all that goes along; kept by the browser, so that a reload loses nothing.

import type { Rectangle } from "../fidelity";

/** A box drawn on a picture, in pixels of the picture. */
export interface Region {
  mockup: string;
  box: Rectangle;
  note: string;
}

export interface DraftState {
  text: string;
  /** The ids of the pictures that go along, in their order. */
  pictures: readonly string[];
  regions: readonly Region[];
  /** How many answers are wanted. */
  variants: number;
  /** Whether the pictures are laid out anew, rather than the version that is shown changed. */
  anew: boolean;
}

export const EMPTY: DraftState = { text: "", pictures: [], regions: [], variants: 1, anew: false };

export class Draft {
  private state: DraftState;
  private readonly listeners: (() => void)[] = [];

  constructor(
    private readonly key: string,
    private readonly store: Pick<Storage, "getItem" | "setItem" | "removeItem"> = localStorage,
  ) {
    this.state = this.remembered();
  }

  get now(): DraftState {
    return this.state;
  }

  get isEmpty(): boolean {
    const { text, pictures, regions } = this.state;
    return text === "" && pictures.length === 0 && regions.length === 0;
  }

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  change(part: Partial<DraftState>): void {
    this.state = { ...this.state, ...part };
    this.remember();
    for (const listener of this.listeners) listener();
  }

  attach(id: string): void {
    if (!this.state.pictures.includes(id)) this.change({ pictures: [...this.state.pictures, id] });
  }

  /** Takes a picture out of the message; it stays in the project. */
  detach(id: string): void {
    this.change({ pictures: this.state.pictures.filter((one) => one !== id) });
  }

  /** What belongs to a picture that is no longer there goes. */
  forget(id: string): void {
    const { pictures, regions } = this.state;
    this.change({
      pictures: pictures.filter((one) => one !== id),
      regions: regions.filter(({ mockup }) => mockup !== id),
    });
  }

  clear(): void {
    this.change(EMPTY);
  }

  private remembered(): DraftState {
    try {
      return { ...EMPTY, ...(JSON.parse(this.store.getItem(this.key) ?? "{}") as Partial<DraftState>) };
    } catch {
      return EMPTY;
    }
  }

  private remember(): void {
    try {
      if (this.state === EMPTY || this.isEmpty) this.store.removeItem(this.key);
      else this.store.setItem(this.key, JSON.stringify(this.state));
    } catch {
      // The browser's store is full: the message lives on in this page.
    }
  }
}
