"""Tells from its first bytes what a file is, and how large a picture says that it is, without decoding it."""

import re

PICTURES = ("PNG", "JPEG", "WEBP")

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"GIF87a", "a GIF"),
    (b"GIF89a", "a GIF"),
    (b"%!PS", "an EPS or PostScript file"),
    (b"\xc5\xd0\xd3\xc6", "an EPS or PostScript file"),
    (b"BM", "a BMP"),
    (b"II*\x00", "a TIFF"),
    (b"MM\x00*", "a TIFF"),
    (b"8BPS", "a Photoshop file"),
    (b"fig-kiwi", "a Figma file"),
    (b"PK\x03\x04", "a ZIP archive, or a design file that is one (Sketch, Figma)"),
    (b"\x00\x00\x00\x0cJXL ", "a JPEG XL picture"),
    (b"\xff\x0a", "a JPEG XL picture"),
    (b"\x00\x00\x00\x0cjP  ", "a JPEG 2000 picture"),
    (b"\x00\x00\x01\x00", "an icon file (ICO)"),
    (b"\x1aE\xdf\xa3", "a video"),
    (b"OggS", "a video or sound file"),
    (b"RIFF", "a video or sound file"),
    (b"\x1f\x8b", "a gzip archive"),
)

_BRANDS: tuple[tuple[bytes, str], ...] = (
    (b"avi", "an AVIF picture"),
    (b"hei", "a HEIC photo"),
    (b"hev", "a HEIC photo"),
    (b"mif1", "a HEIC photo"),
    (b"msf1", "a HEIC photo"),
)

_SVG = re.compile(rb"<(?:\w+:)?svg[\s>]", re.IGNORECASE)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)


def picture_format(raw: bytes) -> str | None:
    """The name of the picture format that the file begins as ("PNG", "JPEG", "WEBP"), or None."""
    if raw.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if raw.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
        return "WEBP"
    return None


def other_kind(raw: bytes) -> str | None:
    """What a file that is not one of PICTURES looks like, with its article ("an SVG"), or None when nobody can say."""
    for start, kind in _STARTS:
        if raw.startswith(start):
            return kind
    if raw[4:8] == b"ftyp":
        return next((kind for brand, kind in _BRANDS if raw[8:12].startswith(brand)), "a video")
    return _text_kind(raw[:4096])


def _text_kind(head: bytes) -> str | None:
    if b"%PDF-" in head[:1024]:
        return "a PDF"
    if _SVG.search(head):
        return "an SVG"
    if _HTML.search(head):
        return "a web page (HTML)"
    return "a text file" if _is_text(head) else None


def declared_size(raw: bytes) -> tuple[int, int] | None:
    """Width and height in pixels as a PNG or a WebP declares them in its first bytes; None where they do not say."""
    if raw[12:16] == b"IHDR":
        return int.from_bytes(raw[16:20], "big"), int.from_bytes(raw[20:24], "big")
    match raw[12:16] if picture_format(raw) == "WEBP" else b"":
        case b"VP8X":
            return 1 + int.from_bytes(raw[24:27], "little"), 1 + int.from_bytes(raw[27:30], "little")
        case b"VP8L":
            bits = int.from_bytes(raw[21:25], "little")
            return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        case b"VP8 ":
            sides = raw[26:28], raw[28:30]
            width, height = (int.from_bytes(side, "little") & 0x3FFF for side in sides)
            return width, height
    return None


def _is_text(head: bytes) -> bool:
    if b"\x00" in head:
        return False
    try:
        head[:-3].decode()
    except UnicodeDecodeError:
        return False
    return True
