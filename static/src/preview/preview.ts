// Takes what has come of the code and shows as much of it as can be shown.

import { hasMarkup } from "./compiler";
import { completeStylesheet } from "./complete/stylesheet";
import { completed, type Part } from "./completer";
import { Elements } from "./elements";
import { Identities } from "./identities";
import { Libraries } from "./libraries";
import { located } from "./located";
import type { PreviewProblem, PreviewReport } from "./messages";
import { changedHooks, problem } from "./problems";
import { Program, type Sources } from "./program";
import { Sliding } from "./sliding";
import { Stage } from "./stage";
import { MISSING_PICTURE } from "./stand-ins";
import { Styles } from "./styles";

const MAIN = "src/App.tsx";
const SCRIPT = /\.[jt]sx?$/;
/** As it is compiled; with the statements of its files where it was cut and closed. */
type Code = Pick<Sources, "files" | "statements">;

const NOTHING: Sources = { files: {}, assets: {}, complete: false };

export class Preview {
  private sources = NOTHING;
  private shown: Code = { files: {} };
  /** Whether what is shown now is all of the code, or what could be shown of it. */
  private whole = false;
  private held = false;
  private failure: PreviewProblem | undefined;
  private late: PreviewProblem[] = [];
  private readonly notes = new Set<string>();
  private readonly note = (text: string): void => {
    this.notes.add(text);
  };
  /** One update at a time. */
  private queue = Promise.resolve();
  private readonly identities = new Identities();
  private readonly styles = new Styles(this.note);
  private readonly libraries: Libraries;
  private readonly elements: Elements;
  private readonly program: Program;
  private readonly stage: Stage;
  private readonly sliding: Sliding;

  /** `onChange` is told that there is something new to report although nothing new was shown. */
  constructor(
    container: HTMLElement,
    addresses: Record<string, string>,
    private readonly onChange: () => void,
  ) {
    this.libraries = new Libraries(addresses, () => this.libraryCame());
    this.stage = new Stage(container, this.identities, (error) => this.fail(error));
    this.sliding = new Sliding(container);
    this.elements = new Elements({
      identities: this.identities,
      picture: (address) => this.picture(address),
      complete: () => this.whole,
      note: this.note,
    });
    this.program = new Program({
      library: (name, importer) => this.library(name, importer),
      declare: (path, name, value) => this.identities.declare(path, name, value),
      placeholderImage: MISSING_PICTURE,
      note: this.note,
    });
  }

  /** Whether no code has come yet. */
  get idle(): boolean {
    return Object.keys(this.sources.files).length === 0;
  }

  /** Has the usual stylesheet ready before code comes. */
  prepare(): void {
    this.queue = this.queue.then(() => this.styles.take({}));
  }

  destroy(): void {
    this.stage.destroy();
    this.styles.destroy();
  }

  /** Shows the sources, as far as they have come. */
  show(sources: Sources): Promise<void> {
    this.queue = this.queue.then(() => this.take(sources));
    return this.queue;
  }

  /** All that was to be shown is. */
  settled(): Promise<void> {
    return this.queue;
  }

  /** Something that a person may want to know, and that is no error. */
  remark(text: string): void {
    this.note(text);
    this.onChange();
  }

  /** An error that nothing caught. While code is still coming it is no news: half of it is missing. */
  fail(error: unknown): void {
    if (!this.sources.complete) return;
    this.late.push(problem(error));
    this.onChange();
  }

  report(): Omit<PreviewReport, "updateMs"> {
    const problems = this.sources.complete ? [...(this.failure ? [this.failure] : []), ...this.late] : [];
    return { painted: this.stage.painted, held: this.held, problems, notes: [...this.notes] };
  }

  private async take(sources: Sources): Promise<void> {
    const shown = sources.complete ? { files: located(sources.files) } : allCompleted(sources.files);
    const same = sources.complete === this.sources.complete && sources.assets === this.sources.assets;
    for (const source of Object.values(sources.files)) this.libraries.expect(source);
    if (same && sameTexts(shown.files, this.shown.files)) return;
    if (sources.complete || this.sources.complete) this.beginAnew();
    this.sources = sources;
    this.shown = shown;
    await this.update();
  }

  private beginAnew(): void {
    this.notes.clear();
    this.late = [];
    this.program.dropAll();
  }

  private async update(): Promise<void> {
    this.failure = undefined;
    try {
      await this.styles.take(this.shown.files);
      this.styles.scan(this.shown.files);
    } catch (error) {
      this.failure = { ...problem(error), file: "src/index.css" };
    }
    const error = this.attempt();
    this.held = error !== undefined;
    if (error !== undefined) this.failure = problem(error);
    this.sliding.look();
  }

  /** Runs and renders; answers the error that kept it from being shown. */
  private attempt(): unknown {
    const { complete } = this.sources;
    const first = this.runAndRender(this.shown, complete);
    if (first === undefined) return undefined;
    if (changedHooks(first)) {
      this.stage.remount();
      return this.runAndRender(this.shown, complete);
    }
    // Code that ends in the middle although no more comes: what can be shown of it is.
    if (complete && isSyntaxError(first)) this.runAndRender(allCompleted(this.shown.files), false);
    return first;
  }

  private runAndRender(code: Code, whole: boolean): unknown {
    this.whole = whole;
    try {
      const main = this.program.run(MAIN, { ...this.sources, ...code, complete: whole });
      // Code that begins anew: what is on screen stays until there is something to put in its place.
      if (main === undefined && !whole) return undefined;
      const error = this.stage.render(main);
      if (error === undefined) this.program.keep();
      else this.program.rollBack();
      return error;
    } catch (error) {
      this.identities.rollBack();
      this.program.rollBack();
      return error ?? new Error("The code threw nothing.");
    }
  }

  private library(name: string, importer: string): Record<string, unknown> | "loading" | undefined {
    if (name === "react") return this.elements.react(importer);
    if (name === "react/jsx-runtime") return this.elements.runtime();
    const library = this.libraries.get(name);
    return name === "lucide-react" && typeof library === "object" ? this.elements.icons(library) : library;
  }

  private libraryCame(): void {
    this.queue = this.queue.then(async () => {
      this.program.dropOpen();
      await this.update();
      this.onChange();
    });
  }

  private picture(address: string): string | undefined {
    const name = address.split("/").at(-1);
    return Object.entries(this.sources.assets).find(([path]) => path.split("/").at(-1) === name)?.[1];
  }
}

function isSyntaxError(error: unknown): boolean {
  return error instanceof SyntaxError || (error instanceof Error && "loc" in error);
}

function allCompleted(sources: Record<string, string>): Code {
  const files: Record<string, string> = {};
  const statements: Record<string, readonly Part[]> = {};
  for (const [path, source] of Object.entries(sources)) {
    if (path.endsWith(".css")) files[path] = completeStylesheet(source);
    else if (!SCRIPT.test(path)) files[path] = source;
    else ({ text: files[path], statements: statements[path] } = completed(source, hasMarkup(path)));
  }
  return { files, statements };
}

function sameTexts(a: Record<string, string>, b: Record<string, string>): boolean {
  const paths = Object.keys(a);
  return paths.length === Object.keys(b).length && paths.every((path) => a[path] === b[path]);
}
