"""What one run is asked for, as plain data: the pictures, the message, and what the two refer to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from mockup2code.vision.measurement import Box, Measurement
from mockup2code.vision.picture import Picture


class PictureRole(StrEnum):
    """What a picture is to the page; the values are stored."""

    PAGE = "page"
    STATE = "state"
    """The same page in another state: a menu open, a form with errors."""
    BREAKPOINT = "breakpoint"
    """The same page at another width."""
    SCREEN = "screen"
    """A further screen of the flow, with a page of its own."""
    DETAIL = "detail"
    """A part of the page, larger."""
    FRAME = "frame"
    """A key frame of the recording."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as the person gave it. `measurement` is there where it was measured before.

    `number` is what the picture is called by in the talk ("as in picture 2"): it counts the project's pictures from 1
    in the order in which they first came, and stays when they are put in another order or one is taken away. 0 stands
    for the place in the job. `seconds` is where in the recording a frame is from.
    """

    picture: Picture
    measurement: Measurement | None = None
    name: str = ""
    role: PictureRole = PictureRole.PAGE
    note: str = ""
    number: int = 0
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Base:
    """The version that is refined: its files (path to text), and the paths of the pictures that they show."""

    files: Mapping[str, str]
    assets: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of the talk so far and what came of it: what the engine said, and the files that it changed."""

    note: str
    answer: str = ""
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegionNote:
    """A box that the person drew on a picture, and what the message says about it.

    `place` is the picture's in `Job.pictures`, from 0; `box` is in the CSS pixels of its measurement, or in its own
    pixels where it has none.
    """

    place: int
    box: Box
    note: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """The code of the element that the person pointed at: `text` is `base.files[path][start:end]`, in characters."""

    path: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Recording:
    """A screen recording that passed `vision.recording`, for models that take video; `path` is only read."""

    path: Path
    media_type: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Job:
    """What one run is asked for.

    `pictures` are in the person's order and at least one; the page is compared with the first. The key frames of a
    recording are among them. Without a `base` the run makes a first page. `instructions` are the team's own, for every
    run. `project_key` is a stable id of the project, for the upstream's prompt cache; it says nothing about people.
    `run_key` is one of the run, the same when it is tried again.
    """

    pictures: tuple[Shown, ...]
    note: str = ""
    base: Base | None = None
    talk: tuple[Turn, ...] = field(default=())
    regions: tuple[RegionNote, ...] = ()
    selection: Selection | None = None
    recording: Recording | None = None
    instructions: str = ""
    project_key: str = ""
    run_key: str = ""

    @classmethod
    def of(
        cls, picture: Picture, note: str = "", measurement: Measurement | None = None, project_key: str = ""
    ) -> "Job":
        """The job for a first page from one picture."""
        return cls((Shown(picture, measurement),), note=note, project_key=project_key)

    @property
    def picture(self) -> Picture:
        """The picture that the page is compared with."""
        return self.pictures[0].picture

    @property
    def measurement(self) -> Measurement | None:
        return self.pictures[0].measurement
