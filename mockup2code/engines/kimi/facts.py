"""What was measured on a picture, as JSON that cannot pass for anything else."""

import json
from collections import Counter
from dataclasses import replace
from typing import Any

from mockup2code.engines.job import Shown
from mockup2code.engines.kimi.cutouts import images
from mockup2code.vision.measurement import Box, Measurement

MOST_COLOURS = 8


def facts(shown: Shown, most: int) -> str:
    """Of a picture, at most so many of each kind (a text line is about 25 tokens); `{}` where it was not measured."""
    measurement = shown.measurement
    if measurement is None:
        return "{}"
    return _rows(
        {
            "kind": measurement.kind.value,
            "background": measurement.background,
            "palette": list(measurement.palette),
            **_things(shown, measurement, most),
        }
    )


def facts_within(shown: Shown, box: Box, most: int) -> str:
    """The same of what lies in a box, with the colours that it has."""
    measurement = shown.measurement
    if measurement is None:
        return "{}"
    inside = replace(
        measurement,
        texts=tuple(line for line in measurement.texts if _lies_in(line.box, box)),
        controls=tuple(control for control in measurement.controls if _lies_in(control.box, box)),
    )
    things = _things(shown, inside, most)
    things["images"] = [row for row in things["images"] if _lies_in(Box(*row[1:]), box)]
    things["icons"] = [row for row in things["icons"] if _lies_in(Box(*row), box)]
    return _rows({"colours": _colours(measurement, box), **things})


def data(value: Any) -> str:
    """JSON in one line; no sign in it can close the marks that it stands between."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e")


def numbers(box: Box) -> list[int]:
    return [round(box.x), round(box.y), round(box.width), round(box.height)]


def _things(shown: Shown, measurement: Measurement, most: int) -> dict[str, Any]:
    return {
        "texts": [
            [line.text, *numbers(line.box), round(line.size), line.weight, line.color]
            for line in measurement.texts[:most]
            if line.text
        ],
        "images": [[path.replace("src/", "./", 1), *numbers(box)] for path, box in images(shown).items()],
        "icons": [numbers(image.box) for image in measurement.images if image.icon][:most],
        "controls": [[c.kind.value, *numbers(c.box), c.text, c.checked] for c in measurement.controls[:most]],
    }


def _rows(values: dict[str, Any]) -> str:
    """One list a line."""
    return "{" + ",\n".join(f"{json.dumps(name)}:{data(value)}" for name, value in values.items()) + "}"


def _colours(measurement: Measurement, box: Box) -> list[str]:
    """The colours of texts, fills and borders in the box, by how often they come."""
    found: Counter[str] = Counter(line.color for line in measurement.texts if _lies_in(line.box, box))
    for shape in measurement.shapes:
        if _touches(shape.box, box):
            found.update(color for color in (shape.fill, shape.border) if color)
    return [color for color, _ in found.most_common(MOST_COLOURS)] or [measurement.background]


def _lies_in(inner: Box, outer: Box) -> bool:
    """Whether the middle of one box is in the other."""
    x, y = inner.x + inner.width / 2, inner.y + inner.height / 2
    return outer.x <= x <= outer.right and outer.y <= y <= outer.bottom


def _touches(one: Box, other: Box) -> bool:
    across = one.x < other.right and other.x < one.right
    return across and one.y < other.bottom and other.y < one.bottom
