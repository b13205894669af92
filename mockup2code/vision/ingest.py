"""Turns an uploaded file into a clean picture: limits first, then upright sRGB pixels, and nothing else of the file."""

import io
import zlib
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from PIL import Image, ImageCms

from mockup2code.vision.picture import Picture
from mockup2code.vision.refusal import FileRefusedError
from mockup2code.vision.signatures import PICTURES, declared_size, other_kind, picture_format

_LONGEST_NAME = 120
_LARGEST_PROFILE = 4_000_000
_PIXEL_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"iCCP", b"eXIf"})
_ORIENTATION = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a picture may have at most: bytes of the file, pixels, and pixels a side."""

    file_bytes: int = 20_000_000
    pixels: int = 40_000_000
    side: int = 12_000


class PictureErrorCode(StrEnum):
    EMPTY = "empty"
    TOO_LARGE_FILE = "too_large_file"
    NOT_A_PICTURE = "not_a_picture"
    UNSUPPORTED = "unsupported"
    TOO_MANY_PIXELS = "too_many_pixels"
    DAMAGED = "damaged"


class PictureError(FileRefusedError):
    """A file that is no picture as they are taken here; its code is a PictureErrorCode."""


def ingest(raw: bytes, name: str, limits: Limits = Limits()) -> Picture:
    """The picture in an uploaded PNG, JPEG or WebP: its first frame, upright, opaque on white, as sRGB.

    Limits are checked before anything is decoded. Raises PictureError for every file that is not taken.
    """
    name = _clean_name(name)
    _check_file(raw, name, limits)
    try:
        pixels = _decode(raw, name, limits)
        output = io.BytesIO()
        pixels.save(output, "PNG", compress_level=3)
    except PictureError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise _too_many_pixels(name, None, limits) from error
    except Exception as error:  # a decoder that meets a broken file may raise anything
        raise _damaged(name, repr(error)) from error
    return Picture(name=name, png=output.getvalue(), width=pixels.width, height=pixels.height)


def thumbnail(picture: Picture, width: int) -> bytes:
    """A small WebP of the picture, at most `width` pixels wide; of a page longer than twice its width, the top."""
    with Image.open(io.BytesIO(picture.png), formats=["PNG"]) as image:
        top = image.convert("RGB").crop((0, 0, image.width, min(image.height, max(1, image.width * 2))))
    if top.width > width:
        size = width, max(1, round(top.height * width / top.width))
        top = top.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
    output = io.BytesIO()
    top.save(output, "WEBP", quality=82, method=4)
    return output.getvalue()


def _clean_name(name: str) -> str:
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    printable = "".join(letter for letter in base if letter.isprintable()).strip()
    return printable[-_LONGEST_NAME:] or "picture"


def _check_file(raw: bytes, name: str, limits: Limits) -> None:
    if not raw:
        raise PictureError(
            PictureErrorCode.EMPTY,
            f"“{name}” is empty: the file has no content. Nothing was lost; export it once more and choose it again.",
        )
    if len(raw) > limits.file_bytes:
        raise PictureError(
            PictureErrorCode.TOO_LARGE_FILE,
            f"“{name}” is larger than {limits.file_bytes / 1_000_000:g} MB, which is the most. "
            "Nothing was lost; save it as JPEG or WebP, or make it smaller, and choose it again.",
        )
    if picture_format(raw) is None:
        raise _unsupported(raw, name)
    size = declared_size(raw)
    if size:
        _check_size(size, name, limits)


def _check_size(size: tuple[int, int], name: str, limits: Limits) -> None:
    if 0 in size:
        raise _damaged(name, f"declares {size}")
    if max(size) > limits.side or size[0] * size[1] > limits.pixels:
        raise _too_many_pixels(name, size, limits)


def _decode(raw: bytes, name: str, limits: Limits) -> Image.Image:
    if picture_format(raw) == "PNG":
        raw = _pixel_chunks(raw)
    with Image.open(io.BytesIO(raw), formats=PICTURES) as image:
        _check_size(image.size, name, limits)
        profile = image.info.get("icc_profile")
        image.load()
        color, alpha = _split(image)
        color = _to_srgb(color, profile)
        upright = _UPRIGHT.get(_orientation(image))
    pixels = Image.new("RGB", color.size, "white")
    pixels.paste(color, mask=alpha)
    return pixels if upright is None else pixels.transpose(upright)


def _pixel_chunks(raw: bytes) -> bytes:
    """The PNG with only the chunks that decide what is seen; texts, further frames and oversized profiles are gone."""
    kept = [raw[:8]]
    at = 8
    while at < len(raw):
        length = int.from_bytes(raw[at : at + 4], "big")
        kind, end = raw[at + 4 : at + 8], at + 12 + length
        if kind in _PIXEL_CHUNKS and not (kind == b"iCCP" and _inflates_too_far(raw[at + 8 : end - 4])):
            kept.append(raw[at:end])
        at = end
    return b"".join(kept)


def _inflates_too_far(profile_chunk: bytes) -> bool:
    compressed = profile_chunk.partition(b"\x00")[2][1:]
    stream = zlib.decompressobj()
    try:
        stream.decompress(compressed, 1_000_000)
    except zlib.error:
        return True
    return bool(stream.unconsumed_tail)


def _split(image: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    """Colour (L, RGB or CMYK, the modes that colour profiles know) and, where there is transparency, alpha."""
    if image.mode.startswith("I"):
        return _from_sixteen_bits(image), None
    if image.has_transparency_data:
        with_alpha = image.convert("RGBA")
        return with_alpha.convert("RGB"), with_alpha.getchannel("A")
    return image if image.mode in {"L", "RGB", "CMYK"} else image.convert("RGB"), None


def _from_sixteen_bits(image: Image.Image) -> Image.Image:
    return Image.fromarray((np.asarray(image).astype(np.uint32) >> 8).clip(0, 255).astype(np.uint8))


def _to_srgb(color: Image.Image, profile: object) -> Image.Image:
    """The colours as sRGB; a profile that is not valid, or that is for other channels, is ignored."""
    if isinstance(profile, bytes) and 0 < len(profile) <= _LARGEST_PROFILE:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if "sRGB" not in ImageCms.getProfileDescription(source):
                target = ImageCms.createProfile("sRGB")
                return ImageCms.profileToProfile(color, source, target, outputMode="RGB") or color.convert("RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass
    return color if color.mode == "RGB" else color.convert("RGB")


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001 - EXIF is written by everything that has a camera, and is often broken
        return 1


def _unsupported(raw: bytes, name: str) -> PictureError:
    kind = other_kind(raw)
    if kind in {None, "a text file"}:
        found = f" It looks like {kind}." if kind else ""
        return PictureError(
            PictureErrorCode.NOT_A_PICTURE,
            f"“{name}” is not a picture.{found} Nothing was lost; choose a PNG, JPEG or WebP file.",
        )
    return PictureError(
        PictureErrorCode.UNSUPPORTED,
        f"“{name}” is {kind}, which cannot be read here. "
        "Nothing was lost; export it as PNG, JPEG or WebP, or take a screenshot, and choose that.",
    )


def _too_many_pixels(name: str, size: tuple[int, int] | None, limits: Limits) -> PictureError:
    found = f"is {size[0]:,} by {size[1]:,} pixels" if size else "has too many pixels"
    return PictureError(
        PictureErrorCode.TOO_MANY_PIXELS,
        f"“{name}” {found}; the most is {limits.pixels / 1_000_000:g} megapixels and {limits.side:,} pixels a side. "
        "Nothing was lost; scale the picture down or cut it into parts, and choose it again.",
    )


def _damaged(name: str, detail: str) -> PictureError:
    return PictureError(
        PictureErrorCode.DAMAGED,
        f"“{name}” is damaged or incomplete, so it cannot be read to its end. "
        "Nothing was lost; export or download it again, and choose it again.",
        detail,
    )
