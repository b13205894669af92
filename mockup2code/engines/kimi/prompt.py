"""The messages to the model: rules, pictures and files first and the same from run to run, then what is asked for.

docs/prompts.md says how to change the files that this fills in.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

from mockup2code.engines.base import ALLOWED_LIBRARIES, MAIN_FILE
from mockup2code.engines.job import Base, Job, PictureRole, RegionNote, Selection, Shown, Turn
from mockup2code.engines.kimi.facts import data, facts, facts_within, numbers
from mockup2code.engines.kimi.picture import LIMIT, SMALL, Limit, data_url, region
from mockup2code.engines.kimi.revision import Refused

PROMPTS = Path(__file__).with_name("prompts")
NO_NOTE = "(nothing)"
NO_RULES = "(none)"
LONGEST_END = 80
"""Characters of an answer that are quoted to say where it stopped."""
MARK = re.compile(r"<\s*(/?\s*(?:note|measured|talk|selected|team))\s*>", re.IGNORECASE)
TICKS = re.compile(r"`{3,}")

Part = dict[str, Any]
"""Of a message: a text, a picture or a video."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much a request holds: how many facts of a kind (a text line is about 25 tokens), how large the pictures are,
    and how many of the latest turns of the talk (None for all).
    """

    facts: int
    picture: Limit
    turns: int | None = None


FULL = Size(600, LIMIT)
SMALLER = Size(600, SMALL)
SHORTER = Size(150, SMALL, turns=0)


def messages(job: Job, size: Size, video: str | None = None) -> list[dict[str, Any]]:
    """The request of a run; `video` is the address of its recording, which then stands for the key frames.

    Rules, pictures and files stand first, so that hosts can cache them over a whole talk.
    """
    rules = {"libraries": ", ".join(ALLOWED_LIBRARIES), "main": MAIN_FILE}
    content = [*_pictures(job, size, video), *_files(job.base), *_asked(job, size)]
    return [
        {"role": "system", "content": _filled("system.md", instructions=_said(job.instructions, NO_RULES), **rules)},
        {"role": "user", "content": content},
    ]


def sent(job: Job, *, as_video: bool) -> list[Shown]:
    """The pictures that go out: all of them, or those that a video does not stand for, always the first."""
    return [
        shown
        for place, shown in enumerate(job.pictures)
        if not (as_video and place and shown.role is PictureRole.FRAME)
    ]


def continuation(written: str, *, partial: bool) -> list[dict[str, Any]]:
    """The messages that make the answer go on after `written`, by partial mode or by asking for it in words."""
    if partial:
        return [{"role": "assistant", "content": written, "partial": True}]
    end = json.dumps(written[-LONGEST_END:], ensure_ascii=False)
    return [{"role": "assistant", "content": written}, {"role": "user", "content": _filled("go-on.md", end=end)}]


def repair(files: Mapping[str, str], problems: Sequence[str]) -> list[dict[str, Any]]:
    """The messages that ask for these files again, without what is wrong with them."""
    wrong = "\n".join(f"- {problem}" for problem in problems)
    return [
        {"role": "assistant", "content": _blocks(files)},
        {"role": "user", "content": _filled("repair.md", problems=wrong, main=MAIN_FILE)},
    ]


def again(answer: str, refused: Sequence[Refused], files: Mapping[str, str]) -> list[dict[str, Any]]:
    """The messages that ask again for changes that were not made; `files` is what it has come to."""
    wrong = "\n".join(f"- `{change.path}`: {change.reason}{_quoted(change.search)}" for change in refused)
    concerned = {change.path: files[change.path] for change in refused if change.path in files}
    shown = _blocks(concerned) or "(none of them is there)"
    return [
        {"role": "assistant", "content": answer},
        {"role": "user", "content": _filled("edit-again.md", refused=wrong, files=shown)},
    ]


def _quoted(search: str) -> str:
    return f". Its lines: {data(search)}" if search else ""


def _pictures(job: Job, size: Size, video: str | None) -> Iterator[Part]:
    for shown in sent(job, as_video=video is not None):
        yield _image(data_url(shown.picture, size.picture))
        yield _text(_picture(shown, size.facts))
    if video is not None:
        yield {"type": "video_url", "video_url": {"url": video}}
    frames = [shown for shown in job.pictures if shown.role is PictureRole.FRAME]
    if frames or job.recording:
        yield _text(_recording(job, frames, as_video=video is not None))


def _picture(shown: Shown, most: int) -> str:
    measured = shown.measurement
    words = {
        "number": str(shown.number),
        "name": f" ({data(shown.name)})" if shown.name else "",
        "role": _roles()[shown.role],
        "width": str(round(measured.width if measured else shown.picture.width)),
        "height": str(round(measured.height if measured else shown.picture.height)),
    }
    if measured:
        text = _filled("picture.md", facts=facts(shown, most), **words)
    else:
        text = _filled("picture-unmeasured.md", **words)
    if shown.note.strip():
        text += _filled("picture-note.md", number=str(shown.number), note=_said(shown.note))
    return text


def _recording(job: Job, frames: Sequence[Shown], *, as_video: bool) -> str:
    seconds = job.recording.seconds if job.recording else max(shown.seconds or 0 for shown in frames)
    times = ", ".join(f"{shown.number} (at {shown.seconds or 0:.1f} s)" for shown in frames)
    what = "The video above is" if as_video else f"Pictures {times} are the key frames of"
    return _filled("recording.md", what=what, seconds=f"{seconds:.0f}")


def _files(base: Base | None) -> Iterator[Part]:
    """The files, the main one last: it is what mostly changes, and what stands before it stays cached."""
    if base:
        ordered = dict(sorted(base.files.items(), key=lambda item: (item[0] == MAIN_FILE, item[0])))
        yield _text(_filled("files.md", files=_blocks(ordered)))


def _blocks(files: Mapping[str, str]) -> str:
    """Each file as a fenced block, whose fence no line of it can close."""
    return "\n\n".join(_block(path, text) for path, text in files.items())


def _block(path: str, text: str) -> str:
    fence = "`" * max([2, *(len(ticks) for ticks in TICKS.findall(text))]) + "`"
    return f"{fence}{path.rpartition('.')[2]} {path}\n{text.rstrip()}\n{fence}"


def _asked(job: Job, size: Size) -> Iterator[Part]:
    turns = job.talk if size.turns is None else job.talk[len(job.talk) - size.turns :]
    if turns:
        yield _text(_filled("talk.md", turns="\n".join(_turn(turn) for turn in turns)))
    for note in job.regions:
        yield from _region(job.pictures[note.place], note, size)
    yield _text("\n".join(_request(job)))


def _turn(turn: Turn) -> str:
    return data({"person": turn.note, "you": turn.answer, "changed": list(turn.changed)})


def _region(shown: Shown, note: RegionNote, size: Size) -> Iterator[Part]:
    yield _image(data_url(region(shown, note.box), size.picture))
    found = facts_within(shown, note.box, size.facts)
    box = ", ".join(map(str, numbers(note.box)))
    yield _text(_filled("region.md", number=str(shown.number), box=box, facts=found, note=_said(note.note)))


def _request(job: Job) -> Iterator[str]:
    if job.selection and job.base:
        yield _selection(job.selection, job.base)
    if any(shown.role is PictureRole.SCREEN for shown in job.pictures):
        pages = [shown for shown in job.pictures if shown.role in {PictureRole.PAGE, PictureRole.SCREEN}]
        named = ", ".join(str(shown.number) for shown in pages)
        yield _filled("further.md" if job.base else "flow.md", numbers=named, main=MAIN_FILE)
    yield _filled("edit.md" if job.base else "first.md", note=_said(job.note), main=MAIN_FILE)


def _selection(selection: Selection, base: Base) -> str:
    first = base.files.get(selection.path, "").count("\n", 0, selection.start) + 1
    last = first + selection.text.rstrip("\n").count("\n")
    code = data(selection.text)
    return _filled("selection.md", path=selection.path, first=str(first), last=str(last), code=code)


def _said(words: str, otherwise: str = NO_NOTE) -> str:
    """What a person says, unable to close its own block or to open another."""
    return MARK.sub("(\\1)", words.strip()) or otherwise


def _image(url: str) -> Part:
    return {"type": "image_url", "image_url": {"url": url}}


def _text(text: str) -> Part:
    return {"type": "text", "text": text}


@cache
def _roles() -> dict[str, str]:
    roles: dict[str, str] = json.loads((PROMPTS / "roles.json").read_text(encoding="utf-8"))
    return roles


def _filled(file: str, **holes: str) -> str:
    return Template((PROMPTS / file).read_text(encoding="utf-8")).substitute(holes)
