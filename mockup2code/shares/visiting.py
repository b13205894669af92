"""What whoever has a link may see: its version, that version's pictures, and nothing else of the team."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.hashers import check_password
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare, salted_hmac

from mockup2code.projects.models import Version
from mockup2code.shares import limits
from mockup2code.shares.actions import hashed
from mockup2code.shares.limits import TooOftenError
from mockup2code.shares.models import Share, ShareState
from mockup2code.story.origin import address

GONE = 410
_OPENED = "opened shares"
_HEADERS = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cache-Control": "private, no-store",
}
_NOTHING = "There is nothing to see here any more. Ask whoever sent the link."
_SENTENCES = {
    ShareState.ENDED: "This link has ended. Ask whoever sent it for a new one.",
    ShareState.REVOKED: "This link was taken back. Ask whoever sent it if that is a surprise.",
}


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody at a link that is open, and whose password they know if it has one."""

    share: Share
    token: str
    version: Version


def visited(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view for whoever has the link; others get what keeps them out. Every answer is kept from search engines."""

    @login_not_required
    @wraps(view)
    def answer(request: HttpRequest, token: str, **parts: UUID | str) -> HttpResponseBase:
        try:
            response = _answer(view, request, token, parts)
        except TooOftenError:
            response = render(request, "429.html", status=429)
        except Http404:
            response = render(request, "404.html", status=404)
        for name, value in _HEADERS.items():
            response.headers[name] = value
        return response

    return answer


def _answer(
    view: Callable[..., HttpResponseBase], request: HttpRequest, token: str, parts: dict[str, UUID | str]
) -> HttpResponseBase:
    limits.spend(limits.OPENINGS, str(address()))
    share = _share_with(token)
    if share is None:
        raise Http404("no such share")
    gone = _SENTENCES.get(share.state, "")
    version = _version_of(share)
    if gone or share.project.deleted or version is None:
        return render(request, "shares/gone.html", {"sentence": gone or _NOTHING}, status=GONE)
    if not _is_opened(request, share):
        return _door(request, share)
    return view(request, Visit(share, token, version), **parts)


def _share_with(token: str) -> Share | None:
    """None for a token of no share; those who try many are stopped."""
    limits.check(limits.UNKNOWN, str(address()))
    found = Share.objects.select_related("project", "version__mockup").filter(token_hash=hashed(token)).first()
    if found is None:
        limits.spend(limits.UNKNOWN, str(address()))
    return found


def _version_of(share: Share) -> Version | None:
    if share.version:
        return share.version
    return share.project.versions.select_related("mockup").order_by("-number").first()


def _is_opened(request: HttpRequest, share: Share) -> bool:
    if not share.password:
        return True
    kept = request.session.get(_OPENED, {}).get(str(share.pk), "")
    return constant_time_compare(kept, _proof(share))


def _proof(share: Share) -> str:
    """What the session of somebody who knew the password holds."""
    return salted_hmac("mockup2code.shares", f"{share.pk}{share.password}").hexdigest()


def _door(request: HttpRequest, share: Share) -> HttpResponseBase:
    """Asks for the password, on the link's own page only."""
    if request.resolver_match is None or request.resolver_match.url_name != "visit":
        raise Http404("the share is locked")
    sentence = ""
    if request.method == "POST":
        if _tried(share, request.POST.get("password", "")):
            request.session[_OPENED] = {**request.session.get(_OPENED, {}), str(share.pk): _proof(share)}
            return redirect(request.path)
        sentence = "That is not the password. Ask whoever sent the link."
    return render(request, "shares/door.html", {"sentence": sentence}, status=422 if sentence else 200)


def _tried(share: Share, password: str) -> bool:
    """Whether it is the password; raises TooOftenError instead of saying so after too many wrong ones."""
    mine, everybody = f"{share.pk}:{address()}", str(share.pk)
    limits.check(limits.GUESSES, mine)
    limits.check(limits.ALL_GUESSES, everybody)
    if check_password(password[:1000], share.password):
        return True
    limits.spend(limits.GUESSES, mine)
    limits.spend(limits.ALL_GUESSES, everybody)
    return False
