"""A switch: a checkbox that is drawn as a track with a knob."""

from mockup2code.engines.draft.elements import Element
from mockup2code.engines.draft.styles import spacing
from mockup2code.vision.measurement import Box

_GAP = 2
"""The ground between the knob and the edge of the track, in pixels."""


def toggle(box: Box, attributes: dict[str, str | None]) -> Element:
    """The switch at its measured size; it takes the colour of its words where it is on."""
    side = box.height - 2 * _GAP
    classes = [
        f"h-{spacing(box.height)[0]} w-{spacing(box.width)[0]}",
        "shrink-0 appearance-none rounded-full bg-gray-300 p-0.5 checked:bg-current",
        f"before:block before:size-{spacing(side)[0]} before:rounded-full before:bg-white",
        f"checked:before:translate-x-{spacing(box.width - box.height)[0]}",
    ]
    return Element("input", classes, {"type": '"checkbox"', "role": '"switch"', **attributes})
