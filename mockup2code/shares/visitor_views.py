"""What a link shows to whoever has it: HTTP in, HTTP out."""

from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from mockup2code.exports.actions import note_download
from mockup2code.exports.project import ProjectError, project_files, zip_bytes
from mockup2code.exports.views import download
from mockup2code.previews import document
from mockup2code.projects.models import Asset
from mockup2code.projects.queries import asset_contents
from mockup2code.shares import actions
from mockup2code.shares.visiting import Visit, visited

PICTURE_POLICY = {"Content-Security-Policy": "default-src 'none'"}


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@visited
def visit(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """The page of a link: the preview, and the mockup beside it."""
    actions.note_visit(share=visit.share)
    context = {"share": visit.share, "version": visit.version, "token": visit.token, "page": _page(visit)}
    return render(request, "shares/visit.html", context)


def _page(visit: Visit) -> dict[str, Any]:
    version, mockup = visit.version, visit.version.mockup
    return {
        "files": version.files,
        "assets": {path: reverse("shares:asset", args=[visit.token, key]) for path, key in version.assets.items()},
        "frame": document.address(),
        "title": f"{visit.share.project.name}, version {version.number}",
        "width": mockup.width if mockup else None,
        "files_url": reverse("shares:file", args=[visit.token, "src"]).removesuffix("src"),
    }


@require_GET
@visited
def mockup(_request: HttpRequest, visit: Visit) -> HttpResponseBase:
    if visit.version.mockup is None:
        raise Http404("the mockup of this version is gone")
    with visit.version.mockup.picture.open("rb") as file:
        return HttpResponse(file.read(), content_type="image/png", headers=PICTURE_POLICY)


@require_GET
@visited
def asset(_request: HttpRequest, visit: Visit, asset_id: UUID) -> HttpResponseBase:
    """A picture that the shown version uses."""
    found = Asset.objects.filter(pk=asset_id, project=visit.share.project_id).first()
    if found is None or str(asset_id) not in visit.version.assets.values():
        raise Http404("the shown version has no such picture")
    with found.picture.open("rb") as file:
        return HttpResponse(file.read(), content_type="image/png", headers=PICTURE_POLICY)


@require_GET
@visited
def zip_file(_request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """The version as a project, where the link allows it."""
    if not visit.share.allows_download:
        raise Http404("the link allows no download")
    version, name = visit.version, visit.share.project.name
    try:
        project = project_files(name, version.files, asset_contents(version))
    except ProjectError as error:
        return HttpResponse(error.sentence, status=409, content_type="text/plain; charset=utf-8")
    note_download(version=version, user=None, what="project", share=visit.share.name or "without a name")
    return download(zip_bytes(project), f"{slugify(name) or 'mockup'}-v{version.number}.zip", "application/zip")


@require_GET
@visited
def file(_request: HttpRequest, visit: Visit, path: str) -> HttpResponseBase:
    """One file of the code, where the link shows it."""
    if not visit.share.shows_code or path not in visit.version.files:
        raise Http404("the link shows no such file")
    note_download(version=visit.version, user=None, what=path, share=visit.share.name or "without a name")
    content = visit.version.files[path].encode("utf-8", "replace")
    return download(content, PurePosixPath(path).name, "text/plain; charset=utf-8")
