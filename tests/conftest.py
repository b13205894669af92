"""What tests share: people, pictures, and a running product."""

import asyncio
import io
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from django.core.cache import cache
from django.db import connection, connections
from django.test import Client
from PIL import Image, ImageDraw

from mockup2code.generations import doorbell
from mockup2code.generations.database import close_readers
from tests.servers import App, free_port, running_app

TESTS = Path(__file__).parent
LONG = [TESTS / name for name in ("test_postgresql.py", "test_product.py", "e2e", "evaluate", "exports")]
"""What takes minutes, the longest first."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long comes first, so that the workers end together."""
    items.sort(key=lambda item: next((n for n, path in enumerate(LONG) if item.path.is_relative_to(path)), len(LONG)))


@pytest.fixture(scope="session", autouse=True)
def _empty_story() -> Iterator[None]:
    """Lets Django empty the tables of SQLite after a test that commits: the story refuses to be emptied.

    PostgreSQL truncates them, which triggers for rows do not see.
    """
    if connection.vendor != "sqlite":
        yield
        return
    flush = connection.ops.sql_flush

    def closing_first(style: object, tables: list[str], **named: bool) -> list[str]:
        close = "INSERT OR IGNORE INTO story_closedstory SELECT DISTINCT team FROM story_entry"
        statements = flush(style, tables, **named)
        return [close, "DELETE FROM story_entry", *statements] if "story_entry" in tables else statements

    connection.ops.sql_flush = closing_first  # type: ignore[method-assign]  # for tests alone
    yield
    connection.ops.sql_flush = flush  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def live_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The product in a process of its own, as `make run` starts it, with the draft engine."""
    with running_app(tmp_path_factory.mktemp("product")) as app:
        yield app


@pytest.fixture
def port(transactional_db: None) -> Iterator[int]:
    """The application on a port of its own, in a thread."""
    chosen = free_port()
    config = uvicorn.Config("mockup2code.asgi:application", port=chosen, lifespan="off", log_level="error")
    server = uvicorn.Server(config)

    async def serve() -> None:
        doorbell.ring_from(asyncio.get_running_loop())
        await server.serve()
        await close_readers()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    while not server.started:
        assert thread.is_alive()
    yield chosen
    server.should_exit = True
    thread.join(10)
    connections.close_all()


@pytest.fixture(scope="session")
def png() -> bytes:
    """A small drawn form: a title, a field and a button."""
    image = Image.new("RGB", (640, 400), "#ffffff")
    draw = ImageDraw.Draw(image)
    draw.text((40, 40), "Sign in", fill="#111827", font_size=32)
    draw.rectangle((40, 120, 400, 160), outline="#9ca3af")
    draw.text((52, 130), "Email", fill="#6b7280", font_size=16)
    draw.rectangle((40, 180, 180, 224), fill="#2353e0")
    draw.text((72, 192), "Continue", fill="#ffffff", font_size=16)
    output = io.BytesIO()
    image.save(output, "PNG")
    return output.getvalue()


@pytest.fixture
def data_dir(tmp_path: Path, settings: object) -> Path:
    """A data folder for this test alone, where its files are stored."""
    storages = dict(settings.STORAGES)  # type: ignore[attr-defined]
    storages["default"] = {**storages["default"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = storages  # type: ignore[attr-defined]
    return tmp_path


@pytest.fixture
def sign_up(db: None) -> Callable[[str], Client]:
    """Makes a person through the real form, and gives a browser that is signed in."""
    cache.clear()  # sign-ups are limited by address, and all tests come from one

    def make(email: str) -> Client:
        client = Client()
        answer = client.post("/accounts/signup/", {"email": email, "password1": "correct horse battery"})
        assert answer.status_code == 302, answer.content.decode()
        return client

    return make
