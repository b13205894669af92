"""What is turned away before Django sees it."""

import contextlib
import http.client
from email.message import Message

import pytest
from django.test import Client

from tests.servers import App


def ask(app: App, method: str, path: str, headers: dict[str, str]) -> tuple[int, Message, bytes]:
    with contextlib.closing(http.client.HTTPConnection(app.url.removeprefix("http://"), timeout=10)) as connection:
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        return response.status, response.headers, response.read()


def test_a_body_over_the_limit_is_refused_by_its_length(live_app: App) -> None:
    status, _, body = ask(live_app, "POST", "/projects/", {"Content-Length": "900000000"})
    assert status == 413
    assert b"larger than 20 MB" in body


def test_a_body_without_a_length_is_refused(live_app: App) -> None:
    assert ask(live_app, "POST", "/projects/", {"Transfer-Encoding": "chunked"})[0] == 411


@pytest.mark.django_db
def test_a_form_from_another_site_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    refused = client.post("/accounts/login/", {"login": "a@example.com", "password": "x"})
    assert refused.status_code == 403


def test_an_unknown_host_is_refused(live_app: App) -> None:
    assert ask(live_app, "GET", "/accounts/login/", {"Host": "evil.example"})[0] == 400


def test_pages_carry_a_policy_that_lets_only_this_server_speak(live_app: App) -> None:
    _, headers, _ = ask(live_app, "GET", "/accounts/login/", {})
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
