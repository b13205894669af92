"""The frame's page: for everybody, with headers that let nothing out."""

import pytest
from django.test import Client
from django.urls import reverse

from mockup2code.previews import document


@pytest.fixture
def headers() -> dict[str, str]:
    response = Client().get(reverse("previews:frame"))
    assert response.status_code == 200
    return dict(response.headers)


@pytest.fixture
def policy(headers: dict[str, str]) -> dict[str, str]:
    directives = (directive.partition(" ") for directive in headers["Content-Security-Policy"].split("; "))
    return {name: value for name, _, value in directives}


def test_needs_no_login_and_sets_no_cookie() -> None:
    response = Client().get("/preview/")
    assert response.status_code == 200
    assert response.cookies == {}


def test_browsers_keep_the_page_under_the_address_of_its_edition_only() -> None:
    assert "immutable" in Client().get(document.address())["Cache-Control"]
    for other in ("/preview/", "/preview/?0"):
        assert Client().get(other)["Cache-Control"] == "no-cache"


def test_holds_the_scripts_and_nothing_else() -> None:
    page = Client().get("/preview/").content.decode()
    assert 'src="/static/preview.js" crossorigin' in page
    assert page.count("<script") == 1


def test_may_be_framed_by_this_server_only(headers: dict[str, str], policy: dict[str, str]) -> None:
    assert "X-Frame-Options" not in headers
    assert policy["frame-ancestors"] == "'self'"


def test_is_sandboxed_even_when_opened_by_itself(policy: dict[str, str]) -> None:
    assert policy["sandbox"].split() == ["allow-scripts", "allow-forms"]


@pytest.mark.parametrize(
    "directive", ["default-src", "connect-src", "frame-src", "worker-src", "form-action", "base-uri"]
)
def test_closes_every_way_out(policy: dict[str, str], directive: str) -> None:
    assert policy[directive] == "'none'"


def test_takes_pictures_only_as_data(policy: dict[str, str]) -> None:
    assert policy["img-src"].split() == ["data:", "blob:"]


def test_asks_for_no_feature_and_tells_nobody_where_it_came_from(headers: dict[str, str]) -> None:
    assert all(feature.endswith("=()") for feature in headers["Permissions-Policy"].split(", "))
    assert headers["Referrer-Policy"] == "no-referrer"


def test_only_reads(client: Client) -> None:
    assert client.post("/preview/").status_code == 405
