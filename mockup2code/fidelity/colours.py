"""How different two colours look: the distance in CIE Lab (D65), as CIE76 has it."""

from functools import lru_cache

from mockup2code.fidelity.seen import Rgb

Lab = tuple[float, float, float]

_WHITE = (0.95047, 1.0, 1.08883)
_TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))


@lru_cache(maxsize=4096)
def difference(first: Rgb, second: Rgb) -> float:
    """0 for the same colour; from about 10 on anybody sees that they differ."""
    return float(sum((a - b) ** 2 for a, b in zip(_lab(first), _lab(second), strict=True)) ** 0.5)


def hexadecimal(color: Rgb | None) -> str:
    """`#rrggbb`, or "none"."""
    return "#{:02x}{:02x}{:02x}".format(*color) if color else "none"


@lru_cache(maxsize=4096)
def _lab(color: Rgb) -> Lab:
    linear = [_linear(channel / 255) for channel in color]
    x, y, z = (
        _bent(sum(k * v for k, v in zip(row, linear, strict=True)) / white)
        for row, white in zip(_TO_XYZ, _WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _bent(share: float) -> float:
    return float(share ** (1 / 3)) if share > 0.008856 else 7.787 * share + 16 / 116
