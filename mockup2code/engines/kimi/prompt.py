"""The messages to the model: the rules, the picture, and the measured facts as data that cannot pass for rules."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

from mockup2code.engines.base import ALLOWED_LIBRARIES, MAIN_FILE
from mockup2code.engines.job import Job
from mockup2code.engines.kimi.cutouts import asset_path, boxes_to_cut
from mockup2code.engines.kimi.picture import LIMIT, SMALL, Limit, data_url
from mockup2code.vision.measurement import Box, Measurement

PROMPTS = Path(__file__).with_name("prompts")
NO_NOTE = "(nothing)"
LONGEST_END = 80
"""Characters of an answer that are quoted to say where it stopped."""
MARK = re.compile(r"<\s*(/?\s*(?:note|measured))\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Size:
    """How much a request holds: how many facts of a kind (a text line is about 25 tokens), and how large a picture."""

    facts: int
    picture: Limit


FULL = Size(600, LIMIT)
SMALLER = Size(600, SMALL)
SHORTER = Size(150, SMALL)


def messages(job: Job, measurement: Measurement | None, size: Size) -> list[dict[str, Any]]:
    """System prompt and picture first and the same for every run on a picture, so that the host can cache them."""
    return [
        {"role": "system", "content": _filled("system.md", libraries=", ".join(ALLOWED_LIBRARIES), main=MAIN_FILE)},
        {
            "role": "user",
            "content": [
                {"type": "image_url", "image_url": {"url": data_url(job.picture, size.picture)}},
                {"type": "text", "text": _request(job, measurement, size.facts)},
            ],
        },
    ]


def continuation(written: str, *, partial: bool) -> list[dict[str, Any]]:
    """The messages that make the answer go on after `written`, by partial mode or by asking for it in words."""
    if partial:
        return [{"role": "assistant", "content": written, "partial": True}]
    end = json.dumps(written[-LONGEST_END:], ensure_ascii=False)
    return [{"role": "assistant", "content": written}, {"role": "user", "content": _filled("go-on.md", end=end)}]


def repair(files: Mapping[str, str], problems: Sequence[str]) -> list[dict[str, Any]]:
    """The messages that ask for these files again, without what is wrong with them."""
    blocks = (f"```{path.rpartition('.')[2]} {path}\n{text.rstrip()}\n```" for path, text in files.items())
    wrong = "\n".join(f"- {problem}" for problem in problems)
    return [
        {"role": "assistant", "content": "\n\n".join(blocks)},
        {"role": "user", "content": _filled("repair.md", problems=wrong, main=MAIN_FILE)},
    ]


def _request(job: Job, measurement: Measurement | None, most: int) -> str:
    note = _unmarked(job.note.strip()) or NO_NOTE
    if measurement is None:
        size = {"width": str(job.picture.width), "height": str(job.picture.height)}
        return _filled("request-unmeasured.md", note=note, main=MAIN_FILE, **size)
    size = {"width": str(round(measurement.width)), "height": str(round(measurement.height))}
    return _filled("request.md", note=note, main=MAIN_FILE, facts=_facts(measurement, most), **size)


def _facts(measurement: Measurement, most: int) -> str:
    """The measurement as JSON, one list a line; no sign in it can close the block that it stands in."""
    images = [
        [asset_path(number).replace("src/", "./", 1), *_numbers(box)]
        for number, box in enumerate(boxes_to_cut(measurement), start=1)
    ]
    texts = [
        [line.text, *_numbers(line.box), round(line.size), line.weight, line.color]
        for line in measurement.texts[:most]
        if line.text
    ]
    controls = [[c.kind.value, *_numbers(c.box), c.text, c.checked] for c in measurement.controls[:most]]
    facts: dict[str, Any] = {
        "kind": measurement.kind.value,
        "background": measurement.background,
        "palette": list(measurement.palette),
        "texts": texts,
        "images": images,
        "icons": [_numbers(image.box) for image in measurement.images if image.icon][:most],
        "controls": controls,
    }
    rows = (f"{json.dumps(name)}:{_json(value)}" for name, value in facts.items())
    return "{" + ",\n".join(rows) + "}"


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e")


def _numbers(box: Box) -> list[int]:
    return [round(box.x), round(box.y), round(box.width), round(box.height)]


def _unmarked(note: str) -> str:
    """The note, unable to close its own block or to open another."""
    return MARK.sub("(\\1)", note)


def _filled(name: str, **holes: str) -> str:
    return Template((PROMPTS / name).read_text(encoding="utf-8")).substitute(holes)
