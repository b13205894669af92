// The files of a version or a run as a tree beside the code; the file being written comes to the front by itself.

import { part } from "../site/dom";
import { CodeView, type Found } from "./code";
import { Finding } from "./finding";
import { FileTree } from "./tree";

const COPIED_FOR = 1600;
const MAIN = "src/App.tsx";

export interface Files {
  files: Readonly<Record<string, string>>;
  /** The file that text goes into just now. */
  writing: string | null;
  /** What to put before a path to download that file; null while there is nothing to download. */
  address: string | null;
  editable: boolean;
  /** The files with changes that are not saved. */
  changed: readonly string[];
  /** The files that something is wrong with. */
  faulty: readonly string[];
}

const NONE: Files = { files: {}, writing: null, address: null, editable: false, changed: [], faulty: [] };

export class FilesPane {
  private readonly side = new Side();
  private readonly tree = new FileTree(part(document, "[data-files]"), (path) => this.open(path));
  private readonly finding = new Finding(({ path, line, column }, length) => {
    this.goTo(path, line, { column, length });
    this.side.leave();
  });
  private readonly empty = part(document, "[data-code-empty]");
  private readonly copyButton = part<HTMLButtonElement>(document, "[data-copy]");
  private readonly download = part<HTMLAnchorElement>(document, "[data-download-file]");
  private readonly name = part(document, "[data-file-name]");
  private readonly code: CodeView;
  private content = NONE;
  private chosen: string | null = null;

  constructor(onEdit: (path: string, text: string) => void) {
    this.code = new CodeView(part(document, "[data-code]"), onEdit);
    part(document, "[data-search]").addEventListener("click", () => this.search());
    this.copyButton.addEventListener("click", () => void this.copy());
  }

  show(content: Files): void {
    this.content = content;
    this.render();
  }

  /** A run begins: the person's choice of a file ends with the code that it was made in. */
  startOver(): void {
    this.chosen = null;
    this.code.startOver();
  }

  async copy(): Promise<void> {
    const path = this.shown();
    if (path === null) return;
    await navigator.clipboard.writeText(this.content.files[path] ?? "");
    this.copyButton.toggleAttribute("data-copied", true);
    part(document, "[data-announcer]").textContent = `${path} copied`;
    setTimeout(() => this.copyButton.toggleAttribute("data-copied", false), COPIED_FOR);
  }

  search(): void {
    this.code.search();
  }

  undo(): void {
    this.code.undo();
  }

  redo(): void {
    this.code.redo();
  }

  /** Opens a file at a line, counted from 1, with what was found there selected. */
  goTo(path: string, line: number, found?: Found): void {
    if (!(path in this.content.files)) return;
    this.choose(path);
    this.code.goTo(line, found);
  }

  /** To the search over all files. */
  find(): void {
    this.side.show();
    this.finding.focus();
  }

  /** Shows the files, or puts them away. */
  turnSide(): void {
    this.side.turn();
  }

  /** Puts another text in the place of a file's, as a step of the editor that can be undone. */
  replace(path: string, text: string): void {
    this.choose(path);
    this.code.overwrite(text);
  }

  shown(): string | null {
    const { files, writing } = this.content;
    if (this.chosen !== null && this.chosen in files) return this.chosen;
    if (writing !== null && writing in files) return writing;
    return inOrder(files)[0] ?? null;
  }

  private open(path: string): void {
    this.choose(path);
    this.side.leave();
  }

  private choose(path: string): void {
    this.chosen = path;
    this.render();
  }

  private render(): void {
    const path = this.shown();
    const { files, writing, editable, changed, faulty } = this.content;
    this.tree.show(Object.keys(files), { selected: path, writing, changed, faulty });
    this.finding.show(files);
    this.name.textContent = path?.replace(/^src\//, "") ?? "No file";
    this.empty.hidden = path !== null;
    this.copyButton.disabled = path === null;
    this.renderDownload(path);
    const text = path === null ? "" : (files[path] ?? "");
    this.code.show({ path: path ?? "", text, writing: path === writing, editable: editable && path !== null });
  }

  private renderDownload(path: string | null): void {
    const { address } = this.content;
    if (path === null || address === null) {
      this.download.removeAttribute("href");
      this.download.setAttribute("aria-disabled", "true");
      return;
    }
    this.download.href = address + path;
    this.download.download = path.split("/").pop() ?? path;
    this.download.removeAttribute("aria-disabled");
  }
}

/** The paths with the main file first and stylesheets last. */
function inOrder(files: Readonly<Record<string, string>>): string[] {
  const rank = (path: string) => (path === MAIN ? 0 : path.endsWith(".css") ? 2 : 1);
  return Object.keys(files).sort((a, b) => rank(a) - rank(b));
}

/** The files beside the code: there by themselves where there is room for both, else over the code when asked for. */
class Side {
  private readonly pane = part(document, ".workspace-code");
  private readonly element = part(document, "[data-code-side]");
  private readonly button = part(document, "[data-side-toggle]");

  constructor() {
    this.button.addEventListener("click", () => this.turn());
    this.element.addEventListener("keydown", ({ key, defaultPrevented }) => {
      if (key !== "Escape" || defaultPrevented || !this.isOver) return;
      this.putAway();
      this.button.focus();
    });
    new ResizeObserver(() => this.tell()).observe(this.pane);
  }

  turn(): void {
    if (this.seen) this.putAway();
    else this.show();
    if (this.seen) this.element.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }

  show(): void {
    if (this.pane.dataset.side === "closed") delete this.pane.dataset.side;
    if (!this.seen) this.pane.dataset.side = "open";
    this.tell();
  }

  /** What lies over the code goes when a file has been chosen. */
  leave(): void {
    if (this.isOver) this.putAway();
  }

  private putAway(): void {
    if (this.isOver) delete this.pane.dataset.side;
    else this.pane.dataset.side = "closed";
    this.tell();
  }

  private get isOver(): boolean {
    return getComputedStyle(this.element).position === "absolute";
  }

  private get seen(): boolean {
    return this.element.offsetParent !== null;
  }

  private tell(): void {
    this.button.setAttribute("aria-expanded", String(this.seen));
  }
}
