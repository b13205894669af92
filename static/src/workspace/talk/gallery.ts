// The pictures of the project as this page knows them, in their order.

import type { PictureData } from "../data";

export class Gallery {
  private readonly listeners: (() => void)[] = [];

  constructor(private pictures: readonly PictureData[]) {}

  get all(): readonly PictureData[] {
    return this.pictures;
  }

  get(id: string): PictureData | undefined {
    return this.pictures.find((picture) => picture.id === id);
  }

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Answers whether it is new. */
  add(picture: PictureData): boolean {
    if (this.get(picture.id)) return false;
    this.set([...this.pictures, picture]);
    return true;
  }

  /** A message has taken these up. */
  use(ids: readonly string[]): void {
    this.set(this.pictures.map((one) => (ids.includes(one.id) ? { ...one, used: true } : one)));
  }

  replace(picture: PictureData): void {
    this.set(this.pictures.map((one) => (one.id === picture.id ? picture : one)));
  }

  remove(id: string): void {
    this.set(this.pictures.filter((one) => one.id !== id));
  }

  /** Puts a picture in the place of another, which makes room. */
  move(id: string, to: number): void {
    const moved = this.get(id);
    if (!moved) return;
    const others = this.pictures.filter((one) => one !== moved);
    others.splice(Math.max(0, Math.min(others.length, to)), 0, moved);
    this.set(others);
  }

  private set(pictures: readonly PictureData[]): void {
    this.pictures = pictures;
    for (const listener of this.listeners) listener();
  }
}

/** The moment of a recording that a picture shows: "0:07". */
export function momentWords(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
