// Makes problems that a person can read out of the errors that code throws.

import { LINES_BEFORE } from "./compiler";
import type { PreviewProblem } from "./messages";

/** What React's production build says by number only (react.dev/errors), in its words for the common ones. */
const REACT_ERRORS: Record<string, string> = {
  "31": "Objects are not valid as a React child (found: %s).",
  "62": "The `style` prop expects an object, not a string.",
  "130": "Element type is invalid: expected a component, but got: %s. Check what is imported and exported.",
  "137": "%s is a void element: it can have no children.",
  "152": "%s returned nothing from its render.",
  "185": "Maximum update depth exceeded: state is set on every render or in an effect that always runs.",
  "300": "Rendered fewer hooks than before: a hook is called after an early return.",
  "301": "Too many re-renders: state is set while rendering.",
  "310": "Rendered more hooks than before: a hook is called in a condition.",
  "321": "A hook was called outside of a component.",
};

/** Whether a component changed the hooks that it calls, which only mounting it anew can mend. */
export function changedHooks(error: unknown): boolean {
  return error instanceof Error && /React error #(300|310);/.test(error.message);
}

export function problem(error: unknown): PreviewProblem {
  if (!(error instanceof Error)) return { message: String(error) };
  const { loc } = error as { loc?: { line: number } };
  const place = /\b(src\/[^\s():]+):(\d+):\d+/.exec(error.stack ?? "");
  const compiling = /^Error transforming (\S+): (.*?)(?: \(\d+:\d+\))?$/.exec(error.message);
  if (compiling) return { message: `Syntax error: ${compiling[2]}`, file: compiling[1], line: loc?.line };
  return {
    message: `${error.name === "Error" ? "" : `${error.name}: `}${readable(error.message)}`,
    file: place?.[1],
    line: place ? Number(place[2]) - LINES_BEFORE : undefined,
  };
}

function readable(message: string): string {
  const [, code = "", query = ""] = /React error #(\d+); visit \S+?(?:\?(\S*))? for/.exec(message) ?? [];
  const sentence = REACT_ERRORS[code];
  if (!sentence) return message;
  const values = new URLSearchParams(query).getAll("args[]");
  return sentence.replace("%s", () => values[0] ?? "something");
}
