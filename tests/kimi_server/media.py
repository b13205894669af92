"""Pictures and videos in a request: which are taken, and how many tokens they are."""

import base64
import binascii
import re
from collections.abc import Collection
from io import BytesIO
from math import ceil
from typing import Any

from PIL import Image, UnidentifiedImageError

PICTURE_URL = re.compile(r"data:image/(?:png|jpeg|webp|gif);base64,([A-Za-z0-9+/=]+)")
VIDEO_URL = re.compile(
    r"data:video/(?:mp4|mpeg|quicktime|mov|avi|x-msvideo|x-flv|mpg|webm|wmv|x-ms-wmv|3gpp);base64,[A-Za-z0-9+/=]+"
)
FILE_URL = re.compile(r"ms://(\S+)")
LONGEST_EDGE = 4096
PATCH = 28
MOST_PATCHES = 4200
VIDEO_TOKENS = 8000


def wrong_part(part: dict[str, Any], files: Collection[str]) -> str | None:
    """Why this part of a message is refused, or None; `files` are the ids of those that were uploaded."""
    kind = part.get("type")
    if kind == "text":
        return None if part.get("text") else "text content is empty"
    if kind not in {"image_url", "video_url"}:
        return f"invalid part type: {kind}"
    url = (part.get(kind) or {}).get("url", "") if isinstance(part.get(kind), dict) else ""
    uploaded = FILE_URL.fullmatch(url)
    if uploaded:
        return None if uploaded[1] in files else f"file {uploaded[1]} not found"
    if kind == "video_url":
        return None if VIDEO_URL.fullmatch(url) else "unsupported video url"
    return _wrong_picture(url)


def tokens_of_part(part: dict[str, Any]) -> int:
    if part.get("type") == "text":
        return len(part["text"]) // 4
    if part.get("type") == "video_url":
        return VIDEO_TOKENS
    found = PICTURE_URL.fullmatch(part["image_url"]["url"])
    size = _size(found[1]) if found else None
    return min(MOST_PATCHES, ceil(size[0] / PATCH) * ceil(size[1] / PATCH)) if size else MOST_PATCHES


def _wrong_picture(url: str) -> str | None:
    found = PICTURE_URL.fullmatch(url)
    if not found:
        return "unsupported image url"
    size = _size(found[1])
    if size is None:
        return "the image cannot be decoded"
    return "the image is too large" if max(size) > LONGEST_EDGE else None


def _size(encoded: str) -> tuple[int, int] | None:
    try:
        with Image.open(BytesIO(base64.b64decode(encoded, validate=True))) as image:
            return image.size
    except (UnidentifiedImageError, binascii.Error):
        return None
