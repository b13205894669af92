"""Health addresses, figures and log lines of a running server."""

import json
import urllib.error
import urllib.request

import pytest

from mockup2code.operating import probes
from tests.operating.conftest import TOKEN
from tests.servers import App, free_port


def ask(app: App, path: str, **headers: str) -> tuple[int, str, dict[str, str]]:
    """The answer to a probe, which knows the address only and not the server's name."""
    request = urllib.request.Request(app.url + path, headers={"Host": "10.1.2.3", **headers})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.read().decode(), dict(answer.headers)
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(), dict(error.headers)


def test_a_server_that_works_is_alive_and_ready(watched):
    assert ask(watched, "/healthz")[0] == 200
    status, body, headers = ask(watched, "/readyz")
    assert (status, json.loads(body)) == (200, {"ready": True, "database": "ok", "files": "ok", "redis": "ok"})
    assert headers["cache-control"] == "no-store"


@pytest.mark.django_db
def test_a_part_that_does_not_answer_is_named_without_its_address(settings, tmp_path, data_dir):
    (tmp_path / "files").write_text("no folder")
    settings.ENV = settings.ENV.model_copy(update={"redis_url": f"redis://127.0.0.1:{free_port()}/0"})
    assert probes.readiness() == {"database": "ok", "files": "FileExistsError", "redis": "ConnectionError"}


def test_figures_are_for_the_token_only(watched):
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"}):
        assert ask(watched, "/metrics", **headers)[0] in {400, 404}
    ask(watched, "/accounts/login/", Host="localhost")
    status, body, _ = ask(watched, "/metrics", Authorization=f"Bearer {TOKEN}")
    assert status == 200
    assert 'mockup2code_requests_total{method="GET",status="200",view="account_login"}' in body
    assert "mockup2code_queue_seconds 0.0" in body


def test_without_a_token_there_are_no_figures(live_app):
    assert ask(live_app, "/metrics", Host="localhost", Authorization="Bearer ")[0] == 404


def test_a_request_has_an_id_and_a_line_that_carries_it(watched):
    _, _, headers = ask(watched, "/accounts/login/?secret=abc", Host="localhost")
    lines = [json.loads(line) for line in (watched.data_dir / "serve.log").read_text().splitlines() if line[:1] == "{"]
    line = next(line for line in lines if line.get("request") == headers["x-request-id"])
    assert (line["event"], line["view"], line["status"]) == ("request", "account_login", 200)
    assert "abc" not in json.dumps(lines)
