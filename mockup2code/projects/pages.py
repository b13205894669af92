"""A project's pictures as data for the scripts of its pages."""

from typing import Any

from django.urls import reverse

from mockup2code.projects.models import Mockup


def picture_data(mockup: Mockup) -> dict[str, Any]:
    """Sizes in pixels of the picture; `at` is the moment that it shows of its recording, in seconds."""
    return {
        "id": str(mockup.pk),
        "number": mockup.number,
        "name": mockup.name,
        "role": mockup.role,
        "note": mockup.note,
        "kind": mockup.kind,
        "width": mockup.width,
        "height": mockup.height,
        "at": mockup.at,
        "recording": str(mockup.recording_id) if mockup.recording_id else None,
        "url": reverse("projects:picture", args=[mockup.pk]),
        "thumbnail": reverse("projects:thumbnail", args=[mockup.pk]),
        "describe_url": reverse("projects:describe", args=[mockup.pk]),
        "remove_url": reverse("projects:remove_mockup", args=[mockup.pk]),
    }
