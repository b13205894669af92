"""What goes on after a cut: nothing lost, nothing twice, whatever the host says again."""

import pytest

from mockup2code.engines.kimi.joint import Joint

PATH = "src/App.tsx"
HEAD = "```tsx src/App.tsx\n"
CODE = """import { useState } from "react";

export default function App() {
  return <p className="text-lg">Hello</p>;
}
"""
CUT = CODE.index("t-lg")
BEFORE, REST = HEAD + CODE[:CUT], CODE[CUT:] + "```\n"


def joined(
    text: str,
    before: str = BEFORE,
    *,
    path: str | None = PATH,
    opening: str = CODE,
    partial: bool = False,
    size: int = 1,
) -> str:
    joint = Joint(before, partial=partial, path=path, opening=opening)
    chunks = [text[i : i + size] for i in range(0, len(text), size)]
    return "".join([joint.feed(chunk) for chunk in chunks]) + joint.finish()


AGAIN = {
    "nothing": "",
    "the line": '  return <p className="tex',
    "the line without its indent": '<p className="tex',
    "a line and a new line before": '\n  return <p className="tex',
    "all": BEFORE,
    "a fence": "```tsx\n",
    "a fence with the path": "```tsx src/App.tsx\n",
    "a sentence and a fence": "Going on from there:\n\n```tsx\n",
    "a fence and the line": '```tsx\n  return <p className="tex',
    "a bare fence and the line": '```\n  return <p className="tex',
    "a fence and the file": f"```tsx src/App.tsx\n{CODE[:CUT]}",
}


@pytest.mark.parametrize("size", [1, 7, 10_000])
@pytest.mark.parametrize("again", AGAIN.values(), ids=AGAIN)
def test_what_comes_twice_is_dropped(again: str, size: int) -> None:
    assert joined(again + REST, size=size) == REST


def test_the_first_characters_do_not_wait_for_the_end() -> None:
    assert Joint(BEFORE, partial=True, path=PATH, opening=CODE).feed("t-lg") == "t-lg"


STARS = "      <Star className='size-4' />\n"


@pytest.mark.parametrize("came", range(1, 6))
def test_lines_that_recur_are_none_said_twice(came: int) -> None:
    rest = STARS * (6 - came) + "    </p>\n"
    assert joined(rest, HEAD + CODE + STARS * came) == rest


def test_a_host_that_is_known_not_to_repeat_itself_is_believed() -> None:
    row = "        <td>nothing</td>\n"
    assert joined(f"{row}      </tr>\n", f"{HEAD}{CODE}{row}", partial=True) == f"{row}      </tr>\n"


def test_a_file_written_anew_begins_anew() -> None:
    other = CODE.replace("Hello", "Good day").replace("App()", "Page()")
    assert joined(f"```tsx\n{other}```\n") == f"\n```tsx {PATH}\n{other}```\n"


def test_the_next_file_begins_on_its_own_line() -> None:
    assert joined("```tsx src/Card.tsx\nx") == "\n```tsx src/Card.tsx\nx"


@pytest.mark.parametrize("rest", ["```\n\n```tsx src/Card.tsx\nx", "\n```\n", "```\n\nThat is all.", "}\n```\n"])
def test_the_end_of_a_block_is_no_new_one(rest: str) -> None:
    assert joined(rest, HEAD + CODE) == rest


@pytest.mark.parametrize("again", ["```tsx src/App.tsx\n", "```tsx\n"])
def test_a_first_line_that_broke_off_is_taken_up(again: str) -> None:
    text = joined(again + CODE, "```tsx src/App.tsx", path=None, opening="")
    assert text in {f"\n{CODE}", f"\n{again}{CODE}"}
