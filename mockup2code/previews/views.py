"""The sandboxed frame: HTTP in, HTTP out."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from mockup2code.previews import document

_KEPT = "public, max-age=31536000, immutable"


@require_safe
@login_not_required
@xframe_options_exempt
def frame(request: HttpRequest) -> HttpResponse:
    """The empty page that compiles and shows what its parent sends it. Needs no login: it holds nothing."""
    response = HttpResponse(document.markup(), headers=document.HEADERS)
    response["Cache-Control"] = _KEPT if request.META["QUERY_STRING"] == document.edition() else "no-cache"
    return response
