"""Errors that a person can do something about."""

import io
import os
import resource
import uuid
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from PIL import Image

from tests.servers import running_app
from tests.visitor import Visitor

ROOM = 4_000_000
"""The largest file, in bytes, that the product may write in the test of a full disk."""


def noise(kind: str) -> bytes:
    """As a PNG more than the disk has room for; as a JPEG less, until it is stored as pixels."""
    output = io.BytesIO()
    Image.frombytes("RGB", (1300, 1300), os.urandom(1300 * 1300 * 3)).save(output, kind)
    return output.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_full_disk_is_a_sentence_and_costs_nothing_that_was_stored(tmp_path: Path, png: bytes, kind: str) -> None:
    with running_app(tmp_path) as app:
        visitor = Visitor(app.url)
        kept = visitor.upload(png)
        resource.prlimit(app.process.pid, resource.RLIMIT_FSIZE, (ROOM, ROOM))
        refused = visitor.post("/projects/", {}, picture=(f"noise.{kind.lower()}", noise(kind)))
        assert refused.status_code == 507
        assert "disk is full" in refused.json()["error"]["sentence"]
        assert visitor.get(f"/mockups/{kept}/picture/").status_code == 200
        assert visitor.upload(png)


@pytest.mark.django_db
def test_scripts_get_sentences_and_people_get_pages(sign_up: object) -> None:
    ada = sign_up("ada@example.com")
    address = f"/projects/{uuid.uuid4()}/"
    assert "not here" in ada.get(address, headers={"Accept": "application/json"}).json()["error"]["sentence"]
    page = ada.get(address)
    assert page.status_code == 404
    assert b"There is nothing at this address" in page.content


@pytest.mark.django_db
def test_too_many_tries_get_a_page(client: Client) -> None:
    cache.clear()
    for _ in range(20):
        assert client.post("/accounts/signup/", {"email": "nonsense"}).status_code == 200
    refused = client.post("/accounts/signup/", {"email": "nonsense"})
    assert refused.status_code == 429
    assert b"too often" in refused.content
