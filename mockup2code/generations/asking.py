"""What a person asks for, as the browser sends it, checked before it becomes a message."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from mockup2code.projects.models import Mockup, Project, Version

LONGEST_TEXT = 20_000
LONGEST_NOTE = 2_000
MOST_PICTURES = 12
MOST_REGIONS = 20
MOST_VARIANTS = 4
SMALLEST_REGION = 4
"""Pixels of the picture."""
KEPT = "Nothing was sent, and your message is still here."


class AskError(Exception):
    """A message that cannot be sent; `sentence` says why and what to do, for a person."""

    def __init__(self, code: str, sentence: str, status: int = 422) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.status = status


TOO_LONG = AskError(
    "too_long", f"A message has at most {LONGEST_TEXT:,} characters. {KEPT} Shorten it, or send it in parts.", 413
)
UNREADABLE = AskError("bad_message", f"The message could not be read. {KEPT} Reload the page and send it again.")


@dataclass(frozen=True, slots=True)
class Asked:
    """A message and what it points at; see `models.Message`. `variants` is how many answers are wanted."""

    text: str
    pictures: tuple[Mockup, ...] = ()
    base: Version | None = None
    regions: tuple[dict[str, Any], ...] = ()
    selection: dict[str, Any] | None = None
    variants: int = 1


def check_open(project: Project) -> None:
    """Raises AskError where nothing new may be made in the project."""
    if project.archived:
        raise AskError(
            "archived",
            f"{project.name} is archived, so nothing new is made in it. {KEPT} Restore it from the archive first.",
            409,
        )


def read(body: bytes, project: Project) -> Asked:
    """The message in a JSON body; raises AskError where it cannot be sent."""
    check_open(project)
    try:
        sent = json.loads(body)
        text = str(sent.get("text", "")).replace("\0", "").strip()
        pictures = [UUID(key) for key in sent.get("pictures", [])]
        base = UUID(sent["base"]) if sent.get("base") else None
        variants = int(sent.get("variants", 1))
        regions, selection = list(sent.get("regions", [])), sent.get("selection")
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UNREADABLE from None
    _check_amounts(text, pictures, regions, variants)
    version = _base(project, base)
    asked = Asked(
        text,
        _pictures(project, pictures),
        version,
        tuple(_region(project, region) for region in regions),
        _selection(version, selection),
        variants,
    )
    _check_said(asked)
    return asked


def _check_amounts(text: str, pictures: Sequence[UUID], regions: Sequence[object], variants: int) -> None:
    if len(text) > LONGEST_TEXT:
        raise TOO_LONG
    if len(pictures) > MOST_PICTURES:
        raise AskError(
            "too_many_pictures",
            f"A message takes at most {MOST_PICTURES} pictures; this one has {len(pictures)}. {KEPT} Take some out.",
        )
    if len(regions) > MOST_REGIONS:
        raise AskError("too_many_regions", f"A message takes at most {MOST_REGIONS} regions. {KEPT} Take some out.")
    if not 1 <= variants <= MOST_VARIANTS:
        raise AskError("bad_variants", f"One to {MOST_VARIANTS} variants can be made at once. {KEPT}")


def _check_said(asked: Asked) -> None:
    if asked.base is None and not asked.pictures:
        raise AskError("no_picture", f"A first page is made from a picture. {KEPT} Attach one, or choose a version.")
    if asked.base and not asked.text and not asked.pictures and not any(region["note"] for region in asked.regions):
        raise AskError("empty", "Write what should change. An empty message asks for nothing, so nothing was sent.")


def _base(project: Project, key: UUID | None) -> Version | None:
    if key is None:
        return None
    version = project.versions.select_related("mockup").filter(pk=key).first()
    if version is None:
        raise AskError("no_version", f"The version to change is not in this project. {KEPT} Choose another one.")
    return version


def _pictures(project: Project, keys: Sequence[UUID]) -> tuple[Mockup, ...]:
    found = project.mockups.filter(removed=None).in_bulk(keys)
    if len(found) < len(set(keys)):
        raise AskError(
            "picture_gone", f"A picture of this message was removed from the project. {KEPT} Send it without.", 409
        )
    return tuple(found[key] for key in dict.fromkeys(keys))


def _region(project: Project, sent: Any) -> dict[str, Any]:
    try:
        key, note = UUID(sent["mockup"]), str(sent.get("note", "")).replace("\0", "").strip()
        left, top, width, height = (float(number) for number in sent["box"])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UNREADABLE from None
    mockup = project.mockups.filter(pk=key, removed=None).first()
    if mockup is None:
        raise AskError("picture_gone", f"The picture of a region was removed. {KEPT} Send it without the region.", 409)
    if len(note) > LONGEST_NOTE:
        raise AskError("too_long", f"What is said of a region has at most {LONGEST_NOTE:,} characters. {KEPT}", 413)
    left, right = sorted((_within(left, mockup.width), _within(left + width, mockup.width)))
    top, bottom = sorted((_within(top, mockup.height), _within(top + height, mockup.height)))
    if right - left < SMALLEST_REGION or bottom - top < SMALLEST_REGION:
        sentence = f"A region lies outside of its picture, or is too small to see. {KEPT} Draw it again."
        raise AskError("bad_region", sentence)
    return {"mockup": str(key), "box": [left, top, right - left, bottom - top], "note": note}


def _within(number: float, most: int) -> float:
    """NaN, which compares with nothing, becomes 0."""
    return round(min(max(number, 0.0), float(most)), 1) if number == number else 0.0  # noqa: PLR0124


def _selection(base: Version | None, sent: Any) -> dict[str, Any] | None:
    if sent is None:
        return None
    try:
        path, start, end, text = str(sent["path"]), int(sent["start"]), int(sent["end"]), str(sent["text"])
    except (ValueError, KeyError, TypeError):
        raise UNREADABLE from None
    if base is None or base.files.get(path, "")[start:end] != text or not text:
        raise AskError(
            "code_changed", f"The element that you pointed at is no longer at its place. {KEPT} Point at it again.", 409
        )
    return {"path": path, "start": start, "end": end, "text": text}
