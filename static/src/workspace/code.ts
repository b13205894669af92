// The code as it comes: one file at a time in a read-only editor that follows the writing until the person scrolls.

import { css } from "@codemirror/lang-css";
import { javascript } from "@codemirror/lang-javascript";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, lineNumbers } from "@codemirror/view";
import { part, styleNonce } from "../site/dom";
import { appearance } from "./highlighting";

/** Nearer to the end than this, in pixels, counts as being at the end. */
const NEAR = 24;

export class CodeView {
  private readonly view: EditorView;
  private readonly follow = part<HTMLButtonElement>(document, "[data-follow]");
  private path = "";
  private text = "";
  private following = true;
  private writing = false;
  private scrolledTo = 0;

  constructor(parent: HTMLElement) {
    this.view = new EditorView({ parent, state: stateOf("", "") });
    this.view.scrollDOM.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.follow.addEventListener("click", () => this.setFollowing(true));
  }

  /** Shows a file; text that goes on where the shown text ended is appended, everything else replaces it. */
  show(path: string, text: string, writing: boolean): void {
    this.writing = writing;
    const shown = this.text;
    this.text = text;
    if (path !== this.path || !text.startsWith(shown)) this.replace(path, text);
    else if (text.length > shown.length) this.append(text.slice(shown.length));
    this.showFollow();
  }

  /** A run begins: the code is followed again. */
  startOver(): void {
    this.following = true;
  }

  private replace(path: string, text: string): void {
    this.path = path;
    this.view.setState(stateOf(path, text));
    if (this.writing && this.following) this.toEnd();
  }

  private append(text: string): void {
    const from = this.view.state.doc.length;
    this.view.dispatch({ changes: { from, insert: text } });
    if (this.writing && this.following) this.toEnd();
  }

  private toEnd(): void {
    const end = this.view.state.doc.length;
    this.view.dispatch({ effects: EditorView.scrollIntoView(end, { y: "end", yMargin: 40 }) });
  }

  private scrolled(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.view.scrollDOM;
    const up = scrollTop < this.scrolledTo - 1;
    this.scrolledTo = scrollTop;
    if (up && this.writing) this.setFollowing(false);
    else if (scrollHeight - scrollTop - clientHeight < NEAR) this.setFollowing(true);
  }

  private setFollowing(following: boolean): void {
    if (following === this.following) return;
    this.following = following;
    if (following && this.writing) this.toEnd();
    this.showFollow();
  }

  private showFollow(): void {
    this.follow.hidden = this.following || !this.writing;
  }
}

function stateOf(path: string, doc: string): EditorState {
  return EditorState.create({ doc, extensions: [...common(path), languageOf(path)] });
}

function common(path: string): Extension[] {
  return [
    EditorView.cspNonce.of(styleNonce()),
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({ tabindex: "0", "aria-label": path || "No file" }),
    EditorView.lineWrapping,
    lineNumbers(),
    appearance,
  ];
}

function languageOf(path: string): Extension {
  return path.endsWith(".css") ? css() : javascript({ jsx: true, typescript: true });
}
