// The code of one file: it follows the writing until the person scrolls, and can be edited once it is whole.

import { defaultKeymap, history, historyKeymap, redo, undo } from "@codemirror/commands";
import { css } from "@codemirror/lang-css";
import { javascript } from "@codemirror/lang-javascript";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { highlightSelectionMatches, openSearchPanel, search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { part, styleNonce } from "../site/dom";
import { appearance } from "./highlighting";

/** Nearer to the end than this, in pixels, counts as being at the end. */
const NEAR = 24;

export interface FileShown {
  path: string;
  text: string;
  /** Text is still being added at its end. */
  writing: boolean;
  editable: boolean;
}

/** A part of a line. */
export interface Found {
  column: number;
  length: number;
}

const FIXED: Extension = [EditorState.readOnly.of(true), EditorView.editable.of(false)];
const NOTHING: FileShown = { path: "", text: "", writing: false, editable: false };

export class CodeView {
  private readonly view: EditorView;
  private readonly follow = part<HTMLButtonElement>(document, "[data-follow]");
  /** Where each file was left: its cursor, and what can be undone in it. */
  private readonly left = new Map<string, EditorState>();
  private readonly manner = new Compartment();
  private shown = NOTHING;
  private following = true;
  private scrolledTo = 0;

  constructor(
    parent: HTMLElement,
    private readonly onEdit: (path: string, text: string) => void,
  ) {
    this.view = new EditorView({ parent, state: this.stateOf(NOTHING) });
    this.view.scrollDOM.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.follow.addEventListener("click", () => this.setFollowing(true));
  }

  /** Shows a file; text that goes on where the shown text ended is appended, everything else replaces it. */
  show(file: FileShown): void {
    const before = this.shown;
    this.shown = file;
    if (file.path === before.path && file.editable !== before.editable) this.setEditable(file.editable);
    const goesOn = file.path === before.path && file.text.startsWith(before.text);
    if (!goesOn) this.replace(before.path, file);
    else if (file.text.length > before.text.length) this.append(file.text.slice(before.text.length));
    this.showFollow();
  }

  /** A run begins: the code is followed again, and what could be undone belongs to other code. */
  startOver(): void {
    this.following = true;
    this.left.clear();
  }

  /** Opens the search in the file. */
  search(): void {
    openSearchPanel(this.view);
  }

  undo(): void {
    undo(this.view);
  }

  redo(): void {
    redo(this.view);
  }

  /** Selects a line, counted from 1, or what was found in it. */
  goTo(line: number, found?: Found): void {
    const { doc } = this.view.state;
    const { from, to } = doc.line(Math.min(Math.max(1, line), doc.lines));
    const anchor = Math.min(to, from + (found?.column ?? 0));
    const head = found ? Math.min(to, anchor + found.length) : to;
    this.view.dispatch({ selection: { anchor, head }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
    this.view.focus();
  }

  private replace(before: string, file: FileShown): void {
    if (file.path !== before) this.left.set(before, this.view.state);
    if (file.path === before && file.editable && this.view.state.facet(EditorView.editable)) this.overwrite(file.text);
    else this.view.setState(this.stateLeft(file) ?? this.stateOf(file));
    if (file.writing && this.following) this.toEnd();
  }

  /** Another text for the file that is open: a step that can be undone. */
  overwrite(text: string): void {
    const { from, to, insert } = difference(this.view.state.doc.toString(), text);
    this.view.dispatch({ changes: { from, to, insert } });
  }

  private stateLeft({ path, text, editable }: FileShown): EditorState | undefined {
    const state = this.left.get(path);
    const same = state?.facet(EditorView.editable) === editable && state.doc.toString() === text;
    return same ? state : undefined;
  }

  private append(text: string): void {
    this.view.dispatch({ changes: { from: this.view.state.doc.length, insert: text } });
    if (this.shown.writing && this.following) this.toEnd();
  }

  private toEnd(): void {
    const end = this.view.state.doc.length;
    this.view.dispatch({ effects: EditorView.scrollIntoView(end, { y: "end", yMargin: 40 }) });
  }

  private scrolled(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.view.scrollDOM;
    const up = scrollTop < this.scrolledTo - 1;
    this.scrolledTo = scrollTop;
    if (up && this.shown.writing) this.setFollowing(false);
    else if (scrollHeight - scrollTop - clientHeight < NEAR) this.setFollowing(true);
  }

  private setFollowing(following: boolean): void {
    if (following === this.following) return;
    this.following = following;
    if (following && this.shown.writing) this.toEnd();
    this.showFollow();
  }

  private showFollow(): void {
    this.follow.hidden = this.following || !this.shown.writing;
  }

  private stateOf({ path, text, editable }: FileShown): EditorState {
    const manner = this.manner.of(this.mannerOf(editable));
    return EditorState.create({ doc: text, extensions: [...common(path), languageOf(path), manner] });
  }

  private setEditable(editable: boolean): void {
    this.view.dispatch({ effects: this.manner.reconfigure(this.mannerOf(editable)) });
  }

  private mannerOf(editable: boolean): Extension {
    return editable ? this.editing() : FIXED;
  }

  private editing(): Extension {
    return [
      history(),
      indentOnInput(),
      bracketMatching(),
      keymap.of([...historyKeymap, ...defaultKeymap]),
      EditorView.updateListener.of(({ docChanged, state }) => {
        const text = state.doc.toString();
        if (!docChanged || text === this.shown.text) return;
        this.shown = { ...this.shown, text };
        this.onEdit(this.shown.path, text);
      }),
    ];
  }
}

/** What is between the beginning and the end that two texts share. */
export function difference(before: string, after: string): { from: number; to: number; insert: string } {
  const least = Math.min(before.length, after.length);
  let from = 0;
  while (from < least && before[from] === after[from]) from += 1;
  let same = 0;
  while (same < least - from && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
  return { from, to: before.length - same, insert: after.slice(from, after.length - same) };
}

/** What an editor that only shows a file is made of. */
export function readOnly(path: string): Extension[] {
  return [...common(path), languageOf(path), FIXED];
}

function common(path: string): Extension[] {
  return [
    EditorView.cspNonce.of(styleNonce()),
    EditorView.contentAttributes.of({ tabindex: "0", "aria-label": path || "No file" }),
    EditorView.lineWrapping,
    lineNumbers(),
    search({ top: true }),
    highlightSelectionMatches(),
    keymap.of(searchKeymap),
    appearance,
  ];
}

function languageOf(path: string): Extension {
  return path.endsWith(".css") ? css() : javascript({ jsx: true, typescript: true });
}
