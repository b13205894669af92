"""How near a page is to its mockup, from what a browser saw on the page."""

import json

from mockup2code.fidelity.fidelity import Fidelity, fidelity, told_on_picture
from mockup2code.fidelity.reference import Reference
from mockup2code.fidelity.seen import Seen
from mockup2code.projects import actions
from mockup2code.projects.models import Mockup
from mockup2code.vision import measure
from mockup2code.vision.measurement import Box, Measurement

MOST_BYTES = 2_000_000


def score(mockup: Mockup, report: bytes) -> Fidelity:
    """The fidelity of the page that is reported as JSON; raises ValueError where the report has another shape.

    A mockup that no run has measured yet is measured now, which takes about a second.
    """
    if len(report) > MOST_BYTES:
        raise ValueError("too much is seen on the page")
    seen = Seen.from_json(json.loads(report))
    measured = measurement_of(mockup)
    return told_on_picture(fidelity(Reference.of(measured), seen), measured)


def measurement_of(mockup: Mockup) -> Measurement:
    """What was measured on the mockup; it is measured now where no run has."""
    try:
        return Measurement.from_json(mockup.measurement)
    except ValueError:  # none yet, or one of another release's shape
        return _measured(mockup)


def _measured(mockup: Mockup) -> Measurement:
    found = measure.measure(mockup.clean_picture())
    actions.keep_measurement(mockup_id=mockup.pk, measurement=found.to_json())
    return found


def as_data(found: Fidelity) -> dict[str, object]:
    """For the workspace: the one figure, the figures by name, the regions; a box is left, top, width, height."""
    return {
        "score": round(found.score, 1),
        "figures": {name: round(value, 3) for name, value in found.figures.named().items()},
        "regions": [
            {
                "difference": str(region.difference),
                "subject": str(region.subject),
                "expected": _box(region.expected),
                "found": _box(region.found),
                "cost": round(region.cost, 2),
                "detail": region.detail,
                "count": region.count,
            }
            for region in found.regions
        ],
    }


def _box(box: Box | None) -> list[float] | None:
    return [box.x, box.y, box.width, box.height] if box else None
