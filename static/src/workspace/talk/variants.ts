// Several answers to one message side by side, each in a small live preview, from which one goes on.

import { PreviewHost } from "../../preview/host";
import { getJson, post } from "../../site/api";
import { part } from "../../site/dom";
import { type GenerationData, isOver, type VersionData } from "../data";
import { PictureStore } from "../pictures";
import { applyAll, begin, type Run } from "../run";
import { RunSocket } from "../socket";
import { stateWords } from "../words";

const DESKTOP = 1280;

export interface VariantsOptions {
  /** The address of the preview's frame, and the beginning of those of versions. */
  preview: string;
  version: string;
  /** Width in CSS pixels of the page that the mockup shows. */
  width: number;
  open(generation: GenerationData): void;
  /** A version was starred, or is no longer. */
  starred(): void;
}

export class Variants {
  private readonly pane = part(document, "[data-variants-pane]");
  private readonly grid = part(this.pane, "[data-variants-grid]");
  private readonly template = part<HTMLTemplateElement>(document, "#variant-template").content;
  private cells: Variant[] = [];
  private known: readonly GenerationData[] = [];

  constructor(private readonly options: VariantsOptions) {
    part(this.pane, "[data-variants-close]").addEventListener("click", () => this.hide());
  }

  /** The runs that can be seen side by side; fewer than two can't. */
  know(generations: readonly GenerationData[]): void {
    this.known = generations;
  }

  includes(id: string): boolean {
    return this.known.some((generation) => generation.id === id);
  }

  show(): void {
    if (this.known.length < 2) return;
    this.hide();
    this.pane.hidden = false;
    this.cells = this.known.map((generation, index) => {
      const figure = part(this.template, "figure").cloneNode(true) as HTMLElement;
      this.grid.append(figure);
      return new Variant(figure, index + 1, generation, this.options, () => {
        this.hide();
        this.options.open(generation);
      });
    });
  }

  hide(): void {
    if (this.pane.contains(document.activeElement)) part(document, "#main").focus();
    for (const cell of this.cells) cell.close();
    this.cells = [];
    this.grid.replaceChildren();
    this.pane.hidden = true;
  }
}

class Variant {
  private readonly host: PreviewHost;
  private readonly socket: RunSocket;
  private readonly stage: HTMLElement;
  private readonly sheet: HTMLElement;
  private readonly star: HTMLButtonElement;
  private readonly pictures = new PictureStore(() => this.render());
  private readonly resizing = new ResizeObserver(() => this.lay());
  private run: Run;
  private version: VersionData | null = null;

  constructor(
    private readonly figure: HTMLElement,
    number: number,
    generation: GenerationData,
    private readonly options: VariantsOptions,
    onOpen: () => void,
  ) {
    this.stage = part(figure, "[data-variant-stage]");
    this.sheet = part(figure, "[data-variant-sheet]");
    this.star = part<HTMLButtonElement>(figure, "[data-variant-star]");
    part(figure, "[data-variant-name]").textContent = `Variant ${number}`;
    this.run = begin(generation);
    this.host = new PreviewHost(this.sheet, { src: options.preview, title: `Variant ${number}` });
    this.socket = new RunSocket(generation.socket, {
      seq: () => this.run.seq,
      onEntries: (entries) => {
        this.run = applyAll(this.run, entries);
        if (this.run.version && !this.version) void this.load(this.run.version);
        this.render();
      },
      onPlace: () => {},
      onLink: () => {},
    });
    const open = part(figure, "[data-variant-open]");
    open.setAttribute("aria-label", `Go on with variant ${number}`);
    open.addEventListener("click", onOpen);
    this.star.setAttribute("aria-label", `Star variant ${number}`);
    this.star.addEventListener("click", () => void this.keep());
    this.resizing.observe(this.stage);
    this.render();
  }

  close(): void {
    this.resizing.disconnect();
    this.socket.close();
    this.host.destroy();
  }

  private async load(id: string): Promise<void> {
    this.version = await getJson<VersionData>(`${this.options.version}${id}/`).catch(() => null);
    this.render();
  }

  private async keep(): Promise<void> {
    if (!this.version) return;
    const starred = this.star.getAttribute("aria-pressed") !== "true";
    await post(`${this.options.version}${this.version.id}/star/`, starred ? { starred: "on" } : {});
    this.version = { ...this.version, starred };
    this.render();
    this.options.starred();
  }

  private render(): void {
    const { run, version } = this;
    const complete = isOver(run.state);
    const { files, assets } = version ?? run;
    this.figure.toggleAttribute("data-working", !complete);
    part(this.figure, "[data-variant-words]").textContent = version ? `Version ${version.number}` : stateWords(run);
    part(this.figure, "[data-variant-error]").textContent = run.error?.sentence ?? "";
    this.star.hidden = version === null;
    this.star.setAttribute("aria-pressed", String(version?.starred ?? false));
    if (Object.keys(files).length > 0) this.host.show({ files, assets: this.pictures.get(assets), complete });
  }

  /** The page as wide as the mockup's, scaled down to the cell. */
  private lay(): void {
    const width = Math.min(DESKTOP, this.options.width);
    const scale = this.stage.clientWidth / width;
    this.sheet.style.width = `${width}px`;
    this.sheet.style.height = `${this.stage.clientHeight / scale}px`;
    this.sheet.style.transform = `scale(${scale})`;
  }
}
