"""From an uploaded screen recording to its moments, as pictures of a project."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.db import transaction

from mockup2code.projects import actions
from mockup2code.projects.models import Mockup, Project, Recording
from mockup2code.projects.storing import check_room
from mockup2code.projects.uploads import UploadError
from mockup2code.teams.models import Team, User
from mockup2code.vision.recording import (
    ReadRecording,
    RecordingError,
    RecordingErrorCode,
    RecordingLimits,
    read_recording,
)

LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class TakenRecording:
    """An uploaded recording that was read: the file as it came, and its moments."""

    name: str
    file: "UploadedFile[bytes]"
    read: ReadRecording


def take(uploaded: "UploadedFile[bytes] | None") -> TakenRecording:
    """Reads the recording, which takes seconds. Raises UploadError for every file that is not taken."""
    if uploaded is None:
        raise UploadError("no_recording", "No recording came with the upload. Choose an MP4, WebM or MOV file.")
    name = Path(uploaded.name or "recording").name[-LONGEST_NAME:]
    try:
        with _as_path(uploaded) as path:
            read = read_recording(path, name, RecordingLimits(file_bytes=settings.MAX_RECORDING_BYTES))
    except RecordingError as error:
        status = 413 if error.code is RecordingErrorCode.TOO_LARGE_FILE else 422
        raise UploadError(str(error.code), error.sentence, status) from error
    return TakenRecording(name, uploaded, read)


@contextmanager
def _as_path(uploaded: "UploadedFile[bytes]") -> Iterator[Path]:
    """A large upload is a file already, a small one is in memory."""
    if isinstance(uploaded, TemporaryUploadedFile):
        yield Path(uploaded.temporary_file_path())
        return
    with tempfile.NamedTemporaryFile() as copy:
        uploaded.seek(0)
        shutil.copyfileobj(uploaded, copy)
        copy.flush()
        yield Path(copy.name)


@transaction.atomic
def start_project(*, team: Team, user: User, taken: TakenRecording) -> list[Mockup]:
    """A new project, named after the recording; gives its moments."""
    project = actions.new_project(team=team, user=user, named_after=taken.name)
    return add_recording(project=project, user=user, taken=taken)


@transaction.atomic
def add_recording(*, project: Project, user: User, taken: TakenRecording) -> list[Mockup]:
    """The recording, and its moments as pictures of the project."""
    read = taken.read
    recording = Recording(
        project=project, name=taken.name, media_type=read.media_type, seconds=read.seconds, created_by=user
    )
    recording.size = taken.file.seek(0, os.SEEK_END)
    check_room(team_id=project.team_id, user_id=user.pk, more=recording.size)
    taken.file.seek(0)
    recording.file.save("recording", taken.file, save=False)
    recording.save(force_insert=True)
    return [
        actions.add_mockup(project=project, user=user, picture=frame.picture, moment=(recording, frame.seconds))
        for frame in read.frames
    ]
