// The pages of two versions as pictures, and where they differ: what is the same is faint, what changed is not.

import pixelmatch from "pixelmatch";
import { PreviewHost } from "../preview/host";
import { getBlob } from "../site/api";
import type { Camera } from "./camera";
import type { VersionData } from "./data";

const WIDTH = 1280;
const HEIGHT = 800;
const CHANGED: [number, number, number] = [35, 83, 224];
const SOFTENED: [number, number, number] = [178, 194, 245];

export class PictureDiff {
  private hosts: PreviewHost[] = [];
  private readonly canvas = document.createElement("canvas");

  constructor(
    private readonly parent: HTMLElement,
    private readonly frame: string,
    private readonly camera: Camera,
  ) {}

  /** Shows where the pages differ, and answers how much of them does, in words. */
  async show(before: VersionData, after: VersionData): Promise<string> {
    const pages = await Promise.all([this.page(before), this.page(after)]);
    const width = Math.max(...pages.map((page) => page.width));
    const height = Math.max(...pages.map((page) => page.height));
    const [first, second] = pages.map((page) => pixels(page, width, height)) as [ImageData, ImageData];
    const found = new ImageData(width, height);
    const options = { alpha: 0.25, diffColor: CHANGED, aaColor: SOFTENED };
    const count = pixelmatch(first.data, second.data, found.data, width, height, options);
    this.draw(found);
    return count === 0
      ? "The pages look the same"
      : `${shareWords(count / (width * height))} of the page looks different`;
  }

  destroy(): void {
    for (const host of this.hosts) host.destroy();
    this.hosts = [];
    this.canvas.remove();
  }

  private draw(found: ImageData): void {
    this.canvas.className = "versions-difference";
    this.canvas.width = found.width;
    this.canvas.height = found.height;
    this.canvas.role = "img";
    this.canvas.ariaLabel = "Where the pages differ";
    this.canvas.getContext("2d")?.putImageData(found, 0, 0);
    this.parent.append(this.canvas);
  }

  private async page({ number, files, assets }: VersionData): Promise<ImageBitmap> {
    const place = document.createElement("div");
    place.className = "measuring";
    place.inert = true;
    place.ariaHidden = "true";
    Object.assign(place.style, { width: `${WIDTH}px`, height: `${HEIGHT}px` });
    this.parent.append(place);
    const host = new PreviewHost(place, { src: this.frame, title: `Page of version ${number}, out of sight` });
    this.hosts.push(host);
    const pictures = Object.entries(assets).map(async ([path, address]) => [path, await getBlob(address)] as const);
    host.show({ files, assets: Object.fromEntries(await Promise.all(pictures)), complete: true });
    return createImageBitmap(await this.camera.picture(host, WIDTH));
  }
}

/** The pixels of a page on white paper of a common size. */
function pixels(page: ImageBitmap, width: number, height: number): ImageData {
  const context = new OffscreenCanvas(width, height).getContext("2d") as OffscreenCanvasRenderingContext2D;
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.drawImage(page, 0, 0);
  return context.getImageData(0, 0, width, height);
}

/** A share as a percentage; the little that is there is never told as nothing. */
export function shareWords(share: number): string {
  const percent = share * 100;
  return percent < 0.1 ? "Less than 0.1 %" : `${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`;
}
