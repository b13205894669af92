"""Turns picture files into project folders from the command line, two at a time."""

import asyncio
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mockup2code.engines.base import Engine, EngineError, Message, Result, Stage
from mockup2code.engines.job import Job
from mockup2code.exports.folder import FolderError, write_folder
from mockup2code.exports.project import ProjectError, project_files
from mockup2code.vision.ingest import Limits, PictureError, ingest
from mockup2code.vision.measurement import PictureKind
from mockup2code.vision.picture import Picture

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

AT_ONCE = 2
_CLEAR_LINE = "\r\033[K"

Show = Callable[[str], None]


class UnreadableError(Exception):
    """A picture file that cannot be opened; the message is a sentence for the person."""


@dataclass(frozen=True, slots=True)
class Way:
    """How pictures are converted; `kind` is what all of them show, where that is said."""

    engine: Engine
    limits: Limits
    kind: PictureKind | None = None


def convert_all(images: Sequence[Path], out: Path, way: Way) -> int:
    """Writes a project for each image and prints its folder.

    Lines on stderr tell why one failed, and what the engine says of a picture. Answers how many failed.
    """
    return asyncio.run(_convert_all(images, [out / name for name in folder_names(images)], way))


def folder_names(images: Sequence[Path]) -> list[str]:
    """A folder name for each image: its name without the suffix, with -2, -3 where that is taken."""
    taken: set[str] = set()
    names = []
    for image in images:
        stem = image.stem.strip(". ") or "picture"
        name, count = stem, 1
        while name.casefold() in taken:
            count += 1
            name = f"{stem}-{count}"
        taken.add(name.casefold())
        names.append(name)
    return names


async def _convert_all(images: Sequence[Path], folders: Sequence[Path], way: Way) -> int:
    places = asyncio.Semaphore(AT_ONCE)

    with progress("Converting", len(images)) as bar:

        async def convert_one(image: Path, folder: Path) -> str:
            async with places:
                said: list[str] = []
                error = await _try_convert(image, folder, way, bar.show, said.append)
            for sentence in said:
                bar.tell(f"{click.format_filename(image)}: {sentence}")
            line = f"{click.format_filename(image)}: {error}" if error else click.format_filename(folder)
            bar.finish(line, failed=bool(error))
            return error

        errors = await asyncio.gather(*map(convert_one, images, folders))
    return sum(bool(error) for error in errors)


async def _try_convert(image: Path, folder: Path, way: Way, show: Show, say: Show) -> str:
    """Converts one image; answers why it failed as one line, or nothing."""
    try:
        picture = await asyncio.to_thread(read_picture, image, way.limits)
        result = await _generate(replace(picture, kind=way.kind), way.engine, show, say)
        project = project_files(folder.name, result.files, {path: a.png for path, a in result.assets.items()})
        await asyncio.to_thread(write_folder, project, folder)
    except (UnreadableError, PictureError, EngineError, ProjectError, FolderError) as error:
        return " ".join(str(error).split())
    except Exception as error:  # noqa: BLE001 - one picture must not take the others with it
        return " ".join(f"It could not be converted, by a fault of the program: {error!r}".split())
    return ""


def read_picture(image: Path, limits: Limits) -> Picture:
    """The picture in a file; raises UnreadableError where it cannot be opened, PictureError where it is none."""
    try:
        with image.open("rb") as file:
            raw = file.read(limits.file_bytes + 1)
    except IsADirectoryError:
        raise UnreadableError("This is a folder; name the pictures in it.") from None
    except FileNotFoundError:
        raise UnreadableError("There is no such file.") from None
    except OSError as error:
        raise UnreadableError(f"The file cannot be read ({error.strerror}).") from error
    return ingest(raw, image.name, limits)


async def _generate(picture: Picture, engine: Engine, show: Show, say: Show) -> Result:
    result = Result()
    async with aclosing(engine.generate(Job.of(picture))) as events:
        async for event in events:
            result.apply(event)
            if isinstance(event, Stage):
                show(f"{picture.name}: {event.name}")
            if isinstance(event, Message):
                say(" ".join(event.text.split()))
    return result


class Progress:
    """The bar on stderr, and the lines above it."""

    def __init__(self, bar: "ProgressBar[str | None]", *, visible: bool) -> None:
        self._bar = bar
        self._visible = visible

    def show(self, stage: str) -> None:
        self._bar.current_item = stage
        self._bar.render_progress()

    def tell(self, line: str, *, err: bool = True) -> None:
        if self._visible:
            click.echo(_CLEAR_LINE, nl=False, err=True)
        click.echo(line, err=err)

    def finish(self, line: str, *, failed: bool) -> None:
        self.tell(line, err=failed)
        self._bar.current_item = None
        self._bar.update(1)


@contextmanager
def progress(label: str, length: int) -> Iterator[Progress]:
    """A bar for so many pictures; there is none where stderr is not a terminal."""
    visible = sys.stderr.isatty()
    with click.progressbar(
        length=length, label=label, file=sys.stderr, hidden=not visible, item_show_func=lambda item: item or ""
    ) as bar:
        yield Progress(bar, visible=visible)
