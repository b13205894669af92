"""Downloads of a version: one file of it, or a zip of a project that runs."""

from pathlib import PurePosixPath
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from mockup2code.exports.actions import note_download
from mockup2code.exports.project import ProjectError, project_files, zip_bytes
from mockup2code.projects.queries import asset_contents, version_for
from mockup2code.responses import person


@require_GET
def zip_file(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """The version as a Vite project, zipped."""
    version = version_for(person(request), version_id)
    name = version.project.name
    try:
        project = project_files(name, version.files, asset_contents(version))
    except ProjectError as error:
        return HttpResponse(error.sentence, status=409, content_type="text/plain; charset=utf-8")
    note_download(version=version, user=person(request), what="project")
    return download(zip_bytes(project), f"{slugify(name) or 'mockup'}-v{version.number}.zip", "application/zip")


@require_GET
def file(request: HttpRequest, version_id: UUID, path: str) -> HttpResponse:
    """One file of the version's code."""
    version = version_for(person(request), version_id)
    if path not in version.files:
        raise Http404("The version has no such file.")
    note_download(version=version, user=person(request), what=path)
    return download(
        version.files[path].encode("utf-8", "replace"), PurePosixPath(path).name, "text/plain; charset=utf-8"
    )


def download(content: bytes, filename: str, content_type: str) -> HttpResponse:
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=filename) or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=content_type, headers=headers)
