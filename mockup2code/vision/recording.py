"""Takes in a screen recording: limits first, then its key frames as clean pictures."""

import json
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from mockup2code.vision.picture import Picture
from mockup2code.vision.refusal import FileRefusedError
from mockup2code.vision.signatures import other_kind, picture_format

READER = ["-m", "mockup2code.vision.keyframes"]
"""What the other process runs."""
HEAD = 4096
"""Bytes that tell what a file is."""
OVER_TIME = {-signal.SIGXCPU, -signal.SIGKILL}
"""How a process ends that took more of the processor than it may."""
PATIENCE = 60
"""Seconds that reading a recording may take in all; its processor time is bounded besides."""


@dataclass(frozen=True, slots=True)
class RecordingLimits:
    """What a recording may have at most: bytes of the file, seconds, and pixels a side."""

    file_bytes: int = 100_000_000
    seconds: float = 180
    side: int = 4096


class RecordingErrorCode(StrEnum):
    EMPTY = "empty"
    TOO_LARGE_FILE = "too_large_file"
    NOT_A_RECORDING = "not_a_recording"
    UNSUPPORTED = "unsupported"
    TOO_LONG = "too_long"
    TOO_LARGE = "too_large"
    NO_VIDEO = "no_video"
    NO_FRAMES = "no_frames"
    DAMAGED = "damaged"
    TOO_SLOW = "too_slow"


class RecordingError(FileRefusedError):
    """A file that is no recording as they are taken here; its code is a RecordingErrorCode."""


@dataclass(frozen=True, slots=True)
class KeyFrame:
    """What the recording shows from `seconds` on."""

    seconds: float
    picture: Picture


@dataclass(frozen=True, slots=True)
class ReadRecording:
    """A recording that was taken: `media_type` is what its content is, whatever its name says."""

    media_type: str
    seconds: float
    frames: tuple[KeyFrame, ...]


@dataclass(frozen=True, slots=True)
class _Kind:
    """`form` is FFmpeg's name of the container."""

    media_type: str
    form: str


_WEBM = _Kind("video/webm", "matroska")
_MP4 = _Kind("video/mp4", "mp4")
_MOV = _Kind("video/quicktime", "mov")
_QUICKTIME_ATOMS = {b"moov", b"mdat", b"wide", b"free", b"skip"}

_ADVICE = "Nothing was lost; "
_SENTENCES = {
    RecordingErrorCode.EMPTY: "“{name}” is empty: the file has no content. " + _ADVICE + "record or export it again.",
    RecordingErrorCode.TOO_LARGE_FILE: (
        "“{name}” is larger than {megabytes:g} MB, which is the most. "
        + _ADVICE
        + "record less of it, or export it with a lower quality."
    ),
    RecordingErrorCode.UNSUPPORTED: (
        "“{name}” is encoded in a way that cannot be read here{found}. "
        + _ADVICE
        + "export it as MP4 (H.264) or WebM, and choose that."
    ),
    RecordingErrorCode.TOO_LONG: (
        "“{name}” is longer than {minutes:g} minutes, which is the most. "
        + _ADVICE
        + "cut it to the part that matters, and choose it again."
    ),
    RecordingErrorCode.TOO_LARGE: (
        "“{name}” has more than {side:,} pixels a side, which is the most. "
        + _ADVICE
        + "export it at 1080p, and choose that."
    ),
    RecordingErrorCode.NO_VIDEO: "“{name}” has only sound, no video. " + _ADVICE + "choose a recording of the screen.",
    RecordingErrorCode.NO_FRAMES: (
        "“{name}” is a video without a single frame. " + _ADVICE + "record it again, for a second or longer."
    ),
    RecordingErrorCode.DAMAGED: (
        "“{name}” is damaged or incomplete, so it cannot be read. " + _ADVICE + "export or record it again."
    ),
    RecordingErrorCode.TOO_SLOW: (
        "“{name}” takes too long to read. " + _ADVICE + "export it at 1080p as MP4 (H.264), and choose that."
    ),
}


