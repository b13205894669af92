"""Browsers are called by names that people know."""

import pytest

from mockup2code.teams.templatetags.browsers import browser_name

KHTML = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (f"Mozilla/5.0 (X11; Linux x86_64) {KHTML} Chrome/140.0.0.0 Safari/537.36", "Chrome on Linux"),
        (f"Mozilla/5.0 (Windows NT 10.0) {KHTML} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge on Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:143.0) Gecko/20100101 Firefox/143.0", "Firefox on macOS"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
            " Version/18.0 Mobile/15E148 Safari/604.1",
            "Safari on an iPhone",
        ),
        (f"Mozilla/5.0 (Linux; Android 15) {KHTML} Chrome/140.0.0.0 Mobile Safari/537.36", "Chrome on Android"),
        ("curl/8.9.1", "curl/8.9.1"),
        ("", "An unnamed browser"),
        ("x" * 500, "x" * 80),
    ],
)
def test_a_browser_is_named(agent: str, name: str) -> None:
    assert browser_name(agent) == name
