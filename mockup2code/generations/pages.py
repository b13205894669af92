"""What the workspace shows of a project, as data for its page and its scripts."""

from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from mockup2code.connections.queries import model_of
from mockup2code.generations.asking import MOST_PICTURES
from mockup2code.generations.models import Attachment, EngineName, Generation
from mockup2code.previews import document
from mockup2code.previews.fonts import font_addresses
from mockup2code.projects.models import Mockup, Project, Version
from mockup2code.projects.pages import picture_data
from mockup2code.projects.queries import pictures_of
from mockup2code.vision.measurement import PictureKind

MAIN_COMPONENT = "src/App.tsx"
WINDOW = 1280
"""The width, in CSS pixels, of the window in which the page of a drawing is compared with it."""


def workspace_data(
    project: Project, mockup: Mockup, generation: Generation | None, version: Version | None, *, may_change: bool
) -> dict[str, Any]:
    model = model_of(project.team)
    return {
        "project": {"id": str(project.pk), "name": project.name},
        "mockup": mockup_data(mockup),
        "pictures": [{**picture_data(one), "used": one.used} for one in _pictures(project)],
        "engine": {
            "name": str(EngineName.KIMI if model else EngineName.DRAFT),
            "model": model or None,
        },
        "now": timezone.now().isoformat(),
        "may_change": may_change,
        "fonts": font_addresses(),
        "generation": generation_data(generation) if generation else None,
        "variants": [generation_data(run) for run in _variants(generation, version)],
        "version": version_data(version) if version else None,
        "urls": {
            "send": reverse("generations:send", args=[project.pk]),
            "estimate": reverse("generations:estimate", args=[project.pk]),
            "talk": reverse("generations:talk", args=[project.pk]),
            "history": reverse("generations:history", args=[project.pk]),
            "version": "/versions/",
            "measurement": reverse("projects:measurement", args=[mockup.pk]),
            "fidelity": reverse("projects:fidelity", args=[mockup.pk]),
            "save_version": reverse("projects:save_version", args=[project.pk]),
            "formatter": static("formatter.js"),
            "preview": document.address(),
            "rename": reverse("projects:rename", args=[project.pk]),
            "add_mockup": reverse("projects:add_mockup", args=[project.pk]),
            "add_recording": reverse("projects:add_recording", args=[project.pk]),
            "order": reverse("projects:order", args=[project.pk]),
        },
        "limits": {
            "pictures": MOST_PICTURES,
            "picture_mb": settings.MAX_UPLOAD_BYTES // 1_000_000,
            "recording_mb": settings.MAX_RECORDING_BYTES // 1_000_000,
        },
    }


def _pictures(project: Project) -> QuerySet[Any]:
    """Those that are there, each with whether a message has taken it up."""
    return pictures_of(project).annotate(used=Exists(Attachment.objects.filter(mockup=OuterRef("pk"))))


def _variants(generation: Generation | None, version: Version | None) -> list[Generation]:
    """The runs that answer the same message as what is shown, where there are several."""
    run = generation or Generation.objects.filter(version=version).first() if generation or version else None
    if run is None:
        return []
    answers = list(Generation.objects.filter(message=run.message_id).select_related("message").order_by("created"))
    return answers if len(answers) > 1 else []


def mockup_data(mockup: Mockup) -> dict[str, Any]:
    return {
        "id": str(mockup.pk),
        "name": mockup.name,
        "url": reverse("projects:picture", args=[mockup.pk]),
        "width": mockup.width,
        "height": mockup.height,
        "note": mockup.note,
        "page": _page_size(mockup),
    }


def _page_size(mockup: Mockup) -> dict[str, float]:
    """In CSS pixels: a picture with two pixels for each is known as such once it is measured.

    A drawing has no such size, only a shape: its page is looked at in a window of usual width. `scale` is how many
    pixels of the page one measured pixel of the mockup stands for.
    """
    measured = mockup.measurement or {"width": mockup.width, "height": mockup.height}
    if measured.get("kind") == PictureKind.SKETCH:
        scale = WINDOW / measured["width"]
        return {"width": WINDOW, "height": round(scale * measured["height"]), "scale": scale}
    return {"width": measured["width"], "height": measured["height"], "scale": 1}


def generation_data(generation: Generation) -> dict[str, Any]:
    error = {"code": generation.error_code, "sentence": generation.error_sentence} if generation.error_code else None
    return {
        "id": str(generation.pk),
        "mockup": str(generation.mockup_id),
        "state": generation.state,
        "engine": generation.engine,
        "model": generation.model or None,
        "attempt": generation.attempt,
        "created": generation.created.isoformat(),
        "started": generation.started.isoformat() if generation.started else None,
        "finished": generation.finished.isoformat() if generation.finished else None,
        "error": error,
        "version": str(generation.version_id) if generation.version_id else None,
        "socket": f"/ws/generations/{generation.pk}/",
        "base": str(generation.message.base_id) if generation.message.base_id else None,
        "base_number": generation.message.base.number if generation.message.base else None,
        "again_url": reverse("generations:answer_again", args=[generation.pk]),
        "stop_url": reverse("generations:stop", args=[generation.pk]),
    }


def page_data(version: Version) -> dict[str, Any]:
    title = f"The page of version {version.number}"
    return {"version": version_data(version), "frame": document.address(), "title": title}


def version_data(version: Version) -> dict[str, Any]:
    main_file = reverse("exports:file", args=[version.pk, MAIN_COMPONENT])
    return {
        "id": str(version.pk),
        "number": version.number,
        "message": version.message,
        "files": version.files,
        "assets": {path: reverse("projects:asset", args=[key]) for path, key in version.assets.items()},
        "zip_url": reverse("exports:zip", args=[version.pk]),
        "flaws": _flaws(version),
        "pictured": bool(version.picture),
        "page": _page_size(version.mockup) if version.mockup else None,
        "page_url": reverse("generations:page", args=[version.pk]),
        "file_url": main_file.removesuffix(MAIN_COMPONENT),
    }


def _flaws(version: Version) -> list[str]:
    """What was still wrong with the code when its run ended."""
    generation = Generation.objects.filter(version=version).only("flaws").first()
    return list(generation.flaws) if generation else []
