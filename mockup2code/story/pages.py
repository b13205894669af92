"""The page of a story and its files, the same for a project and for a team."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from mockup2code.story import exporting
from mockup2code.story.forms import StoryForm
from mockup2code.story.models import Entries, Group
from mockup2code.story.reading import Wanted, narrowed, page_of


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose story it is: the entries, a name for its files, the people to choose from.

    `shows_addresses` is whether the reader may see where people were: those who lead the team may.
    """

    entries: Entries
    name: str
    people: Iterable[Any]
    shows_addresses: bool


def answer(request: HttpRequest, scope: Scope, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page of the story, or with `?format=` all of it that fits the filter."""
    form = StoryForm(request.GET)
    wanted = form.wanted()
    entries = narrowed(scope.entries, wanted)
    sent = form.cleaned_data
    if sent.get("format"):
        return _file(scope, entries, sent["format"])
    context |= {
        "wanted": wanted,
        "is_narrowed": wanted != Wanted(),
        "groups": Group,
        "people": scope.people,
        "page": page_of(entries, before=sent.get("before"), at=sent.get("at")),
        "at": sent.get("at"),
        "shows_addresses": scope.shows_addresses,
        "most_exported": exporting.MOST,
    }
    return render(request, template, context)


def _file(scope: Scope, entries: Entries, wanted: str) -> HttpResponse:
    if wanted == "csv":
        content, kind = exporting.as_csv(entries, addresses=scope.shows_addresses), "text/csv; charset=utf-8"
    else:
        content, kind = exporting.as_json(entries, addresses=scope.shows_addresses), "application/json"
    filename = f"{slugify(scope.name) or 'story'}-history.{wanted}"
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=filename) or "attachment",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=kind, headers=headers)
