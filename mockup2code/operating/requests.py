"""Each request has an id, which its log lines and its answer carry, and is counted."""

import logging
import time
from collections.abc import Callable
from uuid import uuid4

import structlog
from django.http import HttpRequest, HttpResponseBase

from mockup2code import logs
from mockup2code.operating import metrics

logger = logging.getLogger(__name__)


class Requests:
    """Middleware, the outermost: so that it sees every answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        structlog.contextvars.clear_contextvars()
        request_id = uuid4().hex
        logs.bind(request=request_id)
        began = time.perf_counter()
        response = self.get_response(request)
        seconds = time.perf_counter() - began
        method, view = request.method or "", _view(request)
        metrics.count_request(method, view, response.status_code, seconds)
        told = {"method": method, "view": view, "status": response.status_code, "ms": round(seconds * 1000)}
        logger.info("request", extra=told)
        response.headers["X-Request-ID"] = request_id
        return response


def _view(request: HttpRequest) -> str:
    """The name of the address rather than the address: that may hold a token."""
    match = request.resolver_match
    return match.view_name if match else "none"
