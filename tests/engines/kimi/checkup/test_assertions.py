"""What a saved check asserts is found in the answer, or what is there instead is told."""

import pytest

from mockup2code.engines.kimi.checkup.answer import Answer, ToolCall
from mockup2code.engines.kimi.checkup.assertions import Assertion, Kind, judge
from mockup2code.engines.kimi.checkup.exchange import Exchange

ANSWER = Answer(
    text='{"colour": "blue", "hex": ["#2353e0"], "share": 0.5, "dark": false}',
    tool_calls=[ToolCall("report_colour", '{"colour": "blue"}')],
    finish_reason="stop",
    usage={"prompt_tokens": 12},
)
SEEN = Exchange("POST", "http://127.0.0.1/v1/chat/completions", {}, {}, status=200, answer=ANSWER)


@pytest.mark.parametrize(
    ("kind", "path", "right", "wrong"),
    [
        (Kind.STATUS, "", "200", "404"),
        (Kind.CONTAINS, "", '"blue"', "green"),
        (Kind.FINISH_REASON, "", "stop", "length"),
        (Kind.PATH, "json.colour", "blue", "green"),
        (Kind.PATH, "json.hex.0", "#2353e0", "#000000"),
        (Kind.PATH, "json.hex", '["#2353e0"]', "[]"),
        (Kind.PATH, "json.share", "0.5", "1"),
        (Kind.PATH, "json.dark", "false", "true"),
        (Kind.PATH, "tool_calls.0.arguments.colour", "blue", "green"),
        (Kind.PATH, "usage.prompt_tokens", "12", "twelve"),
    ],
)
def test_an_assertion_holds_or_tells_what_is_there(kind: Kind, path: str, right: str, wrong: str) -> None:
    assert judge(SEEN, Assertion(kind, right, path)).holds
    finding = judge(SEEN, Assertion(kind, wrong, path))
    assert not finding.holds
    assert right.strip('"') in finding.found


@pytest.mark.parametrize("path", ["json.nothing", "json.hex.7", "json.hex.first", "text.0", "tool_calls.-1", "body.id"])
def test_what_is_not_there_equals_nothing(path: str) -> None:
    for expected in ("null", "", "0"):
        finding = judge(SEEN, Assertion(Kind.PATH, expected, path))
        assert (finding.holds, finding.found) == (False, "nothing there")
