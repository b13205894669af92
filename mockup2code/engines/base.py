"""The seam between a run and what makes its code: a Job goes in (see job.py), Events come out."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from mockup2code.engines.job import Base, Job
from mockup2code.vision.measurement import Measurement

MAIN_FILE = "src/App.tsx"

ALLOWED_LIBRARIES = (
    "react",
    "lucide-react",
    "clsx",
    "tailwind-merge",
    "class-variance-authority",
    "recharts",
    "framer-motion",
)
"""What generated code may import besides its own files; the preview and the exported project have exactly these."""


class StageName(StrEnum):
    MEASURING = "measuring"
    WAITING = "waiting"
    THINKING = "thinking"
    WRITING = "writing"
    CHECKING = "checking"


@dataclass(frozen=True, slots=True)
class Stage:
    """The run enters a stage; `detail` is a sentence for the progress line, `wait` the seconds until it goes on."""

    name: StageName
    detail: str = ""
    wait: float | None = None


@dataclass(frozen=True, slots=True)
class Reasoning:
    text: str


@dataclass(frozen=True, slots=True)
class FileStart:
    """A file begins; earlier content of the same path in this run is gone."""

    path: str


@dataclass(frozen=True, slots=True)
class Delta:
    """Text to append to the file at `path`, which has begun."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Replacement:
    """The `length` characters at `start` of the file at `path` become `text`; the rest of it stays."""

    path: str
    start: int
    length: int
    text: str


@dataclass(frozen=True, slots=True)
class FileDropped:
    """The file at `path`, which had begun or was in the base, is no part of the result any more."""

    path: str


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture cut out of the mockup, to be stored at `path` (`src/assets/NAME.png`)."""

    path: str
    png: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Message:
    """What the engine says to the person: what was not recognised, what the model remarks."""

    text: str


@dataclass(frozen=True, slots=True)
class Flaws:
    """What is still wrong with the code that the run leaves, each as a sentence."""

    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens so far (the cached ones are among the input), and their cost in US dollars where prices are known."""

    input_tokens: int
    cached_tokens: int
    output_tokens: int
    cost: float | None = None
    estimated: bool = False
    """Whether some of it is reckoned from the text, because the host has not told it (yet)."""
    first_token: float | None = None
    """Seconds from asking to the first token of the answer."""
    streaming: float = 0
    """Seconds in which the output came."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A picture's measurement, to be kept with it so that it is measured once; `place` is its in `Job.pictures`."""

    measurement: Measurement
    place: int = 0


Event = Stage | Reasoning | FileStart | Delta | Replacement | FileDropped | Asset | Message | Flaws | Usage | Measured


class ErrorCode(StrEnum):
    """Why a run failed, as a value that the interface can act on."""

    BAD_PICTURE = "bad_picture"
    NOTHING_FOUND = "nothing_found"
    BAD_KEY = "bad_key"
    NO_MODEL = "no_model"
    NO_ROUTE = "no_route"
    NO_BALANCE = "no_balance"
    RATE_LIMIT = "rate_limit"
    REFUSED = "refused"
    CUT_OFF = "cut_off"
    UPSTREAM = "upstream"
    DISK_FULL = "disk_full"
    WORKER_LOST = "worker_lost"
    INTERNAL = "internal"


class EngineError(Exception):
    """A run that cannot go on: `sentence` tells a person what happened and what to do, `detail` is for the log."""

    def __init__(self, code: ErrorCode, sentence: str, detail: str = "") -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a job will send, before it is sent: tokens, their cost in US dollars where prices are known.

    `exact` says that the host counted them; else they are reckoned from the text and the pictures.
    """

    tokens: int
    cost: float | None
    exact: bool = False


class Engine(Protocol):
    """Makes a set of files, `src/App.tsx` always among them, the main component first in the text.

    Where the job has a base, the result starts from it (`Result(job.base)`): the events are only what changes.

    The generator may be closed at any await (a person pressed Stop): engines release what they hold then.
    Work that takes the processor runs in threads, never on the event loop.
    Raises EngineError.
    """

    name: str

    def generate(self, job: Job) -> AsyncGenerator[Event, None]: ...

    async def estimate(self, job: Job) -> Estimate:
        """What `generate` would send for this job; never raises, for it only informs. Takes seconds at most."""


class Result:
    """What a run has written so far, built up from its events; its cost grows with the text and no faster.

    `files` holds those of the base from the start; `assets` only the pictures that the run itself cut out.
    """

    def __init__(self, base: Base | None = None) -> None:
        self._parts: dict[str, list[str]] = {path: [text] for path, text in base.files.items()} if base else {}
        self.assets: dict[str, Asset] = {}

    @property
    def files(self) -> dict[str, str]:
        """Path to text, put together anew each time."""
        return {path: self.text(path) for path in self._parts}

    def has(self, path: str) -> bool:
        return path in self._parts

    def text(self, path: str) -> str:
        """The file so far; "" where it has not begun."""
        parts = self._parts.get(path)
        if not parts:
            return ""
        parts[:] = ["".join(parts)]
        return parts[0]

    def apply(self, event: Event) -> None:
        match event:
            case FileStart(path):
                self._parts[path] = []
            case Delta(path, text):
                self._parts[path].append(text)
            case Replacement(path, start, length, new):
                text = self.text(path)
                self._parts[path] = [text[:start] + new + text[start + length :]]
            case FileDropped(path):
                del self._parts[path]
            case Asset(path):
                self.assets[path] = event
            case _:
                pass
