// The panel of one element that was pointed at: its words and classes, changed at exactly its place in the code.

import type { Picked } from "../preview/host";
import { Problem } from "../site/api";
import { part } from "../site/dom";
import { chosen, groups, themeColours, withChoice } from "./classes";
import { type ElementSource, elementAt, literalOf, withClasses, withLiteral, withWords, wordsOf } from "./markup";
import { type Slice, sliceAt } from "./talk/slice";

type Texts = Readonly<Record<string, string>>;

export interface Code {
  files(): Texts;
  /** Asks for a change of just this slice. Throws a Problem where it is not taken. */
  ask(text: string, slice: Slice): Promise<void>;
  /** Puts another text in the place of a file's; it can be undone. */
  replace(path: string, text: string): void;
  goTo(path: string, line: number): void;
}

export class Inspector {
  private readonly panel = part(document, "[data-inspector]");
  private readonly words = part<HTMLTextAreaElement>(this.panel, "[data-inspector-words]");
  private readonly classes = part<HTMLInputElement>(this.panel, "[data-inspector-classes]");
  private readonly choices = part(this.panel, "[data-inspector-choices]");
  private readonly place = part<HTMLButtonElement>(this.panel, "[data-inspector-place]");
  private readonly wish = part<HTMLTextAreaElement>(this.panel, "[data-inspector-ask]");
  private readonly error = part(this.panel, "[data-inspector-error]");
  private picked: Picked | null = null;

  constructor(
    private readonly code: Code,
    onClose: () => void,
  ) {
    part(this.panel, "[data-inspector-close]").addEventListener("click", onClose);
    this.words.addEventListener("input", () => this.say(this.words.value));
    this.classes.addEventListener("change", () => this.dress(this.classes.value.trim()));
    this.choices.addEventListener("change", ({ target }) => this.choose(target as HTMLSelectElement));
    this.place.addEventListener("click", () => this.showInCode());
    part(this.panel, "[data-inspector-form]").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.ask();
    });
    this.wish.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey) return;
      event.preventDefault();
      void this.ask();
    });
  }

  show(picked: Picked): void {
    this.picked = picked;
    this.render();
    this.panel.querySelector<HTMLElement>(":is(textarea, select):not(:disabled)")?.focus();
  }

  close(): void {
    this.picked = null;
    this.panel.hidden = true;
  }

  /** The code may have changed under it: what it shows is read again, but never what is being typed. */
  render(): void {
    const { picked } = this;
    const element = this.element();
    this.panel.hidden = !element;
    if (!picked || !element) return;
    const source = this.source();
    part(this.panel, "[data-inspector-name]").textContent = `<${picked.tag}>`;
    this.place.textContent = `${picked.path.split("/").pop()}:${lineOf(source, picked.at)}`;
    const said = this.said(element);
    this.words.disabled = said === null;
    if (document.activeElement !== this.words) this.words.value = said ?? "";
    this.words.placeholder = said === null ? "It has no words of its own, or they are computed" : "";
    const classes = element.classes ? source.slice(element.classes.from, element.classes.to) : "";
    this.classes.disabled = element.computed;
    if (document.activeElement !== this.classes) this.classes.value = classes;
    this.renderChoices(classes, element.computed);
  }

  private renderChoices(classes: string, computed: boolean): void {
    const focused = (document.activeElement as HTMLElement | null)?.dataset.group;
    this.choices.replaceChildren(
      ...this.groups().map((group) => {
        const now = chosen(classes, group);
        const label = document.createElement("label");
        label.textContent = group.label;
        const select = document.createElement("select");
        select.className = "input";
        select.dataset.group = group.name;
        select.disabled = computed;
        const listed = now === null || group.options.includes(now) ? group.options : [now, ...group.options];
        select.append(new Option("—", "", now === null, now === null));
        for (const one of listed) select.append(new Option(one, one, one === now, one === now));
        label.append(select);
        return label;
      }),
    );
    if (focused) this.choices.querySelector<HTMLElement>(`[data-group="${focused}"]`)?.focus();
  }

  private choose(select: HTMLSelectElement): void {
    const group = this.groups().find(({ name }) => name === select.dataset.group);
    const element = this.element();
    if (!group || !element) return;
    const source = this.source();
    const classes = element.classes ? source.slice(element.classes.from, element.classes.to) : "";
    this.dress(withChoice(classes, group, select.value || null));
  }

  private async ask(): Promise<void> {
    const { picked } = this;
    const slice = picked ? sliceAt(picked.path, this.source(), picked.at) : null;
    const text = this.wish.value.trim();
    if (!slice || text === "") return;
    this.error.textContent = "";
    try {
      await this.code.ask(text, slice);
      this.wish.value = "";
    } catch (error) {
      this.error.textContent = error instanceof Problem ? error.message : String(error);
    }
  }

  private dress(classes: string): void {
    const element = this.element();
    if (!element || /["\n]/.test(classes)) return;
    this.put(withClasses(this.source(), element, classes));
  }

  private say(words: string): void {
    const element = this.element();
    if (!element || !this.picked) return;
    const source = this.source();
    const before = this.picked.text.trim();
    const literal = element.words ? null : literalOf(source, before);
    if (element.words) this.put(withWords(source, element.words, words));
    else if (literal) this.put(withLiteral(source, literal, words));
    this.picked = { ...this.picked, text: words };
  }

  /** What the element says, where that can be changed: in its own place, or in the one string that it comes from. */
  private said(element: ElementSource): string | null {
    const source = this.source();
    if (element.words) return wordsOf(source, element.words);
    const text = this.picked?.text.trim() ?? "";
    return text !== "" && literalOf(source, text) ? text : null;
  }

  private showInCode(): void {
    if (this.picked) this.code.goTo(this.picked.path, lineOf(this.source(), this.picked.at));
  }

  private put(text: string): void {
    if (this.picked) this.code.replace(this.picked.path, text);
  }

  private element(): ElementSource | null {
    return this.picked ? elementAt(this.source(), this.picked.at) : null;
  }

  private source(): string {
    return this.code.files()[this.picked?.path ?? ""] ?? "";
  }

  private groups() {
    return groups(themeColours(this.code.files()["src/index.css"] ?? ""));
  }
}

function lineOf(source: string, at: number): number {
  return source.slice(0, at).split("\n").length;
}
