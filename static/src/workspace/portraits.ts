// The picture of each version in the history: made by the first who opens the version, kept by the server.

import type { PreviewHost } from "../preview/host";
import { postBlob } from "../site/api";
import type { Camera } from "./camera";
import type { VersionData } from "./data";

const WIDTH = 640;

export class Portraits {
  private readonly taken = new Set<string>();

  constructor(
    private readonly camera: Camera,
    private readonly address: string,
    private readonly onKept: () => void,
  ) {}

  /** Takes the version's picture from the page that a host shows. Without one nothing is lost: the next may take it. */
  async take({ id, pictured }: VersionData, host: PreviewHost): Promise<void> {
    if (pictured || this.taken.has(id)) return;
    this.taken.add(id);
    try {
      await postBlob(`${this.address}${id}/picture/keep/`, await this.camera.picture(host, WIDTH));
      this.onKept();
    } catch {
      // A page that hangs, a browser that can't draw it, a server that is away: the history shows the number.
    }
  }
}
