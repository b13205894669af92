"""What a picture shows beside those that its project has: a guess by its name and size, which people can change."""

import re
from dataclasses import dataclass

from mockup2code.projects.models import Role

_BREAKPOINT = {"mobile", "phone", "tablet", "desktop", "narrow", "wide", "iphone", "android", "ipad", "320", "360"}
_BREAKPOINT |= {"375", "390", "414", "768", "1024", "1280", "1440", "1920", "sm", "md", "lg", "xl"}
_STATE = {"hover", "focus", "error", "empty", "loading", "open", "opened", "closed", "active", "disabled", "success"}
_STATE |= {"modal", "dialog", "menu", "expanded", "collapsed", "selected", "invalid", "filled", "state", "dark"}
_DETAIL = {"detail", "details", "zoom", "crop", "closeup", "part"}

OTHER_WIDTH = 1.4
"""How many times as wide one of two pictures is that show the same page at two widths."""

SMALL = 0.25
"""The share of the first picture's area below which one shows a detail of it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture by its name and its size in pixels."""

    name: str
    width: int
    height: int


def guess_role(picture: Seen, first: Seen | None) -> Role:
    """`first` is the project's first picture, or None where this is it."""
    if first is None:
        return Role.PAGE
    words = set(re.findall(r"[a-z]+|\d+", picture.name.rsplit(".", 1)[0].lower()))
    if words & _DETAIL:
        return Role.DETAIL
    if words & _STATE:
        return Role.STATE
    if words & _BREAKPOINT and picture.width != first.width:
        return Role.BREAKPOINT
    return _by_size(picture, first)


def _by_size(picture: Seen, first: Seen) -> Role:
    if picture.width * picture.height < SMALL * first.width * first.height and picture.height < first.height / 2:
        return Role.DETAIL
    ratio = picture.width / first.width
    return Role.BREAKPOINT if max(ratio, 1 / ratio) >= OTHER_WIDTH else Role.SCREEN
