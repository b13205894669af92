"""A check that takes long holds up nobody, sends each line at once, and hangs up when its reader leaves."""

import json
from collections.abc import Iterator

import pytest
import requests

from tests.kimi_server import RunningServer
from tests.servers import App
from tests.visitor import Visitor


@pytest.fixture
def check(live_app: App, kimi: RunningServer) -> Iterator[tuple[Visitor, requests.Response]]:
    """A lead, and the answer to a check whose model begins to answer and then falls silent."""
    visitor = Visitor(live_app.url)
    page = visitor.get("/connection/")
    form = {"provider": "compatible", "base_url": kimi.base_url, "key": "sk-scenario:stall", "model": "kimi-k2.6"}
    headers = {"X-CSRFToken": visitor.http.cookies["csrftoken"], "Referer": live_app.url}
    with visitor.http.post(f"{page.url}check/", data=form, headers=headers, stream=True, timeout=20) as answer:
        assert answer.status_code == 200
        yield visitor, answer


def test_lines_come_while_the_check_goes_on_and_nobody_waits_for_it(
    check: tuple[Visitor, requests.Response], kimi: RunningServer
) -> None:
    visitor, answer = check
    lines = answer.iter_lines(chunk_size=1)
    shown = [json.loads(next(lines))["id"] for _ in range(5)]
    assert shown == ["step-reaches", "step-key", "step-model", "step-pictures", "step-video"]
    assert kimi.app.streaming.wait(20)
    assert not kimi.chats[-1].ended.is_set()
    assert visitor.get("/").status_code == 200


def test_a_reader_who_leaves_ends_the_request(check: tuple[Visitor, requests.Response], kimi: RunningServer) -> None:
    _, answer = check
    assert kimi.app.streaming.wait(20)
    answer.close()
    assert kimi.chats[-1].ended.wait(20)
    assert kimi.chats[-1].hung_up
