"""What `convert_all` leaves on the disk and says, with a small engine of the test's own."""

import asyncio
import io
import json
import os
import resource
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from PIL import Image

from mockup2code.convert import Way, convert_all, folder_names
from mockup2code.engines.base import Asset, Delta, EngineError, ErrorCode, Event, FileStart, Stage, StageName
from mockup2code.engines.job import Job
from mockup2code.vision.ingest import Limits


class OneHeading:
    """Writes a heading with the picture's size; refuses pictures named so."""

    name = "one-heading"

    def __init__(self, asset_bytes: int = 10) -> None:
        self.asset = b"x" * asset_bytes
        self.running = 0
        self.most_running = 0

    async def generate(self, job: Job) -> AsyncGenerator[Event]:
        self.running += 1
        self.most_running = max(self.most_running, self.running)
        try:
            yield Stage(StageName.WRITING)
            await self.pause()
            if job.picture.name.startswith("empty"):
                raise EngineError(ErrorCode.NOTHING_FOUND, "There is nothing to see on the picture.")
            if job.picture.name.startswith("fault"):
                raise ZeroDivisionError("no\nway")
            if job.picture.name.startswith("outside"):
                yield FileStart("../evil.tsx")
            yield FileStart("src/App.tsx")
            yield Delta("src/App.tsx", "export default () => ")
            yield Delta("src/App.tsx", f"<h1>{job.picture.width}</h1>;")
            yield Asset("src/assets/logo.png", self.asset, 1, 1)
        finally:
            self.running -= 1

    async def pause(self) -> None:
        await asyncio.sleep(0)


class InPairs(OneHeading):
    """Goes on only when two pictures are under way."""

    def __init__(self) -> None:
        super().__init__()
        self.both = asyncio.Barrier(2)

    async def pause(self) -> None:
        async with asyncio.timeout(20):
            await self.both.wait()


def picture(path: Path, width: int = 8) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    output = io.BytesIO()
    Image.new("RGB", (width, 8)).save(output, "PNG")
    path.write_bytes(output.getvalue())
    return path


def convert(images: list[Path], out: Path, engine: OneHeading | None = None) -> int:
    return convert_all(images, out, Way(engine or OneHeading(), Limits()))


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def app(folder: Path) -> str:
    return (folder / "src" / "App.tsx").read_text()


def test_each_picture_becomes_a_project(tmp_path, capsys):
    images = [picture(tmp_path / "home.png", 20), picture(tmp_path / "prices.png", 30)]
    assert convert(images, tmp_path / "out" / "deep") == 0
    home, prices = tmp_path / "out" / "deep" / "home", tmp_path / "out" / "deep" / "prices"
    assert app(home) == "export default () => <h1>20</h1>;"
    assert app(prices) == "export default () => <h1>30</h1>;"
    assert (home / "src" / "assets" / "logo.png").read_bytes() == b"x" * 10
    assert json.loads((home / "package.json").read_text())["name"] == "home"
    assert (home / ".gitignore").exists()
    assert names_in(home.parent) == ["home", "prices"]
    said = capsys.readouterr()
    assert sorted(said.out.splitlines()) == [str(home), str(prices)]
    assert said.err == ""


def test_the_failed_are_told_in_one_line_each_and_the_others_are_written(tmp_path, capsys):
    (tmp_path / "note.png").write_text("not a picture")
    names = ["home", "missing", "note", "empty", "fault", "outside"]
    for name in ("home", "empty", "fault", "outside"):
        picture(tmp_path / f"{name}.png")
    assert convert([*(tmp_path / f"{name}.png" for name in names), tmp_path], tmp_path / "out") == 6
    assert names_in(tmp_path / "out") == ["home"]
    assert not (tmp_path / "evil.tsx").exists()
    lines = {Path(line.partition(": ")[0]).name: line for line in capsys.readouterr().err.splitlines()}
    assert len(lines) == 6
    assert "no such file" in lines["missing.png"]
    assert "not a picture" in lines["note.png"]
    assert "nothing to see" in lines["empty.png"]
    assert "a fault of the program: ZeroDivisionError" in lines["fault.png"]
    assert "cannot be part of a project" in lines["outside.png"]
    assert "a folder" in lines[tmp_path.name]


def test_two_are_converted_at_once_and_not_more(tmp_path):
    engine = InPairs()
    assert convert([picture(tmp_path / f"{number}.png") for number in range(6)], tmp_path / "out", engine) == 0
    assert engine.most_running == 2
    assert engine.running == 0


def test_a_name_that_is_not_unicode(tmp_path, capsys):
    assert (
        convert([picture(tmp_path / os.fsdecode(b"caf\xe9.png")), tmp_path / os.fsdecode(b"\xe9.png")], tmp_path) == 1
    )
    assert (tmp_path / os.fsdecode(b"caf\xe9") / "package.json").exists()
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == len(said.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("images", "names"),
    [
        (["a/home.png", "b/home.jpg", "c/Home.webp"], ["home", "home-2", "Home-3"]),
        (["home.png", "home.jpg", "home-2.png"], ["home", "home-2", "home-2-2"]),
        (["...png", "v1.2.png", " x .png"], ["picture", "v1.2", "x"]),
    ],
)
def test_names_that_meet_get_a_number(images, names):
    assert folder_names([Path(image) for image in images]) == names


def test_a_project_made_here_is_replaced_as_a_whole(tmp_path):
    out = tmp_path / "out"
    convert([picture(tmp_path / "home.png", 20)], out)
    (out / "home" / "left-over.txt").write_text("of before")
    assert convert([picture(tmp_path / "home.png", 30)], out) == 0
    assert "<h1>30</h1>" in app(out / "home")
    assert not (out / "home" / "left-over.txt").exists()
    assert names_in(out) == ["home"]


@pytest.mark.parametrize("package", [None, "{}", "[]", "{", '{"description": "My shop"}'])
def test_a_folder_of_somebody_else_is_left_as_it_is(tmp_path, capsys, package):
    theirs = tmp_path / "out" / "home"
    theirs.mkdir(parents=True)
    (theirs / "work.txt").write_text("weeks of it")
    if package is not None:
        (theirs / "package.json").write_text(package)
    before = names_in(theirs)
    assert convert([picture(tmp_path / "home.png")], tmp_path / "out") == 1
    assert names_in(theirs) == before
    assert "was left as it is" in capsys.readouterr().err


def test_a_file_in_the_place_of_the_folder_is_left_as_it_is(tmp_path, capsys):
    (tmp_path / "home").write_text("mine")
    assert convert([picture(tmp_path / "home.png")], tmp_path) == 1
    assert (tmp_path / "home").read_text() == "mine"
    assert "was left as it is" in capsys.readouterr().err


def test_a_place_that_cannot_be_written(tmp_path, capsys):
    (tmp_path / "file").touch()
    assert convert([picture(tmp_path / "home.png")], tmp_path / "file" / "out") == 1
    assert "cannot be written" in capsys.readouterr().err


def test_a_full_disk_leaves_nothing_half_written(tmp_path, capsys):
    image = picture(tmp_path / "home.png", 20)
    out = tmp_path / "out"
    convert([image], out)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, before[1]))
    try:
        failed = convert([picture(image, 30)], out, OneHeading(asset_bytes=1_000_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert failed == 1
    assert "The disk is full" in capsys.readouterr().err
    assert "<h1>20</h1>" in app(out / "home")
    assert names_in(out) == ["home"]
