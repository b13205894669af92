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
  ".cm-panels": { backgroundColor: "var(--color-paper)", color: "var(--color-ink)" },
  ".cm-panels-top": { borderBottom: "1px solid var(--color-line)" },
  ".cm-search": { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "6px", padding: "8px 36px 8px 12px" },
  ".cm-search br": { flexBasis: "100%" },
  ".cm-search label": { display: "flex", alignItems: "center", gap: "4px", margin: "0", fontSize: "13px" },
  ".cm-search .cm-textfield": {
    height: "28px",
    margin: "0",
    padding: "0 8px",
    border: "1px solid var(--color-edge)",
    borderRadius: "6px",
    backgroundColor: "var(--color-surface)",
    fontSize: "13px",
  },
  ".cm-search .cm-button": {
    height: "28px",
    margin: "0",
    padding: "0 10px",
    border: "1px solid var(--color-edge)",
    borderRadius: "6px",
    backgroundImage: "none",
    backgroundColor: "var(--color-surface)",
    fontSize: "13px",
    textTransform: "capitalize",
  },
  ".cm-search [name=close]": { top: "8px", right: "12px", fontSize: "18px", color: "var(--color-muted)" },
  ".cm-searchMatch": { backgroundColor: "var(--color-grid)", outline: "1px solid var(--color-accent)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--color-accent)", color: "var(--color-surface)" },
  ".cm-changedLine, &.cm-merge-b .cm-changedLine, .cm-insertedLine": { backgroundColor: "var(--color-good-soft)" },
  "&.cm-merge-a .cm-changedLine, .cm-deletedChunk, .cm-deletedLine": { backgroundColor: "var(--color-bad-soft)" },
  "&.cm-merge-a .cm-changedText, .cm-deletedText": { background: "none", textDecoration: "underline" },
  "&.cm-merge-b .cm-changedText, .cm-insertedText": { background: "none", textDecoration: "underline" },
  ".cm-collapsedLines": { background: "var(--color-paper)", color: "var(--color-muted)", padding: "4px 16px" },
  // Its own sign is in few fonts.
  ".cm-collapsedLines:before, .cm-collapsedLines:after": { content: '"⋯"' },
  ".cm-cursor": { borderLeftColor: "var(--color-ink)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--color-grid)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
});

export const appearance: Extension = [theme, syntaxHighlighting(style)];
