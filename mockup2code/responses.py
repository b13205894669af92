"""What every app's views share: who asks, and how errors leave the server."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from mockup2code.teams.models import User


def person(request: HttpRequest) -> User:
    """The signed-in person; only for views that need one."""
    assert isinstance(request.user, User)
    return request.user


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def image(content: bytes, content_type: str) -> HttpResponse:
    """A picture under an id never changes, so that the browser may keep it; shared caches may not."""
    headers = {"Cache-Control": "private, max-age=31536000, immutable", "Content-Security-Policy": "default-src 'none'"}
    return HttpResponse(content, content_type=content_type, headers=headers)


def problem(code: str, sentence: str, status: int) -> JsonResponse:
    """An error as JSON: a code for the script, a sentence for the person."""
    return JsonResponse({"error": {"code": code, "sentence": sentence}}, status=status)
