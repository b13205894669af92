"""What the tests of the engine share: a stand-in for Kimi and a small mockup that is measured already."""

import io
from collections.abc import Callable, Iterator

import pytest
from PIL import Image, ImageDraw

from mockup2code.engines.job import Job
from mockup2code.engines.kimi import KimiSettings
from mockup2code.vision.measurement import Box, Measurement, PictureKind, TextLine
from mockup2code.vision.measurement import Image as MeasuredImage
from mockup2code.vision.picture import Picture
from tests.kimi_server import KEY, RunningServer, running_server


@pytest.fixture(scope="session")
def stand_in() -> Iterator[RunningServer]:
    with running_server() as server:
        yield server


@pytest.fixture
def kimi(stand_in: RunningServer) -> RunningServer:
    stand_in.app.forget()
    return stand_in


@pytest.fixture
def picture() -> Picture:
    image = Image.new("RGB", (640, 400), "#ffffff")
    draw = ImageDraw.Draw(image)
    draw.text((40, 40), "Sign in", fill="#111827", font_size=32)
    draw.rectangle((400, 40, 600, 200), fill="#2353e0")
    output = io.BytesIO()
    image.save(output, "PNG")
    return Picture("sign-in.png", output.getvalue(), 640, 400)


@pytest.fixture
def job(picture: Picture) -> Job:
    measurement = Measurement(
        width=640,
        height=400,
        scale=1.0,
        kind=PictureKind.SCREEN,
        background="#ffffff",
        texts=(TextLine("Sign in", Box(40, 42, 110, 28), "#111827", 32, 700, 0.98),),
        images=(MeasuredImage(Box(400, 40, 200, 160), icon=False), MeasuredImage(Box(8, 8, 16, 16), icon=True)),
        palette=("#2353e0", "#111827"),
    )
    return Job.of(picture, note="Blue, please.", measurement=measurement, project_key="project-7")


@pytest.fixture
def connected(kimi: RunningServer) -> Callable[..., KimiSettings]:
    """Settings for the stand-in, which plays the scenario of that name; waits are short
    where they are waited out."""

    def make(scenario: str = "good", model: str | None = None, **more: object) -> KimiSettings:
        patience = 1.5 if scenario in {"stall", "silent"} else 30
        short = {"backoff_seconds": 0.02, "stall_seconds": patience, "answer_seconds": patience, **more}
        return KimiSettings(
            api_key=str(short.pop("api_key", KEY)),
            base_url=str(short.pop("base_url", kimi.base_url)),
            model=model or f"scenario:{scenario}",
            **short,  # type: ignore[arg-type]
        )

    return make
