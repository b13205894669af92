// The pictures that the code uses, fetched once each; the preview's frame may not fetch anything itself.

import { getBlob } from "../site/api";

export class PictureStore {
  private readonly blobs = new Map<string, Blob>();
  private readonly asked = new Set<string>();

  /** `onArrival` is called whenever a picture that was missing has come. */
  constructor(private readonly onArrival: () => void) {}

  /** Those of the pictures that are here, by path; the others are on their way. */
  get(addresses: Readonly<Record<string, string>>): Record<string, Blob> {
    const here: Record<string, Blob> = {};
    for (const [path, address] of Object.entries(addresses)) {
      const blob = this.blobs.get(address);
      if (blob) here[path] = blob;
      else void this.fetch(address);
    }
    return here;
  }

  private async fetch(address: string): Promise<void> {
    if (this.asked.has(address)) return;
    this.asked.add(address);
    try {
      this.blobs.set(address, await getBlob(address));
      this.onArrival();
    } catch {
      setTimeout(() => this.asked.delete(address), 2000);
    }
  }
}
