"""The page of a story and its files, the same for a project and for a team."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, replace
from typing import Any

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from mockup2code.story import exporting
from mockup2code.story.forms import StoryForm
from mockup2code.story.models import KINDS, Entries, Group
from mockup2code.story.reading import Page, Wanted, narrowed, page_of


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose story it is: the entries, a name for its files, the people to choose from.

    `shows_addresses` is whether the reader may see where people were: those who lead the team may. `is_long` says that
    there may be very many entries.
    """

    entries: Entries
    name: str
    people: Iterable[Any]
    shows_addresses: bool
    is_long: bool = False


class Streamed(StreamingHttpResponse):
    """Parts that are read from the database one after the other, each when the one before it is on its way.

    Django's own would read all of them before it sends the first.
    """

    async def __aiter__(self) -> AsyncIterator[bytes]:
        parts = iter(self)
        following = sync_to_async(lambda: next(parts, None))
        while (part := await following()) is not None:
            yield part


def answer(request: HttpRequest, scope: Scope, template: str, context: dict[str, Any]) -> HttpResponseBase:
    """A page of the story, or with `?format=` all of it that fits the filter."""
    form = StoryForm(request.GET)
    wanted = form.wanted()
    sent = form.cleaned_data
    if sent.get("format"):
        return _file(scope, narrowed(scope.entries, wanted), sent["format"])
    context = {
        "wanted": wanted,
        "is_narrowed": wanted != Wanted(),
        "groups": Group,
        "people": scope.people,
        "page": _page(scope, wanted, sent),
        "at": sent.get("at"),
        "shows_addresses": scope.shows_addresses,
        "others": _others(request.GET),
        "names_projects": False,
    } | context
    return render(request, template, context)


def _others(sent: QueryDict) -> str:
    """The beginning of a link that narrows the page to a person and keeps what it is narrowed to otherwise."""
    kept = sent.copy()
    for name in ("person", "before", "at", "format"):
        kept.pop(name, None)
    return f"?{kept.urlencode()}&" if kept else "?"


def _page(scope: Scope, wanted: Wanted, sent: dict[str, Any]) -> Page:
    kinds = KINDS[wanted.group] if wanted.group and scope.is_long else ()
    entries = narrowed(scope.entries, replace(wanted, group=None) if kinds else wanted)
    return page_of(entries, kinds=kinds, before=sent.get("before"), at=sent.get("at"))


def _file(scope: Scope, entries: Entries, wanted: str) -> Streamed:
    if wanted == "csv":
        content, kind = exporting.as_csv(entries, addresses=scope.shows_addresses), "text/csv; charset=utf-8"
    else:
        content, kind = exporting.as_json(entries, addresses=scope.shows_addresses), "application/json"
    filename = f"{slugify(scope.name) or 'story'}-history.{wanted}"
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=filename) or "attachment",
        "Cache-Control": "private, no-store",
        "X-Accel-Buffering": "no",
    }
    return Streamed(content, content_type=kind, headers=headers)
