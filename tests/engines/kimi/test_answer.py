"""What a model's answer becomes: files and messages, the same for every way of cutting the stream."""

import random
from itertools import pairwise

import pytest

from mockup2code.engines.base import MAIN_FILE, Delta, FileStart, Message, Result
from mockup2code.engines.kimi.answer import AnswerParser, Piece
from tests.kimi_server.scenarios import ANSWER, APP

CARD = "src/components/Card.tsx"
CODE = "export default function App() {\n  return <p>Hello</p>;\n}\n"


def read(*chunks: str) -> tuple[dict[str, str], list[str]]:
    """The files and messages of an answer that comes in these chunks."""
    parser = AnswerParser()
    pieces: list[Piece] = [piece for chunk in chunks for piece in parser.feed(chunk)]
    pieces += parser.finish()
    result = Result()
    for piece in pieces:
        result.apply(piece)
    return result.files, [piece.text for piece in pieces if isinstance(piece, Message)]


ANSWERS = {
    "path in the info string": f"```tsx {MAIN_FILE}\n{CODE}```\n",
    "path after a colon": f"```tsx:{MAIN_FILE}\n{CODE}```",
    "path as an attribute": f'```tsx title="{MAIN_FILE}" showLineNumbers\n{CODE}```',
    "path alone": f"```{MAIN_FILE}\n{CODE}```",
    "path in a heading": f"### `{MAIN_FILE}`\n\n```tsx\n{CODE}```",
    "path in a bold line": f"**File: {MAIN_FILE}**\n```tsx\n{CODE}```",
    "no path": f"```tsx\n{CODE}```",
    "no language": f"```\n{CODE}```",
    "no fences": CODE,
    "a fence only at the end": f"{CODE}```\n",
    "tildes": f"~~~tsx {MAIN_FILE}\n{CODE}~~~",
    "four backticks": f"````tsx {MAIN_FILE}\n{CODE}````",
    "an indented fence": f"  ```tsx {MAIN_FILE}\n{CODE}  ```",
    "CRLF": f"```tsx {MAIN_FILE}\n{CODE}```\n".replace("\n", "\r\n"),
    "a byte order mark": f"\ufeff```tsx {MAIN_FILE}\n{CODE}```",
    "a byte order mark without fences": f"\ufeff{CODE}",
    "no closing fence": f"```tsx {MAIN_FILE}\n{CODE}",
    "blank lines first": f"\n\n```tsx {MAIN_FILE}\n{CODE}```",
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_the_same_code_comes_out_of_every_dress(answer: str) -> None:
    assert read(answer) == ({MAIN_FILE: CODE}, [])


TRICKY = """\ufeffHere is the page:

```tsx
// src/App.tsx
const text = `a ${'`'} b`;
 `` not a fence
```js
nested();
```
   ~~~ neither
```
And a part of it.

**src/components/Card.tsx**
```tsx
export const Card = () => <code>```</code>;
\r
```
Install it:
```bash
npm install
```
```css src/index.css
@import "tailwindcss";""".replace("\n", "\r\n")


@pytest.mark.parametrize("answer", [TRICKY, *ANSWERS.values()])
def test_every_place_to_cut_gives_the_same(answer: str) -> None:
    whole = read(answer)
    assert read(*answer) == whole
    for cut in range(1, len(answer)):
        assert read(answer[:cut], answer[cut:]) == whole, answer[:cut]


FENCES = [
    "```",
    "```\n",
    "```tsx\n",
    "```tsx src/App.tsx\n",
    "```css\n",
    "```js nested\n",
    "````tsx\n",
    "````\n",
    "~~~\n",
]
INDENTED = ["  ```\n", "    ```\n", " ", "   "]
SIGNS = ["`", "``", "~", "\n", "\r", "\r\n", "\ufeff"]
LINES = [
    "Here is prose.\n",
    "no end",
    "**src/components/A.tsx**\n",
    "// src/components/B.tsx\n",
    *CODE.splitlines(True),
]
FRAGMENTS = [*FENCES, *INDENTED, *SIGNS, *LINES]


@pytest.mark.parametrize("seed", range(300))
def test_answers_thrown_together_come_out_the_same_however_they_are_cut(seed: int) -> None:
    chance = random.Random(seed)
    answer = "".join(chance.choices(FRAGMENTS, k=12))
    cuts = [0, *sorted(chance.sample(range(len(answer)), 4)), len(answer)]
    whole = read(answer)
    assert read(*answer) == whole
    assert read(*(answer[start:end] for start, end in pairwise(cuts))) == whole


@pytest.mark.parametrize("size", [2, 3, 5, 7, 16, 61, 500])
def test_every_size_of_chunk_gives_the_same(size: int) -> None:
    chunks = [ANSWER[i : i + size] for i in range(0, len(ANSWER), size)]
    files, said = read(*chunks)
    assert files[MAIN_FILE] == APP
    assert list(files) == [MAIN_FILE, "src/components/PlanCard.tsx"]
    assert said == []


def test_tricky_answer() -> None:
    files, said = read(TRICKY)
    assert list(files) == [MAIN_FILE, CARD, "src/index.css"]
    assert "```js\nnested();\n```\n" in files[MAIN_FILE]
    assert files[MAIN_FILE].endswith("   ~~~ neither\n")
    assert files["src/index.css"] == '@import "tailwindcss";'
    assert said == ["Here is the page:", "And a part of it.", "Install it:\n```bash\nnpm install\n```"]


def test_code_goes_out_before_its_line_ends() -> None:
    parser = AnswerParser()
    assert parser.feed("```tsx src/App.tsx\nexport def") == [FileStart(MAIN_FILE), Delta(MAIN_FILE, "export def")]
    assert parser.feed("ault") == [Delta(MAIN_FILE, "ault")]


def test_what_may_be_a_fence_is_held_back_until_it_is_none() -> None:
    parser = AnswerParser()
    parser.feed("```tsx src/App.tsx\n")
    assert parser.feed("``") == []
    assert parser.feed("x") == [Delta(MAIN_FILE, "``x")]


@pytest.mark.parametrize("end", ["```", "```\n", "```\r", "```\n\nDone."])
def test_it_says_which_file_is_still_open(end: str) -> None:
    parser = AnswerParser()
    parser.feed("Here:\n```tsx src/App.tsx\nexport")
    assert parser.open_path == MAIN_FILE
    parser.feed(" {};\n``")
    assert parser.open_path == MAIN_FILE
    parser.feed(end.removeprefix("``"))
    assert parser.open_path is None


def test_code_without_a_path_goes_where_it_is_said_to() -> None:
    for answer in (CODE, f"```tsx\n{CODE}```", f"```\n{CODE}```"):
        parser = AnswerParser(CARD)
        assert FileStart(CARD) in parser.feed(answer) + parser.finish()


def test_a_line_with_two_runs_of_backticks_is_no_fence() -> None:
    assert read("```tsx src/App.tsx\n``` and ```\n```") == ({MAIN_FILE: "``` and ```\n"}, [])


def test_several_files_keep_their_order_and_their_prose() -> None:
    files, said = read(f"One.\n```tsx src/App.tsx\n{CODE}```\nTwo.\n```tsx src/components/Card.tsx\n{CODE}```\nThree.")
    assert list(files) == [MAIN_FILE, CARD]
    assert said == ["One.", "Two.", "Three."]


def test_a_forgotten_closing_fence_ends_at_the_next_file() -> None:
    files, _ = read(f"```tsx src/App.tsx\n{CODE}```tsx src/components/Card.tsx\n{CODE}```")
    assert files == {MAIN_FILE: CODE, CARD: CODE}


def test_a_file_that_comes_twice_is_the_later_one() -> None:
    files, _ = read(f"```tsx src/App.tsx\nold\n```\n```tsx src/App.tsx\n{CODE}```")
    assert files == {MAIN_FILE: CODE}


def test_code_after_prose_without_fences() -> None:
    files, said = read(f'Here is it.\n\nimport {{ useState }} from "react";\n{CODE}')
    assert files == {MAIN_FILE: f'import {{ useState }} from "react";\n{CODE}'}
    assert said == ["Here is it."]


@pytest.mark.parametrize(
    "aside",
    [
        "```bash\nnpm install lucide-react\n```",
        '```json package.json\n{ "name": "page" }\n```',
        "```ts vite.config.ts\nexport default {};\n```",
        "```tsx src/main.tsx\ncreateRoot();\n```",
        "```\nsrc/\n  App.tsx\n```",
        "```tsx\n<Card />\n```",
    ],
)
def test_blocks_that_are_no_file_of_the_project_stay_prose(aside: str) -> None:
    files, said = read(f"```tsx src/App.tsx\n{CODE}```\n{aside}\n")
    assert files == {MAIN_FILE: CODE}
    assert said == [aside]


def test_a_tree_of_files_before_the_code_is_no_code() -> None:
    tree = "```\nsrc/\n├── App.tsx\n└── components/\n```"
    assert read(f"{tree}\n```tsx\n{CODE}```") == ({MAIN_FILE: CODE}, [tree])


def test_an_empty_block_begins_nothing() -> None:
    assert read(f"```tsx\n```\n```tsx\n{CODE}```") == ({MAIN_FILE: CODE}, [])


def test_an_answer_without_code_is_a_message() -> None:
    assert read("I can see a page,\nbut importing it is not possible.") == (
        {},
        ["I can see a page,\nbut importing it is not possible."],
    )


def test_an_answer_of_nothing() -> None:
    assert read("") == ({}, [])
