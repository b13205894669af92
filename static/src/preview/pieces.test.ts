import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createElement, type ElementType } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { factoryOf, translate } from "./compiler";
import { completed } from "./completer";
import { Elements } from "./elements";
import { Identities } from "./identities";
import { Pieces } from "./pieces";
import { unknown, unknownModule } from "./unknown";

const MAIN = "src/App.tsx";
/** Characters from one prefix to the next; completer.test.ts goes through every single one. */
const STEP = 61;

// React tells of stand-ins that it cannot show.
console.error = () => {};

const identities = new Identities();
const elements = new Elements({ identities, picture: () => undefined, complete: () => false, note: () => {} });
const scope = new Proxy(
  {},
  {
    has: (_, key) => !(key in globalThis),
    get: (_, key) => (typeof key === "string" ? unknown(key, "pending") : undefined),
  },
);

/** The markup of the page that a file's JavaScript makes. */
function markupOf(source: string, code: string): string {
  const module = { exports: {} as Record<string, unknown> };
  const require = (name: string) => {
    if (name === "react") return elements.react(MAIN);
    return name === "react/jsx-runtime" ? elements.runtime() : unknownModule(name, "pending");
  };
  factoryOf(MAIN, source, code, scope)(require, module.exports, module, () => {});
  const { default: main } = module.exports;
  return renderToStaticMarkup(main ? createElement(main as ElementType) : null);
}

for (const name of ["Storefront", "Dashboard", "SignUp", "Kitchen"]) {
  test(`every prefix of ${name} shows the same in pieces as compiled whole`, () => {
    const source = readFileSync(join("tests/previews/fixtures", `${name}.tsx`), "utf8");
    const pieces = new Pieces(MAIN);
    for (let end = STEP; end < source.length; end += STEP) {
      const shown = completed(source.slice(0, end));
      const whole = markupOf(shown.text, translate(MAIN, shown.text));
      assert.equal(markupOf(shown.text, pieces.translate(shown)), whole, `cut at ${end}`);
    }
  });
}

const LONG = "p-1 ".repeat(60);

/** What the last of these texts shows, of which the others were there before. */
function shown(...texts: string[]): string {
  const pieces = new Pieces(MAIN);
  return texts.map((text) => markupOf(text, pieces.translate(completed(text)))).at(-1) ?? "";
}

test("a name that hides an import counts in a piece, too", () => {
  const list = `<ul className="${LONG}">{["soup"].map((Menu) => <li>{Menu}</li>)}</ul>`;
  const app = (rest: string) =>
    `import { Menu } from "./menu";\nexport default () => <main>${list}{Menu}${rest}</main>;`;
  assert.match(shown(app(""), app("<p>a</p>"), app("<p>b</p>")), /<li>soup<\/li><\/ul><p>b<\/p>/);
});

test("elements keep their place in expressions and between other elements", () => {
  const part = (words: string) => `<p className="${LONG}">${words}</p>`;
  const app = (rest: string) =>
    `export default () => <main>{true && ${part("a")}} and {false ? ${part("b")} : ${part("c")}} ${part("d")}${rest}</main>;`;
  const words = shown(app(""), app("<b>e</b>"), app("<b>f</b>")).replace(/<[^>]*>/g, "");
  assert.equal(words, "a and c df");
});

test("a statement that another word goes on with is one", () => {
  const app = (rest: string) =>
    `let n = 1;\nif (n > 1) { n = 2; } else { n = 3; }\nexport default () => <p>{n}${rest}</p>;`;
  assert.equal(shown(app(""), app(" a")), "<p>3 a</p>");
});

test("what needs the whole file is compiled as a whole", () => {
  const source = 'export { a } from "./a";\nexport * from "./b";\nexport const load = () => import("./c");';
  assert.equal(new Pieces("src/index.ts").translate(completed(source)), translate("src/index.ts", source));
});

test("imports of every form bring what they name", () => {
  const text = `import React, { useState as state, type ReactNode } from "react";
import * as all from "react";
import type { Other } from "./other";
import "./side";
export default () => [state === React.useState, all.useState === state].join();`;
  assert.equal(markupOf(text, new Pieces(MAIN).translate(completed(text))), "true,true");
});

test("a syntax error stays one", () => {
  assert.throws(
    () => new Pieces(MAIN).translate({ text: "const x = 1 +;", statements: [{ from: 0, to: 14, elements: [] }] }),
    SyntaxError,
  );
});
