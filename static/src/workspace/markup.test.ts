import assert from "node:assert/strict";
import { test } from "node:test";
import { elementAt, literalOf, withClasses, withLiteral, withWords, wordsOf } from "./markup";

const CODE = `export default function App() {
  return (
    <main onClick={() => ({ a: "}" })} className="p-4 flex">
      <h1
        id="title"
        className="text-xl"
      >
        Fish &amp; chips,
        to go
      </h1>
      <img src={logo} alt="a > b" />
      <p className={cn("a", "b")}>{words}</p>
      <button>Go</button>
    </main>
  );
}
`;

function element(opening: string) {
  const found = elementAt(CODE, CODE.indexOf(opening));
  assert.ok(found);
  return found;
}

test("classes are found past expressions with braces and quotes", () => {
  const { classes } = element("<main");
  assert.equal(CODE.slice(classes?.from, classes?.to), "p-4 flex");
});

test("words are read without the code's line breaks and escapes", () => {
  const { words } = element("<h1");
  assert.ok(words);
  assert.equal(wordsOf(CODE, words), "Fish & chips, to go");
});

test("only the words change, byte for byte", () => {
  const { words } = element("<h1");
  assert.ok(words);
  const changed = withWords(CODE, words, "1 < 2 {");
  assert.equal(changed, CODE.replace("Fish &amp; chips,\n        to go", "1 &lt; 2 &#123;"));
});

test("only the classes change, byte for byte", () => {
  assert.equal(withClasses(CODE, element("<main"), "p-8"), CODE.replace("p-4 flex", "p-8"));
});

test("an element without classes gets them after its name", () => {
  assert.equal(withClasses(CODE, element("<button"), "p-2"), CODE.replace("<button>", '<button className="p-2">'));
  assert.equal(withClasses(CODE, element("<img"), "w-4"), CODE.replace("<img", '<img className="w-4"'));
});

test("computed classes and computed words are left alone", () => {
  const paragraph = element("<p ");
  assert.equal(paragraph.computed, true);
  assert.equal(withClasses(CODE, paragraph, "p-1"), CODE);
  assert.equal(paragraph.words, null);
});

test("an element with elements in it, and one that closes itself, have no words to edit", () => {
  assert.equal(element("<main").words, null);
  assert.equal(element("<img").words, null);
});

test("words that stand in data once can be changed there", () => {
  const code = 'const items = [{ name: "Ada" }, { name: "Bob" }, { name: "Bob" }];';
  const span = literalOf(code, "Ada");
  assert.ok(span);
  assert.equal(withLiteral(code, span, 'A "d" a'), code.replace('"Ada"', '"A \\"d\\" a"'));
  assert.equal(literalOf(code, "Bob"), null);
});

test("where nothing begins there is no element", () => {
  assert.equal(elementAt(CODE, 3), null);
  assert.equal(elementAt("<", 0), null);
  assert.equal(elementAt('<p className="a', 0), null);
});
