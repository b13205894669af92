// Search over all files: the lines in which some words stand, each leading to its place.

import { part } from "../site/dom";
import { countOf } from "./words";

const MOST = 200;
/** How much of a line is shown before what was found in it. */
const BEFORE = 12;
const LONGEST = 120;

type Texts = Readonly<Record<string, string>>;

export interface Match {
  path: string;
  /** Counted from 1. */
  line: number;
  /** Where it stands in its line, counted from 0. */
  column: number;
  text: string;
}

/** Every place where the words stand, whatever their case; at most `most`. */
export function matchesIn(files: Texts, words: string, most = MOST): Match[] {
  const wanted = words.toLowerCase();
  const found: Match[] = [];
  if (wanted === "") return found;
  for (const [path, source] of Object.entries(files)) {
    for (const [index, text] of source.split("\n").entries()) {
      const line = text.toLowerCase();
      for (let column = line.indexOf(wanted); column >= 0; column = line.indexOf(wanted, column + wanted.length)) {
        if (found.length === most) return found;
        found.push({ path, line: index + 1, column, text });
      }
    }
  }
  return found;
}

export class Finding {
  private readonly input = part<HTMLInputElement>(document, "[data-find]");
  private readonly count = part(document, "[data-find-count]");
  private readonly list = part(document, "[data-find-list]");
  private readonly tree = part(document, "[data-files]");
  private files: Texts = {};
  private matches: Match[] = [];

  constructor(private readonly goTo: (match: Match, length: number) => void) {
    this.input.addEventListener("input", () => this.look());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.list.addEventListener("keydown", (event) => this.press(event));
    this.list.addEventListener("click", (event) => {
      const button = (event.target as Element).closest("button");
      const match = button && this.matches[this.buttons().indexOf(button)];
      if (match) this.goTo(match, this.input.value.length);
    });
  }

  /** The files to look in. */
  show(files: Texts): void {
    if (files === this.files) return;
    this.files = files;
    if (this.input.value) this.look();
  }

  focus(): void {
    this.input.focus();
    this.input.select();
  }

  private look(): void {
    const words = this.input.value;
    this.matches = matchesIn(this.files, words);
    const many = this.matches.length === MOST ? `The first ${MOST} places` : countOf(this.matches.length, "place");
    this.count.textContent = words ? many : "";
    this.count.hidden = this.list.hidden = words === "";
    this.tree.toggleAttribute("data-behind", words !== "");
    this.list.replaceChildren(...this.matches.map((match) => itemOf(match, words.length)));
  }

  /** The arrows walk from the field through what was found; Escape ends the search. */
  private press(event: KeyboardEvent): void {
    const buttons = this.buttons();
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (event.key === "Escape" && this.input.value) this.clear();
    else if (event.key === "ArrowDown") buttons[Math.min(buttons.length - 1, at + 1)]?.focus();
    else if (event.key === "ArrowUp") (buttons[at - 1] ?? this.input).focus();
    else if (event.key === "Enter" && at < 0) buttons[0]?.click();
    else return;
    event.preventDefault();
  }

  private clear(): void {
    this.input.value = "";
    this.look();
    this.input.focus();
  }

  private buttons(): HTMLButtonElement[] {
    return [...this.list.querySelectorAll("button")];
  }
}

function itemOf({ path, line, column, text }: Match, length: number): HTMLElement {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "find-match";
  const place = document.createElement("span");
  place.className = "truncate text-muted";
  place.textContent = `${path.split("/").pop()}:${line}`;
  place.title = path;
  const words = document.createElement("span");
  words.className = "truncate";
  const found = document.createElement("mark");
  found.textContent = text.slice(column, column + length);
  const from = Math.max(0, column - BEFORE);
  words.append((from > 0 ? "…" : "") + text.slice(from, column).trimStart(), found);
  words.append(text.slice(column + length, column + LONGEST));
  button.append(place, words);
  item.append(button);
  return item;
}