def read_recording(path: Path, name: str, limits: RecordingLimits = RecordingLimits()) -> ReadRecording:
    """The key frames of an uploaded MP4, WebM or MOV: at most 12, one for each state that the screen stays in.

    What it is its content tells, not its name. It is decoded in a process of its own, whose memory and time are
    bounded. Takes seconds. Raises RecordingError for every file that is not taken.
    """
    size = path.stat().st_size
    if not size:
        raise _error(RecordingErrorCode.EMPTY, name, limits)
    if size > limits.file_bytes:
        raise _error(RecordingErrorCode.TOO_LARGE_FILE, name, limits)
    with path.open("rb") as file:
        kind = _kind(file.read(HEAD), name)
    with tempfile.TemporaryDirectory(prefix="mockup2code-frames-") as folder:
        found = _decoded(path, kind, Path(folder), name, limits)
        frames = tuple(_frame(row, Path(folder), name) for row in found["frames"])
    return ReadRecording(kind.media_type, float(found["seconds"]), frames)


def is_recording(raw: bytes) -> bool:
    """Whether a file that begins so may be a recording, so that it is worth reading."""
    try:
        _kind(raw, "")
    except RecordingError:
        return False
    return True


def _kind(raw: bytes, name: str) -> _Kind:
    if raw.startswith(b"\x1aE\xdf\xa3"):
        return _WEBM
    if raw[4:8] == b"ftyp" and other_kind(raw) == "a video":
        return _MOV if raw[8:12] == b"qt  " else _MP4
    if raw[4:8] in _QUICKTIME_ATOMS:
        return _MOV
    kind = "a picture: drop it as a mockup" if picture_format(raw) else other_kind(raw)
    looks = f" It looks like {kind}." if kind and kind != "a video" else ""
    raise RecordingError(
        RecordingErrorCode.NOT_A_RECORDING,
        f"“{name}” is not a recording that can be read here, whatever its name says.{looks} "
        "Nothing was lost; choose an MP4, WebM or MOV file.",
    )


def _decoded(path: Path, kind: _Kind, folder: Path, name: str, limits: RecordingLimits) -> dict[str, Any]:
    """What the other process found. Raises RecordingError."""
    bounds = json.dumps({"seconds": limits.seconds, "side": limits.side})
    command = [sys.executable, *READER, str(path), kind.form, str(folder), bounds]
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603 - no shell
    except subprocess.TimeoutExpired as error:
        raise _error(RecordingErrorCode.TOO_SLOW, name, limits, str(error)) from None
    if done.returncode in OVER_TIME:
        raise _error(RecordingErrorCode.TOO_SLOW, name, limits, f"status {done.returncode}")
    if done.returncode:
        said = f"status {done.returncode}: {done.stderr[-500:].decode(errors='replace')}"
        raise _error(RecordingErrorCode.DAMAGED, name, limits, said)
    found: dict[str, Any] = json.loads(done.stdout)
    if "code" in found:
        raise _error(RecordingErrorCode(found["code"]), name, limits, found["detail"])
    return found


def _frame(row: dict[str, Any], folder: Path, name: str) -> KeyFrame:
    picture = Picture(name, (folder / row["file"]).read_bytes(), row["width"], row["height"])
    return KeyFrame(float(row["seconds"]), picture)


def _error(code: RecordingErrorCode, name: str, limits: RecordingLimits, detail: str = "") -> RecordingError:
    sentence = _SENTENCES[code].format(
        name=name,
        megabytes=limits.file_bytes / 1_000_000,
        minutes=limits.seconds / 60,
        side=limits.side,
        found=f" ({detail})" if code is RecordingErrorCode.UNSUPPORTED else "",
    )
    return RecordingError(code, sentence, detail)
