"""How near a page is to its mockup, by what a browser reports of the page."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mockup2code.projects import actions
from mockup2code.projects.models import Mockup, Version
from mockup2code.vision.measurement import Box, Control, ControlKind, Measurement, PictureKind

EMPTY = {"page": {"width": 640, "height": 400, "background": "#fff"}, "texts": [], "boxes": [], "images": []}
TITLE = {
    "text": "Sign in",
    "box": [40, 44, 105, 30],
    "color": "rgb(17, 24, 39)",
    "size": 32,
    "weight": 400,
    "tag": "h1",
}
BUTTON = {"kind": "button", "box": [40, 180, 141, 45], "value": ""}


@pytest.fixture
def ada(sign_up: Callable[[str], Client], data_dir: Path) -> Client:
    return sign_up("ada@example.com")


@pytest.fixture
def version(ada: Client, png: bytes) -> Version:
    ada.post("/projects/", {"picture": SimpleUploadedFile("form.png", png)})
    return actions.add_version(mockup=Mockup.objects.get(), user=None, files={"src/App.tsx": ""}, assets={})


def report(client: Client, address: str, **seen: object) -> object:
    body = json.dumps({**EMPTY, "controls": [], **seen})
    return client.post(address, body, content_type="application/json")


def test_a_page_that_shows_more_of_the_mockup_is_nearer(ada: Client, version: Version) -> None:
    address = f"/mockups/{version.mockup_id}/fidelity/"
    nothing = report(ada, address).json()
    something = report(ada, address, texts=[TITLE], controls=[BUTTON]).json()
    assert nothing["score"] < something["score"] < 100
    assert something["figures"]["words"] > nothing["figures"]["words"]


def test_what_is_missing_is_told_with_its_place_on_the_mockup(ada: Client, version: Version) -> None:
    regions = report(ada, f"/mockups/{version.mockup_id}/fidelity/", texts=[TITLE]).json()["regions"]
    missing = [r for r in regions if r["difference"] == "missing" and r["subject"] == "text"]
    assert any("Continue" in r["detail"] for r in missing)
    assert all(len(r["expected"]) == 4 and r["found"] is None for r in missing)


def test_a_version_keeps_its_figure(ada: Client, version: Version) -> None:
    answer = report(ada, f"/versions/{version.pk}/fidelity/", texts=[TITLE]).json()
    version.refresh_from_db()
    assert round(version.fidelity, 1) == answer["score"]
    assert "/ 100" in ada.get(f"/projects/{version.project_id}/history/").content.decode()


def test_the_mockup_is_measured_once(ada: Client, version: Version) -> None:
    report(ada, f"/mockups/{version.mockup_id}/fidelity/")
    assert Mockup.objects.get().measurement["width"] == 640


def test_the_page_of_a_drawing_is_looked_at_in_a_usual_window(ada: Client, version: Version) -> None:
    sizes = []
    for kind in ("screen", "sketch"):
        Mockup.objects.update(measurement={"width": 320, "height": 200, "kind": kind})
        sizes.append(ada.get(f"/versions/{version.pk}/").json()["page"])
    assert sizes == [
        {"width": 320, "height": 200, "scale": 1},
        {"width": 1280, "height": 800, "scale": 4},
    ]


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '{"page": 1}', "x" * 2_000_001, "x" * 5_000_000])
def test_a_report_that_cannot_be_read_gives_no_figure(ada: Client, version: Version, body: str) -> None:
    answer = ada.post(f"/mockups/{version.mockup_id}/fidelity/", body, content_type="application/json")
    assert answer.status_code == 422
    assert "no figure" in answer.json()["error"]["sentence"]
    version.refresh_from_db()
    assert version.fidelity is None


def test_what_was_measured_can_be_asked_for(ada: Client, version: Version) -> None:
    found = ada.get(f"/mockups/{version.mockup_id}/measurement/").json()
    assert "Continue" in [text["text"] for text in found["texts"]]


def test_what_was_measured_on_a_slanted_drawing_lies_on_the_picture(ada: Client, version: Version) -> None:
    field = Control(ControlKind.INPUT, Box(40, 60, 100, 30))
    turned = (0.0, -1.0, 200.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0)
    drawn = Measurement(640, 400, 1, PictureKind.SKETCH, "#ffffff", controls=(field,), slant=turned)
    Mockup.objects.update(measurement=drawn.to_json())
    (shown,) = ada.get(f"/mockups/{version.mockup_id}/measurement/").json()["controls"]
    assert shown["box"] == {"x": 110, "y": 40, "width": 30, "height": 100}
    (missing,) = report(ada, f"/mockups/{version.mockup_id}/fidelity/").json()["regions"]
    assert missing["expected"] == [110, 40, 30, 100]
