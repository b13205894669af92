// How code looks in the editor: the page's own tokens, in light and dark alike.

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const style = HighlightStyle.define([
  { tag: [tags.keyword, tags.moduleKeyword, tags.operatorKeyword], color: "var(--color-code-keyword)" },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: "var(--color-code-string)" },
  { tag: [tags.tagName, tags.typeName, tags.className], color: "var(--color-code-tag)" },
  { tag: [tags.attributeName], color: "var(--color-code-attribute)" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--color-code-number)" },
  { tag: [tags.comment, tags.meta], color: "var(--color-code-comment)", fontStyle: "italic" },
  { tag: [tags.function(tags.variableName), tags.definition(tags.variableName)], fontWeight: "500" },
]);

const theme = EditorView.theme({
  "&": { height: "100%", backgroundColor: "var(--color-surface)", color: "var(--color-ink)", fontSize: "13px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "20px", fontVariantLigatures: "none" },
  ".cm-content": { padding: "12px 0 48px" },
  ".cm-content:focus-visible": { outline: "2px solid var(--color-accent)", outlineOffset: "-2px" },
  ".cm-line": { padding: "0 16px 0 8px" },
  ".cm-gutters": { backgroundColor: "var(--color-surface)", color: "var(--color-muted)", border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "40px", padding: "0 8px 0 12px" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
});

export const appearance: Extension = [theme, syntaxHighlighting(style)];
