"""The images of a mockup, cut out of it, so that the code can show them instead of placeholders."""

from collections.abc import Collection

from mockup2code.engines.base import Asset
from mockup2code.engines.job import PictureRole, Shown
from mockup2code.vision.measurement import Box, PictureKind

MOST = 24
FEW = 6
"""Of a picture that mostly shows again what another shows."""
AGAIN = {PictureRole.STATE, PictureRole.BREAKPOINT, PictureRole.FRAME}


def images(shown: Shown) -> dict[str, Box]:
    """The largest images of a measured picture in reading order, by the paths that they are cut out to.

    Not icons, which a library has, and not what a sketch only stands in for.
    """
    measurement = shown.measurement
    if measurement is None or measurement.kind is PictureKind.SKETCH:
        return {}
    boxes = [image.box for image in measurement.images if not image.icon]
    most = FEW if shown.role in AGAIN and shown.number > 1 else MOST
    largest = sorted(boxes, key=lambda box: box.width * box.height, reverse=True)[:most]
    ordered = sorted(largest, key=lambda box: (box.y, box.x))
    return {_path(shown.number, place): box for place, box in enumerate(ordered, start=1)}


def cut_out(shown: Shown, there: Collection[str] = ()) -> list[Asset]:
    """One asset for each of these images, but for those whose paths are `there`; width and height in CSS pixels."""
    from mockup2code.vision.measure import crop  # noqa: PLC0415 - loads OpenCV

    scale = shown.measurement.scale if shown.measurement else 1.0
    return [
        Asset(path, crop(shown.picture, box, scale), round(box.width), round(box.height))
        for path, box in images(shown).items()
        if path not in there
    ]


def _path(number: int, place: int) -> str:
    """`src/assets/image-1.png` for the first image of picture 1, `src/assets/picture-2-image-1.png` for the next's."""
    return f"src/assets/image-{place}.png" if number <= 1 else f"src/assets/picture-{number}-image-{place}.png"
