import assert from "node:assert/strict";
import { test } from "node:test";
import { Program, type Sources } from "./program";
import { asUnknown } from "./unknown";

type Component = (props?: object) => unknown;

function programOf(libraries: Record<string, Record<string, unknown>> = {}) {
  const notes: string[] = [];
  const program = new Program({
    library: (name) => libraries[name],
    declare: () => {},
    placeholderImage: "data:placeholder",
    note: (text) => notes.push(text),
  });
  return { program, notes };
}

function sources(files: Record<string, string>, more: Partial<Sources> = {}): Sources {
  return { files, assets: {}, complete: true, ...more };
}

test("files import each other, pictures and data", () => {
  const { program } = programOf();
  const files = {
    "src/App.tsx": `import { name } from "@/name"; import logo from "./assets/logo.png"; import data from "./data.json";
      export default () => [name, logo, data.size];`,
    "src/name.ts": 'export const name: string = "Ada";',
    "src/data.json": '{ "size": 3 }',
  };
  const app = program.run("src/App.tsx", sources(files, { assets: { "src/assets/logo.png": "blob:logo" } }));
  assert.deepEqual((app as Component)(), ["Ada", "blob:logo", 3]);
});

test("only what a change reaches runs again", () => {
  const runs: string[] = [];
  const { program } = programOf({ log: { log: (name: string) => runs.push(name) } });
  const files = {
    "src/App.tsx": 'import { log } from "log"; import "./a"; import "./b"; log("App"); export default () => 1;',
    "src/a.ts": 'import { log } from "log"; log("a");',
    "src/b.ts": 'import { log } from "log"; log("b");',
  };
  program.run("src/App.tsx", sources(files));
  runs.length = 0;
  program.run("src/App.tsx", sources({ ...files, "src/a.ts": `${files["src/a.ts"]} export const x = 1;` }));
  assert.deepEqual(runs, ["a", "App"]);
});

test("a file that comes later replaces what stood in for it", () => {
  const { program } = programOf();
  const files = { "src/App.tsx": 'import { a } from "./a"; export default () => a;' };
  const early = program.run("src/App.tsx", sources(files, { complete: false })) as Component;
  assert.deepEqual(asUnknown(early()), { name: "a", absence: "pending" });
  const late = program.run("src/App.tsx", sources({ ...files, "src/a.ts": "export const a = 7;" })) as Component;
  assert.equal(late(), 7);
});

test("names that are declared later are stood in for while code is coming, and are errors after", () => {
  const { program } = programOf();
  const files = { "src/App.tsx": "export default () => items.map((item) => item.name).length;" };
  const app = program.run("src/App.tsx", sources(files, { complete: false })) as Component;
  assert.equal(app(), 0);
  const whole = program.run("src/App.tsx", sources(files)) as Component;
  assert.throws(() => whole(), /items is not defined/);
});

test("what is never there is named in a note", () => {
  const { program, notes } = programOf();
  const app =
    'import axios from "axios"; import { B } from "@/ui/b"; import p from "./p.png"; export default () => [axios, B, p];';
  const [axios, b, picture] = (program.run("src/App.tsx", sources({ "src/App.tsx": app })) as () => unknown[])();
  assert.deepEqual(asUnknown(axios), { name: "axios", absence: "absent" });
  assert.deepEqual(asUnknown(b), { name: "B", absence: "absent" });
  assert.equal(picture, "data:placeholder");
  assert.deepEqual(notes, [
    'The library "axios" is not there in the preview.',
    'There is no file for the import "@/ui/b".',
  ]);
});

test("the page is the default export, else App, else the first component without props", () => {
  const { program } = programOf();
  const run = (source: string) => (program.run("src/App.tsx", sources({ "src/App.tsx": source })) as Component)();
  assert.equal(run("function A() { return 1; } function App() { return 2; } export default () => 3;"), 3);
  assert.equal(run("function A() { return 1; }\nfunction App() { return 2; }"), 2);
  assert.equal(run("function Card({ title }) { return title; }\nfunction Page() { return 4; }"), 4);
});

test("code that throws while it runs leaves what ran before", () => {
  const { program } = programOf();
  program.run("src/App.tsx", sources({ "src/App.tsx": "export default () => 1;" }));
  program.keep();
  assert.throws(() => program.run("src/App.tsx", sources({ "src/App.tsx": "null.x; export default () => 2;" })));
  program.rollBack();
  const app = program.run("src/App.tsx", sources({ "src/App.tsx": "export default () => 1;" })) as Component;
  assert.equal(app(), 1);
});
