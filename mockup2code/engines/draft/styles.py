"""Tailwind classes from measured numbers, on its scales."""

import json
from functools import cache
from math import atan2, degrees
from pathlib import Path

SIZES = {
    12: ("xs", 16), 14: ("sm", 20), 16: ("base", 24), 18: ("lg", 28), 20: ("xl", 28), 24: ("2xl", 32), 30: ("3xl", 36),
    36: ("4xl", 40), 48: ("5xl", 48), 60: ("6xl", 60), 72: ("7xl", 72), 96: ("8xl", 96), 128: ("9xl", 128),
}  # fmt: skip
"""Font sizes of the scale: name and line height, in pixels."""

WEIGHTS = {300: "light", 400: "", 500: "medium", 600: "semibold", 700: "bold", 800: "extrabold", 900: "black"}
_TRACKING = {"tighter": -0.05, "tight": -0.025, "wide": 0.025, "wider": 0.05, "widest": 0.1}
_RADII = {2: "-xs", 4: "-sm", 6: "-md", 8: "-lg", 12: "-xl", 16: "-2xl", 24: "-3xl", 32: "-4xl"}


def step(pixels: float) -> str:
    """The step of the spacing scale that is exactly so many pixels: the scale goes on in quarters of its unit."""
    return f"{round(pixels) / 4:g}"


def spacing(pixels: float) -> tuple[str, float]:
    """The usual step of the spacing scale that is near enough, or else the nearest of all; and the pixels it gives."""
    size = abs(pixels)
    if size < 0.6:
        return "0", 0.0
    if size <= 1.2:
        return "px", 1.0
    unit = 2 if size < 15 else 4
    near = round(size / unit) * unit
    if abs(near - size) <= (1.0 if size < 32 else 2.0):
        return step(near), float(near)
    return step(size), float(round(size))


def pixels(step: str) -> float:
    """The pixels of a step of the spacing scale."""
    return 1.0 if step == "px" else float(step) * 4


def space(prefix: str, pixels: float) -> tuple[str, float]:
    """A class such as `mt-4`, `-mt-2` or nothing for zero; and the pixels it gives."""
    step, given = spacing(pixels)
    if given == 0 or abs(pixels) <= 1.2:
        return "", 0.0
    return (f"-{prefix}-{step}", -given) if pixels < 0 else (f"{prefix}-{step}", given)


def weight(value: int) -> str:
    name = WEIGHTS[min(WEIGHTS, key=lambda w: abs(w - value))]
    return f"font-{name}" if name else ""


def tracking(pixels: float, size: float) -> tuple[str, float]:
    """Letter spacing that is near enough, or none; and the pixels it gives."""
    share = pixels / size
    if abs(share) < 0.018 or abs(share) > 0.2:
        return "", 0.0
    name, near = min(_TRACKING.items(), key=lambda pair: abs(pair[1] - share))
    return f"tracking-{name}", near * size


def rounded(radius: float, width: float, height: float) -> str:
    """The corner class; half the height or more is a pill."""
    if radius < 1:
        return ""
    if radius >= min(width, height) / 2 - 1 and radius > 3:
        return "rounded-full"
    return f"rounded{_RADII[min(_RADII, key=lambda r: abs(r - radius))]}"


def difference(one: str, other: str) -> float:
    """CIE76 distance of two hex colours."""
    a, b = _lab(one), _lab(other)
    return _apart(a, b) if a and b else 100.0


def lightness(value: str) -> float:
    """CIE lightness of a hex colour, 0 to 100."""
    lab = _lab(value)
    return lab[0] if lab else 0.0


def hue(value: str) -> float:
    """The angle of a hex colour in the plane of CIE Lab, in degrees: red about 40, green 140, blue 290."""
    lab = _lab(value)
    return degrees(atan2(lab[2], lab[1])) % 360 if lab else 0.0


def chroma(value: str) -> float:
    """How colourful a hex colour is, 0 for grey."""
    lab = _lab(value)
    return float((lab[1] ** 2 + lab[2] ** 2) ** 0.5) if lab else 0.0


@cache
def scale_color(value: str, apart: float) -> str:
    """The name of a hex colour in Tailwind's palette where one is so near (CIE76), else nothing."""
    lab = _lab(value)
    if lab is None:
        return ""
    name, distance = min(((n, _apart(lab, p)) for n, p in _palette().items()), key=lambda pair: pair[1])
    return name if distance < apart else ""


@cache
def _palette() -> dict[str, tuple[float, float, float]]:
    table = {"white": "#ffffff", "black": "#000000"}
    table |= json.loads((Path(__file__).parent / "palette.json").read_text())
    return {name: lab for name, value in table.items() if (lab := _lab(value))}


def _apart(a: tuple[float, float, float], b: tuple[float, float, float]) -> float:
    return float(sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5)


@cache
def _lab(value: str) -> tuple[float, float, float] | None:
    """CIE Lab (D65) of `#rrggbb`."""
    try:
        red, green, blue = (int(value[i : i + 2], 16) / 255 for i in (1, 3, 5))
    except ValueError:
        return None
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue))
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)
