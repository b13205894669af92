"""The images of a mockup, cut out of it, so that the code can show them instead of placeholders."""

from mockup2code.engines.base import Asset
from mockup2code.vision.measurement import Box, Measurement, PictureKind
from mockup2code.vision.picture import Picture

MOST = 24


def boxes_to_cut(measurement: Measurement) -> list[Box]:
    """The largest images in reading order; not icons, which a library has, and not what a sketch only stands in for."""
    if measurement.kind is PictureKind.SKETCH:
        return []
    boxes = [image.box for image in measurement.images if not image.icon]
    largest = sorted(boxes, key=lambda box: box.width * box.height, reverse=True)[:MOST]
    return sorted(largest, key=lambda box: (box.y, box.x))


def cut_out(picture: Picture, measurement: Measurement) -> list[Asset]:
    """One asset for each of these boxes: `src/assets/image-1.png` and so on; width and height in CSS pixels."""
    from mockup2code.vision.measure import crop  # noqa: PLC0415 - loads OpenCV

    return [
        Asset(asset_path(number), crop(picture, box, measurement.scale), round(box.width), round(box.height))
        for number, box in enumerate(boxes_to_cut(measurement), start=1)
    ]


def asset_path(number: int) -> str:
    return f"src/assets/image-{number}.png"
