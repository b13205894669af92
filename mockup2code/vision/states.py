"""States of controls that their paint tells: greyed out, and fields whose words stand in for a value."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from mockup2code.vision.colours import bgr
from mockup2code.vision.measurement import Control, ControlKind, Shape
from mockup2code.vision.scene import Scene, distance, holds

FIELDS = frozenset({ControlKind.INPUT, ControlKind.TEXTAREA, ControlKind.SELECT})

NEUTRAL = 40
"""How much the channels of a grey differ at most."""

DULL = 150.0
"""How far the words of a button that is greyed out are from its fill at most."""

TINT = 14.0
"""How far the fill of a field that is greyed out is from that of another field at least."""

MIX, EVEN = (0.35, 0.8), 14.0
"""How much of its colour a faded button keeps, and how exactly its fill is then a mixture with the ground."""


def with_states(controls: Sequence[Control], scene: Scene) -> list[Control]:
    """The controls, with those marked that take no input, and with placeholders told from values."""
    painted = [(c, next((s for s in scene.shapes if s.box == c.box), None)) for c in controls]
    fills = [s.fill for c, s in painted if s and s.fill and c.kind in FIELDS]
    buttons = [s for c, s in painted if s and c.kind is ControlKind.BUTTON]
    return [
        replace(c, disabled=_is_disabled(c, s, fills, buttons, scene), placeholder=_is_hint(c, s, scene)) if s else c
        for c, s in painted
    ]


def _is_disabled(control: Control, shape: Shape, fills: Sequence[str], buttons: Sequence[Shape], scene: Scene) -> bool:
    if control.kind in FIELDS:
        return _is_tinted(shape, fills)
    words = scene.words(shape)
    if control.kind is not ControlKind.BUTTON or len(words) != 1 or not shape.fill:
        return False
    away = distance(words[0].color, shape.fill)
    apart = distance(shape.fill, scene.around(shape)) > 6
    grey = _is_grey(shape.fill) and _is_grey(words[0].color) and apart
    return away < DULL and (grey or any(_is_faded(shape, other, scene) for other in buttons))


def _is_tinted(shape: Shape, fills: Sequence[str]) -> bool:
    """Whether a field is grey where others are lighter."""
    if not shape.fill or not _is_grey(shape.fill):
        return False
    tone = float(np.mean(bgr(shape.fill)))
    lighter = [f for f in fills if np.mean(bgr(f)) - tone > TINT / 2 and distance(f, shape.fill) >= TINT]
    return tone > 200 and len(lighter) > len(fills) / 2


def _is_grey(color: str) -> bool:
    return float(np.ptp(bgr(color))) <= NEUTRAL


def _is_faded(shape: Shape, other: Shape, scene: Scene) -> bool:
    """Whether a fill is another button's, mixed with the ground."""
    if not (shape.fill and other.fill) or _is_grey(other.fill):
        return False
    ground = bgr(scene.around(shape))
    way, own = bgr(other.fill) - ground, bgr(shape.fill) - ground
    kept = float(way @ own) / max(1.0, float(way @ way))
    return MIX[0] <= kept <= MIX[1] and float(np.linalg.norm(own - kept * way)) <= EVEN


def _is_hint(control: Control, shape: Shape, scene: Scene) -> bool:
    """Whether the words of a field are much paler than what is written elsewhere."""
    words = [t for t in scene.texts if holds(shape.box, t.box)]
    if control.kind not in {ControlKind.INPUT, ControlKind.TEXTAREA} or not words:
        return False
    return scene.is_faint(words[0], shape)
