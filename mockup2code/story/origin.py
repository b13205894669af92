"""Where a request comes from: known to everything that is done for it, so that actions need not pass it on."""

from collections.abc import Callable
from contextvars import ContextVar
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

_address: ContextVar[str | None] = ContextVar("address", default=None)


def address() -> str | None:
    """The IP address of whoever asked, None for what a worker does by itself."""
    return _address.get()


def address_of(request: HttpRequest) -> str | None:
    """The peer's, or behind TRUSTED_PROXIES proxies the one that the outermost of them saw.

    Each proxy adds to the end of X-Forwarded-For whom it saw; what stands before those may be the browser's invention.
    """
    seen = request.headers.get("X-Forwarded-For", "").split(",")
    proxies: int = settings.TRUSTED_PROXIES
    found = seen[-proxies] if 0 < proxies <= len(seen) and seen[-1] else request.META.get("REMOTE_ADDR", "")
    try:
        return str(ip_address(found.strip()))
    except ValueError:
        return None


class RememberAddress:
    """Middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = _address.set(address_of(request))
        try:
            return self.get_response(request)
        finally:
            _address.reset(token)
