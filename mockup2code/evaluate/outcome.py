"""What came of one picture."""

from dataclasses import dataclass, replace
from enum import StrEnum

from mockup2code.evaluate.readability import Readability
from mockup2code.fidelity.fidelity import Fidelity, fidelity
from mockup2code.fidelity.reference import Reference
from mockup2code.fidelity.seen import Seen, Structure
from mockup2code.vision.measurement import PictureKind


class Step(StrEnum):
    """Where a round stopped."""

    READING = "reading"
    CONVERTING = "converting"
    BUILDING = "building"
    OPENING = "opening"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no page: the step, and a sentence."""

    step: Step
    sentence: str


@dataclass(frozen=True, slots=True)
class Page:
    """The page that was made: what it threw, whether it scrolls sideways on a phone, and how its code reads."""

    width: float
    height: float
    thrown: tuple[str, ...]
    narrow_overflow: bool
    readability: Readability


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds from the engine's start to its first code and to its end."""

    first: float
    whole: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """One picture's whole round. `width` and `height` are those of its reference, in CSS pixels.

    `fidelity` is None only where there is neither a reference nor a measurement.
    """

    name: str
    kind: PictureKind
    labelled: bool
    width: float
    height: float
    fidelity: Fidelity | None
    page: Page | None = None
    failure: Failure | None = None
    timing: Timing | None = None
    messages: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether there is no page, or one that threw."""
        return self.failure is not None or bool(self.page and self.page.thrown)


def without_page(outcome: Outcome, failure: Failure, reference: Reference | None) -> Outcome:
    """The outcome where something failed: scored as an empty page that overflows, so that it is seen in the means."""
    if reference is None:
        return replace(outcome, failure=failure)
    size = reference.seen.width, reference.seen.height
    empty = Seen(*size, structure=Structure(0, 0, overflow=True))
    return replace(
        outcome,
        kind=reference.kind,
        width=size[0],
        height=size[1],
        failure=failure,
        fidelity=fidelity(reference, empty),
    )
