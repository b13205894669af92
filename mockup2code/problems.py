"""The one place where errors become answers: a page for people, a code and a sentence for scripts."""

import logging
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render

from mockup2code.limits.queries import LimitReachedError
from mockup2code.responses import problem, wants_json
from mockup2code.storage import DISK_FULL, is_full

logger = logging.getLogger(__name__)

GONE = "This is not here, or not for you. Nothing was changed; go back and reload the page."
FORBIDDEN = "Your role in this team does not allow that. Nothing was changed."


class Problems:
    """Middleware: errors that a person can do something about get their sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """None leaves the error to Django, which renders its own page or logs it."""
        if is_full(error):
            logger.error("the disk is full: %s", error)
            return _told(request, "507.html", "disk_full", DISK_FULL, 507)
        if isinstance(error, LimitReachedError):
            return _told(request, "limit.html", error.code, error.sentence, error.status)
        return _as_json(error) if wants_json(request) else None


def _told(request: HttpRequest, template: str, code: str, sentence: str, status: int) -> HttpResponseBase:
    if wants_json(request):
        return problem(code, sentence, status)
    return render(request, template, {"sentence": sentence, "status": status}, status=status)


def _as_json(error: Exception) -> HttpResponseBase | None:
    if isinstance(error, Http404):
        return problem("not_found", GONE, 404)
    if isinstance(error, PermissionDenied):
        return problem("forbidden", str(error) or FORBIDDEN, 403)
    return None
