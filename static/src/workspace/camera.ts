// Pictures of pages, taken by their frames, in the fonts that they are set in.

import type { FontName, PreviewHost } from "../preview/host";
import { getBlob } from "../site/api";

export type FontAddresses = Readonly<Record<FontName, string>>;

export class Camera {
  private readonly fonts = new Map<FontName, Promise<Blob>>();

  constructor(private readonly addresses: FontAddresses) {}

  /** What a host shows, `width` pixels wide. Fails where there is no picture. */
  async picture(host: PreviewHost, width: number): Promise<Blob> {
    const { fonts } = await host.look();
    const blobs = await Promise.all(fonts.map(async (name) => [name, await this.font(name)] as const));
    return host.picture(width, Object.fromEntries(blobs));
  }

  /** The frame has loaded it already, so that the browser has it; the frame itself may not read it. */
  private font(name: FontName): Promise<Blob> {
    const font = this.fonts.get(name) ?? getBlob(this.addresses[name]);
    this.fonts.set(name, font);
    return font;
  }
}
