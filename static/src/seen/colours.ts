// Any CSS colour as `rgb()`, or as `rgba()` where it lets something through.

export class Colours {
  private readonly known = new Map<string, string>();
  private readonly context: CanvasRenderingContext2D | null;

  constructor(page: Document) {
    const canvas = page.createElement("canvas");
    canvas.width = canvas.height = 1;
    this.context = canvas.getContext("2d", { willReadFrequently: true });
  }

  /** The colour as the screen shows it, whichever colour space it is written in. */
  shown(css: string): string {
    let color = this.known.get(css);
    if (color === undefined) {
      color = this.painted(css);
      this.known.set(css, color);
    }
    return color;
  }

  isTransparent(css: string): boolean {
    return this.shown(css).endsWith(", 0)") && this.shown(css).startsWith("rgba");
  }

  private painted(css: string): string {
    if (!this.context) return css;
    this.context.clearRect(0, 0, 1, 1);
    this.context.fillStyle = "#000";
    this.context.fillStyle = css;
    this.context.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha = 255] = this.context.getImageData(0, 0, 1, 1).data;
    if (alpha === 255) return `rgb(${red}, ${green}, ${blue})`;
    return `rgba(${red}, ${green}, ${blue}, ${Math.round(alpha / 2.55) / 100})`;
  }
}
