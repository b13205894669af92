// Compiles one generated file to a function that fills its exports.

import { transform } from "sucrase";

export type Factory = (
  require: (specifier: string) => unknown,
  exports: Record<string, unknown>,
  module: { exports: Record<string, unknown> },
  /** Tells what a top-level component or hook is called. */
  declare: (name: string, value: unknown) => void,
) => void;

/** The browser puts two lines before the body of a `new Function`. */
export const LINES_BEFORE = 2;

const DECLARED =
  /^(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:function|class|const|let|var)\s+([A-Z][\w$]*|use[A-Z][\w$]*)/gm;

/** Whether a file is TSX or JavaScript, where `<` can open an element. */
export function hasMarkup(path: string): boolean {
  return !path.endsWith(".ts");
}

/** The JavaScript of a TSX or TypeScript file. Throws a SyntaxError, whose `loc.line` counts from 1. */
export function translate(path: string, source: string): string {
  const { code } = transform(source, {
    transforms: hasMarkup(path) ? ["typescript", "jsx", "imports"] : ["typescript", "imports"],
    disableESTransforms: true,
    jsxRuntime: "automatic",
    production: true,
    filePath: path,
  });
  return code;
}

/** The factory of a file and its JavaScript. Names that nothing declares are looked up in `scope` first. */
export function factoryOf(path: string, source: string, code: string, scope: object): Factory {
  const names = [...source.matchAll(DECLARED)].map((match) => match[1] as string);
  // Hooks first: which hooks a component calls is known by what they call.
  const sorted = [...new Set(names)].sort((a, b) => Number(b.startsWith("use")) - Number(a.startsWith("use")));
  const declarations = sorted.map((name) => `if (typeof ${name} === "function") declare("${name}", ${name});`).join("");
  const body = `with (scope) { return function (require, exports, module, declare) {${code}\n${declarations}}; }\n//# sourceURL=${path}`;
  return new Function("scope", body)(scope) as Factory;
}
