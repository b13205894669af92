import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { factoryOf, translate } from "./compiler";
import { complete } from "./completer";

const FIXTURES = "tests/previews/fixtures";

function compile(path: string, source: string): void {
  factoryOf(path, source, translate(path, source), {});
}

function fixtures(): string[] {
  return readdirSync(FIXTURES, { recursive: true, encoding: "utf8" }).filter((path) => /\.tsx?$/.test(path));
}

for (const path of fixtures()) {
  const source = readFileSync(join(FIXTURES, path), "utf8");

  test(`every prefix of ${path} makes a file that compiles`, () => {
    const compiled = new Set<string>();
    for (let end = 0; end <= source.length; end += 1) {
      const whole = complete(source.slice(0, end));
      if (compiled.has(whole)) continue;
      compiled.add(whole);
      assert.doesNotThrow(() => compile(path, whole), `cut at ${end}: …${whole.slice(-120)}`);
    }
  });

  test(`nothing is cut from the whole of ${path}`, () => {
    assert.equal(complete(source), source.trimEnd());
  });

  test(`most of the characters of ${path} change nothing that shows`, () => {
    const shown = new Set(Array.from(source, (_, end) => complete(source.slice(0, end))));
    assert.ok(shown.size < source.length / 2, `${shown.size} of ${source.length}`);
  });
}

const APP = "const App = () => ";

const CASES: [name: string, prefix: string, whole: string][] = [
  ["nothing", "", ""],
  ["an import in the middle", 'import { a } from "a";\nimport { b', 'import { a } from "a";'],
  ["a type import", 'import type { A } from "a";\nconst', 'import type { A } from "a";'],
  ["an element", `${APP}<p>Hello`, `${APP}<p>Hello</p>`],
  ["an unfinished tag", `${APP}<div><p className="a`, `${APP}<div></div>`],
  ["a fragment", `${APP}<><p>a</p>`, `${APP}<><p>a</p></>`],
  ["a dotted name", `${APP}<Menu.Item>a`, `${APP}<Menu.Item>a</Menu.Item>`],
  ["an unfinished entity", `${APP}<p>a &amp; b &am`, `${APP}<p>a &amp; b</p>`],
  ["an unfinished closing tag", `${APP}<p>a</`, `${APP}<p>a</p>`],
  ["parentheses", `${APP}(\n  <p>a`, `${APP}(\n  <p>a</p>)`],
  ["a function", "function App() {\n  return <p>a", "function App() {\n  return <p>a</p>}"],
  ["a function without elements", "const a = 1;\nfunction App() {\n  const b = 2;", "const a = 1;"],
  ["an open ternary", `${APP}<p>{a ? <b>1</b>`, `${APP}<p>{a ? <b>1</b> : null}</p>`],
  ["a ternary's other branch", `${APP}<p>{a ? <b>1</b> : <i>2`, `${APP}<p>{a ? <b>1</b> : <i>2</i>}</p>`],
  ["a ternary around nothing yet", `${APP}<p>{a ? b`, `${APP}<p></p>`],
  ["optional chaining", `${APP}<p>{a?.b ?? <b>1`, `${APP}<p>{a?.b ?? <b>1</b>}</p>`],
  ["a list", `${APP}<ul>{a.map((x) => (<li>{x}`, `${APP}<ul>{a.map((x) => (<li>{x}</li>))}</ul>`],
  [
    "a body that is in a call",
    `${APP}<ul>{a.map((x) => { const y = x; return <li>`,
    `${APP}<ul>{a.map((x) => { const y = x; return <li></li>})}</ul>`,
  ],
  ["a slot", `${APP}<A top={<b>1`, `${APP}<A top={<b>1</b>}/>`],
  ["a comment between children", `${APP}<p>a{/* </p> `, `${APP}<p>a</p>`],
  ["a string with a tag in it", `${APP}<p>{"</p>`, `${APP}<p></p>`],
  ["a template", `${APP}<p>{\`a \${b ? <i>1`, `${APP}<p>{\`a \${b ? <i>1</i> : null}\`}</p>`],
  ["a regular expression", `${APP}<p>{/[/<]>/.test(a) && <b>1`, `${APP}<p>{/[/<]>/.test(a) && <b>1</b>}</p>`],
  ["type arguments", `${APP}<p>{f<string>(<b>1`, `${APP}<p>{f<string>(<b>1</b>)}</p>`],
  ["a generic arrow", "const f = <T,>(x: T) => x;\nconst a", "const f = <T,>(x: T) => x;"],
  ["a generic type", "type F = <T>(x: T) => T;\nconst a", "type F = <T>(x: T) => T;"],
  ["a block that try opened", "function A() { try { return <p>1", "function A() { try { return <p>1</p>} catch {}}"],
  ["the items of a list", "const a = [\n  { b: 1 },\n  { b: 2", "const a = [\n  { b: 1 },]"],
  ["a tuple type", "const a = 1;\ntype T = A<\n  [B, ", "const a = 1;"],
  ["a generic default", "function f<T = {}>() {}\nconst a", "function f<T = {}>() {}"],
  ["a value at the end of a line", "const a = 1\nexport const b = a\n", "const a = 1\nexport const b = a\n"],
  ["a value in the middle of a line", "const a = 1\nexport const b = a", "const a = 1\n"],
  ["a list in a call", "const a = f([1, 2", ""],
  ["a default in a pattern", "const a = 1;\nfunction A({ icon = <b>1", "const a = 1;"],
  ["no semicolons", "const a = 1\nconst b = 2\nconst c", "const a = 1\nconst b = 2\n"],
  ["a default export without its end", "const App = 1;\nexport default Ap", "const App = 1;"],
  ["a default export at the end", "const App = 1;\nexport default App", "const App = 1;\nexport default App"],
];

test("what looks like a tag in plain TypeScript is a type", () => {
  const source = "const f = <T>(x: T): T => x;\nconst a";
  assert.equal(complete(source, false), "const f = <T>(x: T): T => x;");
  assert.doesNotThrow(() => compile("src/f.ts", complete(source, false)));
});

for (const [name, prefix, whole] of CASES) {
  test(`completes ${name}`, () => assert.equal(complete(prefix), whole));
}
