// Two versions against each other: their code side by side or unified, their pages side by side or as one picture.

import { MergeView, unifiedMergeView } from "@codemirror/merge";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { PreviewHost } from "../preview/host";
import { getJson } from "../site/api";
import { part } from "../site/dom";
import type { Camera } from "./camera";
import { readOnly } from "./code";
import type { VersionData } from "./data";
import { PictureDiff } from "./picturediff";
import { PictureStore } from "./pictures";
import { sheetSize } from "./sheet";
import { countOf } from "./words";

const DESKTOP = 1280;
/** Narrower windows show code unified. */
const NARROW = 640;

type View = "split" | "unified" | "pages" | "picture";

/** One file that differs; an empty text where it is not in that version. */
export interface Change {
  path: string;
  before: string;
  after: string;
}

export function changesBetween(before: Record<string, string>, after: Record<string, string>): Change[] {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return paths
    .filter((path) => before[path] !== after[path])
    .map((path) => ({ path, before: before[path] ?? "", after: after[path] ?? "" }));
}

export class VersionDiff {
  private readonly dialog = part<HTMLDialogElement>(document, "#versions-dialog");
  private readonly body = part(this.dialog, "[data-diff]");
  private readonly words = part(this.dialog, "[data-diff-words]");
  private readonly before = part<HTMLSelectElement>(this.dialog, "[data-diff-before]");
  private readonly after = part<HTMLSelectElement>(this.dialog, "[data-diff-after]");
  private readonly known = new Map<string, VersionData>();
  private opened: { destroy(): void }[] = [];
  private view: View = "split";

  constructor(
    private readonly address: string,
    private readonly frame: string,
    private readonly camera: Camera,
  ) {
    part(this.dialog, "[data-diff-close]").addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("close", () => this.clear());
    for (const select of [this.before, this.after]) select.addEventListener("change", () => void this.show());
    for (const button of this.buttons()) {
      button.addEventListener("click", () => this.choose(button.dataset.diffView as View));
    }
  }

  /** Compares a version with the one that is shown, or where it is that one, with the one before it in the list. */
  open(id: string, shown: string | null): void {
    const rows = [...document.querySelectorAll<HTMLElement>("[data-history-version]")];
    for (const select of [this.before, this.after]) select.replaceChildren(...rows.map(optionOf));
    const at = rows.findIndex((row) => row.dataset.historyVersion === id);
    const listed = rows.some((row) => row.dataset.historyVersion === shown);
    const other = listed && shown !== id ? shown : (rows[at + 1] ?? rows[at - 1])?.dataset.historyVersion;
    const pair = rows.map((row) => row.dataset.historyVersion).filter((key) => key === id || key === other);
    this.after.value = pair[0] ?? id;
    this.before.value = pair[1] ?? id;
    this.dialog.showModal();
    this.choose(this.view === "split" && innerWidth < NARROW ? "unified" : this.view);
  }

  private choose(view: View): void {
    this.view = view;
    for (const button of this.buttons()) {
      button.setAttribute("aria-pressed", String(button.dataset.diffView === view));
    }
    void this.show();
  }

  private async show(): Promise<void> {
    const [first, second] = [this.before.value, this.after.value];
    this.words.textContent = "Loading";
    try {
      const [before, after] = await Promise.all([this.load(first), this.load(second)]);
      if (first === this.before.value && second === this.after.value) this.lay(before, after);
    } catch (error) {
      this.clear();
      this.words.textContent = error instanceof Error ? error.message : String(error);
    }
  }

  private async load(id: string): Promise<VersionData> {
    const version = this.known.get(id) ?? (await getJson<VersionData>(`${this.address}${id}/`));
    this.known.set(id, version);
    return version;
  }

  private lay(before: VersionData, after: VersionData): void {
    this.clear();
    const changes = changesBetween(before.files, after.files);
    this.words.textContent =
      changes.length > 0 ? `${countOf(changes.length, "file")} changed` : "The files are the same";
    if (this.view === "pages") this.layPages(before, after);
    else if (this.view === "picture") void this.layPicture(before, after);
    else for (const change of changes) this.layChange(change);
  }

  private layChange({ path, before, after }: Change): void {
    const section = document.createElement("section");
    const heading = document.createElement("h3");
    heading.textContent = path;
    const parent = document.createElement("div");
    section.append(heading, parent);
    this.body.append(section);
    this.opened.push(this.view === "split" ? split(parent, path, before, after) : unified(parent, path, before, after));
  }

  private layPages(...versions: VersionData[]): void {
    const pages = document.createElement("div");
    pages.className = "versions-pages";
    this.body.append(pages);
    for (const version of versions) {
      const figure = document.createElement("figure");
      const caption = document.createElement("figcaption");
      caption.textContent = `Version ${version.number}`;
      const stage = document.createElement("div");
      const sheet = document.createElement("div");
      stage.append(sheet);
      figure.append(caption, stage);
      pages.append(figure);
      fit(sheet, stage);
      this.opened.push(this.page(sheet, version));
    }
  }

  private async layPicture(before: VersionData, after: VersionData): Promise<void> {
    const diff = new PictureDiff(this.body, this.frame, this.camera);
    this.opened.push(diff);
    this.words.textContent = "Looking at both pages";
    const words = await diff.show(before, after).catch(() => "One of the pages could not be drawn as a picture");
    if (this.opened.includes(diff)) this.words.textContent = words;
  }

  private page(container: HTMLElement, { number, files, assets }: VersionData): PreviewHost {
    const host = new PreviewHost(container, { src: this.frame, title: `Page of version ${number}` });
    const show = () => host.show({ files, assets: pictures.get(assets), complete: true });
    const pictures = new PictureStore(show);
    show();
    return host;
  }

  private clear(): void {
    for (const view of this.opened) view.destroy();
    this.opened = [];
    this.body.replaceChildren();
  }

  private buttons(): HTMLElement[] {
    return [...this.dialog.querySelectorAll<HTMLElement>("[data-diff-view]")];
  }
}

/** A page at desktop width, as small as its place asks for. */
function fit(sheet: HTMLElement, stage: HTMLElement): void {
  const { width, height, scale } = sheetSize(DESKTOP, stage.clientWidth, stage.clientHeight);
  Object.assign(sheet.style, { width: `${width}px`, height: `${height}px`, transform: `scale(${scale})` });
}

function split(parent: HTMLElement, path: string, before: string, after: string): MergeView {
  const side = (doc: string) => ({ doc, extensions: readOnly(path) });
  return new MergeView({ a: side(before), b: side(after), parent, collapseUnchanged: { margin: 3, minSize: 6 } });
}

function unified(parent: HTMLElement, path: string, original: string, doc: string): EditorView {
  const merge = unifiedMergeView({ original, mergeControls: false, collapseUnchanged: { margin: 3, minSize: 6 } });
  return new EditorView({ parent, state: EditorState.create({ doc, extensions: [...readOnly(path), merge] }) });
}

function optionOf(row: HTMLElement): HTMLOptionElement {
  const { historyVersion, number, name } = row.dataset;
  const option = document.createElement("option");
  option.value = historyVersion ?? "";
  option.textContent = name ? `${number} ${name}` : `Version ${number}`;
  return option;
}
