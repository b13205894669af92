"""From a run's message to the job of its engine: the pictures, the version that is changed, and the talk so far."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from mockup2code.connections.queries import instructions_of
from mockup2code.engines import job
from mockup2code.engines.base import EngineError, ErrorCode
from mockup2code.engines.job import Base, Job, PictureRole, RegionNote, Selection, Shown, Turn
from mockup2code.generations.models import Attachment, Generation
from mockup2code.generations.talk import turns_to
from mockup2code.projects.models import Mockup, Project, Recording, Version
from mockup2code.vision.measurement import Box, Measurement


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a job is made of; `mockup` is the picture whose page is made, `attached` came with the message."""

    project: Project
    mockup: Mockup
    text: str
    base: Version | None
    attached: Sequence[Mockup]
    regions: Sequence[dict[str, object]] = ()
    selection: dict[str, object] | None = None
    run: UUID | None = None


def wanted_of(generation: Generation) -> Wanted:
    message = generation.message
    attached = [attachment.mockup for attachment in message.attachments.select_related("mockup")]
    return Wanted(
        message.project,
        generation.mockup,
        message.text,
        message.base,
        attached,
        message.regions,
        message.selection,
        generation.pk,
    )


def removed_names(wanted: Wanted) -> list[str]:
    """The pictures that came with the message and are there no more."""
    return [mockup.name for mockup in wanted.attached if mockup.removed]


def job_for(wanted: Wanted) -> tuple[Job, list[Mockup]]:
    """The job, and the mockups of its pictures in their order. Raises EngineError where no picture is left."""
    mockups = _pictures(wanted)
    if not mockups:
        raise EngineError(
            ErrorCode.BAD_PICTURE,
            "The pictures of this message were removed before the run began, so there was nothing to look at. Nothing"
            " else was lost. Attach a picture and send the message again.",
        )
    return _job(wanted, mockups, _recording(mockups)), mockups


def _job(wanted: Wanted, mockups: Sequence[Mockup], recording: job.Recording | None) -> Job:
    shown = tuple(_shown(mockup) for mockup in mockups)
    base = wanted.base
    return Job(
        pictures=shown,
        note=wanted.text,
        base=Base(base.files, frozenset(base.assets)) if base else None,
        talk=tuple(Turn(turn.asked, turn.said, tuple(turn.changed)) for turn in turns_to(base)) if base else (),
        regions=tuple(_regions(wanted.regions, mockups, shown)),
        selection=_selection(wanted.selection),
        recording=recording,
        instructions=instructions_of(wanted.project.team),
        project_key=wanted.project.pk.hex,
        run_key=wanted.run.hex if wanted.run else "",
    )


def _pictures(wanted: Wanted) -> list[Mockup]:
    """The page's own first, then those of the whole talk in the person's order."""
    turns = turns_to(wanted.base) if wanted.base else []
    messages = [turn.message_id for turn in turns if turn.message_id]
    keys: set[UUID] = {mockup.pk for mockup in wanted.attached} | {wanted.mockup.pk}
    keys |= set(Attachment.objects.filter(message__in=messages).values_list("mockup", flat=True))
    keys |= {UUID(str(region["mockup"])) for region in wanted.regions}
    found = wanted.project.mockups.filter(pk__in=keys, removed=None).order_by("position", "created")
    return sorted(found, key=lambda mockup: mockup.pk != wanted.mockup.pk)


def _shown(mockup: Mockup) -> Shown:
    return Shown(
        mockup.clean_picture(),
        _known(mockup.measurement),
        name=mockup.name,
        role=PictureRole(mockup.role),
        note=mockup.note,
        number=mockup.number,
        seconds=mockup.at,
    )


def _known(data: object) -> Measurement | None:
    """What was measured before; a measurement of another release's shape is taken again."""
    try:
        return Measurement.from_json(data) if data else None
    except ValueError:
        return None


def _regions(
    regions: Sequence[dict[str, object]], mockups: Sequence[Mockup], shown: Sequence[Shown]
) -> Iterator[RegionNote]:
    places = {str(mockup.pk): place for place, mockup in enumerate(mockups)}
    for region in regions:
        place = places.get(str(region["mockup"]))
        if place is None:
            continue
        measurement, picture = shown[place].measurement, shown[place].picture
        scale = measurement.width / picture.width if measurement else 1.0
        left, top, width, height = (float(number) * scale for number in region["box"])  # type: ignore[attr-defined]  # as asking.py has checked it
        yield RegionNote(place, Box(left, top, width, height), str(region["note"]))


def _selection(kept: dict[str, object] | None) -> Selection | None:
    if kept is None:
        return None
    return Selection(str(kept["path"]), int(str(kept["start"])), int(str(kept["end"])), str(kept["text"]))


def _recording(mockups: Sequence[Mockup]) -> job.Recording | None:
    """The recording that the pictures are moments of, as a file of this machine."""
    key = next((mockup.recording_id for mockup in mockups if mockup.recording_id), None)
    recording = Recording.objects.filter(pk=key).first() if key else None
    if recording is None:
        return None
    return job.Recording(Path(recording.file.path), recording.media_type, recording.seconds)
