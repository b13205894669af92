"""What is wrong with code is found, and right code is left alone."""

import pytest

from mockup2code.engines.base import MAIN_FILE
from mockup2code.engines.kimi.check import problems
from tests.kimi_server.scenarios import APP

CARD = "src/components/Card.tsx"
RIGHT = {
    "the usual": 'import { useState } from "react";\nexport default function App() { return <p>Hi</p>; }',
    "a name": "const App = () => <p>Terms & Conditions &amp; more</p>;\nexport default App;",
    "a wrapped component": 'import { memo } from "react";\nexport default memo(function App() { return null; });',
    "another file's": 'export { default } from "./components/Card";',
    "a renamed one": "function Page() { return <></>; }\nexport { Page as default };",
    "types": "type A = { x: 1 } & { y?: 2 };\nconst a = { x: 1 } satisfies A;\nexport default () => <p>{a?.x}</p>;",
    "a generic": "const id = <T,>(x: T) => x;\nexport default function App() { return <b>{id(1)}</b>; }",
    "an asset": 'import hero from "./assets/hero.png";\nexport default () => <img src={hero} alt="A & B" />;',
    "a theme": 'import "./index.css";\nexport default () => <p>a</p>;',
    "JSX brought in": 'import type { JSX } from "react";\nexport default function App(): JSX.Element { return <p />; }',
    "React brought in": 'import * as React from "react";\nexport default () => <React.Fragment>a</React.Fragment>;',
}


@pytest.mark.parametrize("code", RIGHT.values(), ids=RIGHT)
def test_right_code(code: str) -> None:
    files = {MAIN_FILE: code, CARD: "export default function Card() { return <p />; }"}
    assert problems(files, ["src/assets/hero.png"]) == []


WRONG = {
    "export default function App() { return <p>Hi</p>;": "line 1",
    "export default function App() { return <p>Hi</b>; }": "<p> is closed by </b>",
    "export default function App() { return <p>Hi; }": "cannot be parsed",
    "const a = (1 + 2;\nexport default () => null;": "a ) is missing",
    'import x from "lodash";\nexport default () => null;': '"lodash" may not be imported',
    'import { Button } from "@/components/ui/button";\nexport default () => null;': "may not be imported",
    'import Nav from "./components/Nav";\nexport default () => null;': "no file src/components/Nav",
    'import hero from "./assets/gone.png";\nexport default () => null;': "no file src/assets/gone.png",
    'import { Card } from "./components/Card";\nexport default () => null;': "does not export Card",
    "export default function App(): JSX.Element { return <p />; }": "JSX is used but not imported",
    "export default function App() { React.useEffect(() => {}); return <p />; }": "React is used but not imported",
    "export function App() { return <p />; }": "no component as its default export",
    "export default { title: 1 };": "no component as its default export",
    "export default Page;": "no component as its default export",
}


@pytest.mark.parametrize("code", WRONG)
def test_wrong_code(code: str) -> None:
    (problem,) = problems({MAIN_FILE: code, CARD: "export default function Card() { return <p />; }"}, [])
    assert WRONG[code] in str(problem)
    assert str(problem).startswith(MAIN_FILE)


@pytest.mark.parametrize("cut", range(40, len(APP) - 40, 97))
def test_truncated_code_never_passes(cut: int) -> None:
    assert any(problem.path == MAIN_FILE for problem in problems({MAIN_FILE: APP[:cut]}, []))
