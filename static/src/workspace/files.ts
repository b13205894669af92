// The files of a version or a run as tabs over the code; the file being written comes to the front by itself.

import { part } from "../site/dom";
import { CodeView } from "./code";

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
}

export class FilesPane {
  private readonly tabs = part(document, "[data-files]");
  private readonly empty = part(document, "[data-code-empty]");
  private readonly copyButton = part<HTMLButtonElement>(document, "[data-copy]");
  private readonly download = part<HTMLAnchorElement>(document, "[data-download-file]");
  private readonly code: CodeView;
  private content: Files = { files: {}, writing: null, address: null, editable: false, changed: [] };
  private chosen: string | null = null;

  constructor(onEdit: (path: string, text: string) => void) {
    this.code = new CodeView(part(document, "[data-code]"), onEdit);
    part(document, "[data-search]").addEventListener("click", () => this.search());
    this.tabs.addEventListener("click", (event) => {
      const tab = (event.target as Element).closest<HTMLElement>("[data-path]");
      if (tab) this.choose(tab.dataset.path ?? "");
    });
    this.tabs.addEventListener("keydown", (event) => this.step(event));
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

  /** Opens a file at a line, counted from 1. */
  goTo(path: string, line: number): void {
    if (!(path in this.content.files)) return;
    this.choose(path);
    this.code.goTo(line);
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

  private choose(path: string): void {
    this.chosen = path;
    this.render();
  }

  private step(event: KeyboardEvent): void {
    const paths = inOrder(this.content.files);
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by || paths.length === 0) return;
    event.preventDefault();
    const at = paths.indexOf(this.shown() ?? "");
    this.choose(paths[(at + by + paths.length) % paths.length] ?? "");
    this.tabs.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  }

  private render(): void {
    const path = this.shown();
    this.renderTabs(path);
    this.empty.hidden = path !== null;
    this.copyButton.disabled = path === null;
    this.renderDownload(path);
    const { files, writing, editable } = this.content;
    const text = path === null ? "" : (files[path] ?? "");
    this.code.show({ path: path ?? "", text, writing: path === writing, editable: editable && path !== null });
  }

  private renderTabs(path: string | null): void {
    const paths = inOrder(this.content.files);
    const known = [...this.tabs.children].map((tab) => (tab as HTMLElement).dataset.path);
    if (known.join("\n") !== paths.join("\n")) this.tabs.replaceChildren(...paths.map(fileTab));
    this.tabs.hidden = paths.length === 0;
    for (const tab of this.tabs.querySelectorAll<HTMLElement>("[data-path]")) {
      const selected = tab.dataset.path === path;
      tab.setAttribute("aria-selected", String(selected));
      tab.tabIndex = selected ? 0 : -1;
      tab.toggleAttribute("data-writing", tab.dataset.path === this.content.writing);
      tab.toggleAttribute("data-changed", this.content.changed.includes(tab.dataset.path ?? ""));
    }
    part(document, "#code-panel").setAttribute("aria-label", path ?? "File");
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

function fileTab(path: string): HTMLElement {
  const tab = document.createElement("button");
  tab.type = "button";
  tab.role = "tab";
  tab.dataset.path = path;
  tab.title = path;
  tab.setAttribute("aria-controls", "code-panel");
  tab.textContent = path.replace(/^src\//, "");
  return tab;
}
