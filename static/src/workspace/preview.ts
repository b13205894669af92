// The preview: hands the code to the frame, and tells what the frame has to say about it.

import { type Picked, PreviewHost, type PreviewInput, type PreviewProblem, type PreviewReport } from "../preview/host";
import { part } from "../site/dom";
import { isOver } from "./data";
import { PictureStore } from "./pictures";
import type { Run } from "./run";
import type { Sheet } from "./sheet";
import { countOf, detailWords, stateWords } from "./words";

export interface Shown {
  files: Readonly<Record<string, string>>;
  assets: Readonly<Record<string, string>>;
  /** No more is to come. */
  complete: boolean;
}

/** What stands on the stage while there is nothing to show; `working` is whether something will come by itself. */
export interface Waiting {
  words: string;
  hint: string;
  working: boolean;
}

export interface PreviewActions {
  /** Somebody has pointed at an element, or, with null, wants to stop pointing. */
  picked(picked: Picked | null): void;
  goTo(path: string, line: number): void;
  /** The files that something is wrong with. */
  faulty(paths: readonly string[]): void;
  /** A picture that was missing has come. */
  pictureCame(): void;
}

export class PreviewPane {
  private readonly host: PreviewHost;
  private readonly pictures = new PictureStore(() => {
    this.render();
    this.actions.pictureCame();
  });
  private readonly empty = part(document, "[data-stage-empty]");
  private readonly paused = part(document, "[data-preview-paused]");
  /** Beside the page, and below the code where that is shown alone. */
  private readonly problems = [...document.querySelectorAll<HTMLElement>("[data-problems]")];
  private shown: Shown = { files: {}, assets: {}, complete: true };
  /** Whether the frame has shown anything yet: until then it has the processor to itself. */
  drawn = false;

  constructor(
    sheet: Sheet,
    address: string,
    private readonly actions: PreviewActions,
  ) {
    this.host = new PreviewHost(sheet.element, {
      src: address,
      title: "Preview of the generated page",
      onReport: (report) => this.report(report),
      onPicked: (picked) => actions.picked(picked),
      onPaused: (reason) => this.pause(reason),
    });
    part(this.paused, "[data-preview-resume]").addEventListener("click", () => {
      this.paused.hidden = true;
      this.host.resume();
    });
  }

  /** Cheap where nothing has changed since the last call. */
  show(shown: Shown): void {
    const { files, assets, complete } = this.shown;
    if (files === shown.files && assets === shown.assets && complete === shown.complete) return;
    this.shown = shown;
    this.render();
  }

  /** What is shown, as a frame takes it. */
  get input(): PreviewInput {
    const { files, assets, complete } = this.shown;
    return { files, assets: this.pictures.get(assets), complete };
  }

  /** Whether all of its pictures have come. */
  get whole(): boolean {
    return Object.keys(this.input.assets).length === Object.keys(this.shown.assets).length;
  }

  /** Lets a person point at elements in place of using the page. */
  pick(on: boolean): void {
    this.host.pick(on);
  }

  wait({ words, hint, working }: Waiting): void {
    this.empty.hidden = false;
    this.empty.toggleAttribute("data-working", working);
    part(this.empty, "[data-stage-words]").textContent = words;
    part(this.empty, "[data-stage-hint]").textContent = hint;
  }

  private render(): void {
    if (Object.keys(this.shown.files).length > 0) this.host.show(this.input);
  }

  private report({ painted, problems, notes }: PreviewReport): void {
    if (painted) this.empty.hidden = true;
    this.drawn = true;
    if (this.shown.complete) this.judge(painted, problems, notes);
    else this.tell("", null);
  }

  /** What to say about code that is complete; before that, what is missing is no fault. */
  private judge(painted: boolean, problems: readonly PreviewProblem[], notes: readonly string[]): void {
    const lines = () => [...problems.map((problem) => this.problemItem(problem)), ...notes.map(noteItem)];
    const count = problems.length > 0 ? countOf(problems.length, "problem") : countOf(notes.length, "remark");
    this.tell(`${count} while the page ran`, problems.length + notes.length > 0 ? lines : null);
    this.actions.faulty([...new Set(problems.flatMap(({ file }) => file ?? []))]);
    const hint = lines()[0]?.textContent ?? "";
    if (!painted) this.wait({ words: "The page shows nothing", hint, working: false });
  }

  private tell(title: string, items: (() => HTMLElement[]) | null): void {
    for (const place of this.problems) {
      place.hidden = items === null;
      part(place, "[data-problems-count]").textContent = title;
      part(place, "[data-problems-list]").replaceChildren(...(items?.() ?? []));
    }
  }

  /** A problem leads to its line, where it has one. */
  private problemItem(problem: PreviewProblem): HTMLElement {
    const { message, file, line } = problem;
    if (!file) return noteItem(message);
    const item = document.createElement("li");
    const link = document.createElement("button");
    link.type = "button";
    link.className = "link text-left";
    link.textContent = `${file}${line ? `:${line}` : ""}: ${message}`;
    link.addEventListener("click", () => this.actions.goTo(file, line ?? 1));
    item.append(link);
    return item;
  }

  private pause(reason: string): void {
    part(this.paused, "[data-preview-paused-text]").textContent = reason;
    this.paused.hidden = false;
    if (!this.empty.hidden) this.wait({ words: "The preview is paused", hint: "", working: false });
  }
}

function noteItem(text: string): HTMLElement {
  const item = document.createElement("li");
  item.textContent = text;
  return item;
}

/** What to say while a run has no code to show. */
export function waitingFor(run: Run): Waiting {
  if (!isOver(run.state)) return { words: stateWords(run), hint: detailWords(run), working: true };
  if (run.state === "failed") {
    return { words: "This run brought no code", hint: run.error ? "The message above says why." : "", working: false };
  }
  const words = "No code had come when the run was stopped";
  return { words, hint: "Press Generate again to start over.", working: false };
}
