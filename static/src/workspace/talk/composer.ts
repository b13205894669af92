// The composer: the message, what goes along with it, how many answers are wanted, and the button that sends it.

import { Problem, postJson } from "../../site/api";
import { part } from "../../site/dom";
import type { GenerationData } from "../data";
import { Chips } from "./chips";
import type { Draft } from "./draft";
import type { Gallery } from "./gallery";
import type { Slice } from "./slice";

/** The version that a message changes. */
export interface BaseVersion {
  id: string;
  number: number | null;
}

export interface Body {
  text: string;
  base: string | null;
  pictures: readonly string[];
  regions: readonly unknown[];
  selection?: Slice;
  variants: number;
}

export interface ComposerOptions {
  address: string;
  draft: Draft;
  gallery: Gallery;
  /** The id of the version to change as it stands now, changes by hand saved. */
  base(): Promise<string | null>;
  /** The ids of the pictures that a first page is made from, where none were chosen. */
  first(): string[];
  onStart(generations: GenerationData[]): void;
  /** Shows a picture closely, with its regions. */
  onLook(id: string): void;
}

export class Composer {
  private readonly form = part<HTMLFormElement>(document, "[data-composer]");
  private readonly text = part<HTMLTextAreaElement>(this.form, "[data-message]");
  private readonly button = part<HTMLButtonElement>(this.form, "[data-send]");
  private readonly variants = part<HTMLSelectElement>(this.form, "[data-variants]");
  private readonly baseLine = part(this.form, "[data-composer-base]");
  private running: boolean | null = null;
  private sending = false;
  private base: BaseVersion | null = null;

  constructor(private readonly options: ComposerOptions) {
    const { draft, gallery } = options;
    new Chips(draft, gallery, options.onLook);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.send();
    });
    this.text.addEventListener("input", () => {
      this.fail("");
      draft.change({ text: this.text.value });
    });
    this.text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.form.requestSubmit();
    });
    this.variants.addEventListener("change", () => draft.change({ variants: Number(this.variants.value) }));
    part(this.form, "[data-composer-base-switch]").addEventListener("click", () => this.turn(!draft.now.anew));
    part(this.form, "[data-composer-error-close]").addEventListener("click", () => this.fail(""));
    draft.onChange(() => this.render());
    this.render();
  }

  /** Sends what is written. */
  async send(): Promise<void> {
    if (this.running || this.sending) return;
    const { text, pictures, regions, variants } = this.options.draft.now;
    if (this.target && !this.saysSomething) {
      this.fail("Write what should change. An empty message asks for nothing, so nothing was sent.");
      this.focus();
      return;
    }
    const sent = await this.attempt(async () => {
      const base = this.target ? await this.options.base() : null;
      return this.post({ text, base, pictures, regions, variants });
    });
    if (!sent) return;
    this.options.gallery.use(pictures);
    this.options.draft.clear();
  }

  /** Sends a message about one element, whatever is being written here. Throws a Problem where it is not taken. */
  async ask(text: string, selection: Slice, base: string): Promise<void> {
    await this.post({ text, base, pictures: [], regions: [], selection, variants: 1 });
  }

  /** Writes a request into the message, after what is there, for the person to send. */
  suggest(request: string): void {
    const { text } = this.options.draft.now;
    this.options.draft.change({ text: [text.trim(), request].filter(Boolean).join("\n") });
    this.focus();
  }

  focus(): void {
    this.text.focus();
  }

  /** `base` is the version that is shown, where there is one. */
  show(running: boolean, base: BaseVersion | null): void {
    if (running === this.running && base?.id === this.base?.id && base?.number === this.base?.number) return;
    this.running = running;
    this.base = base;
    const { draft } = this.options;
    if (!running && !base && draft.now.pictures.length === 0) draft.change({ pictures: this.options.first() });
    this.render();
  }

  /** The message as it would be sent now; null where it says nothing yet. */
  get body(): Body | null {
    const { text, pictures, regions, variants } = this.options.draft.now;
    return this.saysSomething ? { text, base: this.target?.id ?? null, pictures, regions, variants } : null;
  }

  /** A first page needs pictures; a change needs anything at all. */
  private get saysSomething(): boolean {
    const { text, pictures, regions } = this.options.draft.now;
    const said = text.trim() !== "" || regions.some(({ note }) => note.trim() !== "");
    return pictures.length > 0 || (this.target !== null && said);
  }

  fail(sentence: string): void {
    part(this.form, "[data-composer-error]").hidden = !sentence;
    part(this.form, "[data-composer-error-text]").textContent = sentence;
  }

  private get target(): BaseVersion | null {
    return this.options.draft.now.anew ? null : this.base;
  }

  private async attempt(work: () => Promise<void>): Promise<boolean> {
    this.sending = true;
    this.render();
    this.fail("");
    try {
      await work();
      return true;
    } catch (error) {
      this.fail(error instanceof Problem ? error.message : String(error));
      return false;
    } finally {
      this.sending = false;
      this.render();
    }
  }

  private async post(body: Body): Promise<void> {
    const { generations } = await postJson<{ generations: GenerationData[] }>(this.options.address, body);
    this.options.onStart(generations);
  }

  /** A page that is made anew is made from pictures: all of them, until some are taken out. */
  private turn(anew: boolean): void {
    const { draft, gallery } = this.options;
    const pictures = gallery.all.filter(({ used }) => anew || !used).map(({ id }) => id);
    draft.change({ anew, pictures: pictures.slice(0, 12) });
  }

  /** The button is never `disabled`: it would take the focus, and with it every key, away from the page. */
  private render(): void {
    const { text, variants, anew } = this.options.draft.now;
    if (this.text.value !== text) this.text.value = text;
    this.text.placeholder = this.target
      ? "What should change?"
      : "What the pictures do not say: what is a link, what repeats, how it should behave on a phone";
    this.variants.value = String(variants);
    this.button.setAttribute("aria-disabled", String(this.running || this.sending));
    part(this.button, "[data-send-words]").textContent = this.words();
    this.baseLine.hidden = !this.base;
    const number = this.base?.number;
    const version = number ? `version ${number}` : "the version it began from";
    part(this.baseLine, "[data-composer-base-words]").textContent = anew
      ? "Starts over from the pictures"
      : `Changes ${version}`;
    part(this.baseLine, "[data-composer-base-switch]").textContent = anew ? `Change ${version} instead` : "Start over";
  }

  private words(): string {
    if (this.running) return this.target ? "At work" : "Generating";
    if (this.target) return "Send";
    return this.base ? "Generate again" : "Generate";
  }
}
