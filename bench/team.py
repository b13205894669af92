"""A large team with two years of work behind it, as plain values: the same each time but for the day it ends on."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bench.language import Language

VERSIONS = 10
"""Of each project, each made by a run."""
YEARS = 2
FILE = "src/App.tsx"


@dataclass(frozen=True, slots=True)
class Run:
    """A message with its run and the version that it made. Ids are 32 hexadecimal digits, times are in UTC."""

    id: str
    message: str
    version: str
    number: int
    text: str
    by: int
    asked: str
    ended: str
    took: timedelta
    kimi: bool
    cost: float


@dataclass(frozen=True, slots=True)
class Project:
    """One project; `by` is the id of a person, `read` what stands in its mockup, `code` what its versions hold."""

    id: str
    name: str
    description: str
    mockup: str
    by: int
    created: str
    updated: str
    archived: str | None
    deleted: str | None
    note: str
    read: str
    code: str
    runs: list[Run]


def projects(count: int, people: Sequence[int], language: Language) -> Iterator[Project]:
    """The newest comes first."""
    chance = random.Random(11)
    now = datetime.now(UTC)
    for number in range(count):
        begun = now - timedelta(days=365 * YEARS) * ((number + 1) / count)
        runs = [
            _run(chance, language, step, chance.choice(people), begun + timedelta(minutes=7 * step))
            for step in range(1, VERSIONS + 1)
        ]
        yield Project(
            id=_id(chance),
            name=language.text(3)[:120],
            description=language.text(12),
            mockup=_id(chance),
            by=runs[0].by,
            created=_text(begun),
            updated=runs[-1].ended,
            archived=_text(now) if number % 25 == 24 else None,
            deleted=_text(now) if number % 100 == 50 else None,
            note=language.text(15),
            read=language.text(60),
            code=_code(language),
            runs=runs,
        )


def _run(chance: random.Random, language: Language, number: int, by: int, asked: datetime) -> Run:
    took = timedelta(seconds=chance.randint(2, 180))
    return Run(
        id=_id(chance),
        message=_id(chance),
        version=_id(chance),
        number=number,
        text=language.text(8),
        by=by,
        asked=_text(asked),
        ended=_text(asked + took),
        took=took,
        kimi=chance.random() < 0.5,
        cost=round(chance.uniform(0.002, 0.09), 4),
    )


def _code(language: Language) -> str:
    lines = "".join(f'      <p className="text-sm text-muted">{language.text(12)}</p>\n' for _ in range(10))
    return f'export default function App() {{\n  return (\n    <main className="grid">\n{lines}    </main>\n  );\n}}\n'


def _id(chance: random.Random) -> str:
    return f"{chance.getrandbits(128):032x}"


def _text(moment: datetime) -> str:
    """As SQLite keeps it, and PostgreSQL reads it."""
    return moment.replace(tzinfo=None).isoformat(" ", "microseconds")
