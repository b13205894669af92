"""Finds the key frames of a recording. Runs as a process of its own, with limits, for the file may be hostile.

`python -m mockup2code.vision.keyframes RECORDING FORMAT FOLDER LIMITS` writes the frames as PNGs into the folder and
prints one JSON object: `{"code", "detail"}` where the recording is not taken, else `{"seconds", "frames"}`.
"""

import contextlib
import json
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.container import InputContainer
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from PIL import Image

MOST = 12
CODECS = {"h264", "hevc", "vp8", "vp9", "av1", "mpeg4", "prores"}
SAMPLES = 5
"""Frames a second that are looked at."""
SETTLED = 0.35
"""Seconds that a state stays as it is to be one, rather than a move between two."""
SMALL = (160, 96)
BLOCK = 8
CHANGED = 10.0
"""How much the mean colour of a block changes where something on the screen did; more than a pointer moves it."""
LEAST_BLOCKS = 3
HURRY = 12
"""Seconds of processor after which only the frames that stand for themselves are decoded."""
THREADS = 4
"""That decode, each with frames of its own in memory."""
MEMORY = 1_500_000_000
"""Bytes of address space."""
PROCESSOR = 40
"""Seconds."""

Small = np.ndarray[Any, np.dtype[np.int16]]


class NotTakenError(Exception):
    """Why a recording is not taken: a code of `RecordingErrorCode`, and a detail for the log."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


@dataclass(slots=True)
class State:
    """What the screen shows for a while: `small` as it begins, `frame` as it was last seen."""

    start: float
    end: float
    small: Small
    frame: VideoFrame
    change: float
    """How much of the screen is other than in the state before."""


def key_frames(path: Path, form: str, seconds: float, side: int) -> tuple[float, list[State]]:
    """How long the recording is, and its states in their order: at most 12, no two alike.

    `form` is the FFmpeg name of its container. Raises NotTakenError where it is longer or larger than it may be.
    """
    # One container by name, and nothing but files: playlists would make FFmpeg open whatever they name.
    with av.open(str(path), format=form, options={"protocol_whitelist": "file"}) as container:
        stream = _stream(container.streams.video, side)
        length = float(container.duration / av.time_base) if container.duration else 0.0
        if length > seconds:
            raise NotTakenError("too_long", f"{length:.0f} s")
        states = States()
        end = 0.0
        for at, frame in _samples(container, stream, seconds, side):
            states.take(at, frame)
            end = at
    found = states.finish()
    if not found:
        raise NotTakenError("no_frames")
    return max(length, end), found


def _stream(streams: tuple[VideoStream, ...], side: int) -> VideoStream:
    """The one to read. Raises NotTakenError where there is none, or none that may be decoded."""
    films = [stream for stream in streams if not stream.disposition & Disposition.attached_pic]
    if not films:
        raise NotTakenError("no_video")
    stream = films[0]
    context = stream.codec_context
    if context.name not in CODECS and context.codec.canonical_name not in CODECS:
        raise NotTakenError("unsupported", context.codec.canonical_name)
    if max(context.width, context.height) > side:
        raise NotTakenError("too_large", f"{context.width} x {context.height}")
    stream.thread_type = "AUTO"
    context.thread_count = THREADS
    context.skip_frame = "NONREF"
    return stream


def _samples(
    container: InputContainer, stream: VideoStream, seconds: float, side: int
) -> Iterator[tuple[float, VideoFrame]]:
    """Frames at most so often as is looked at, each with its time from the first one on."""
    first: float | None = None
    due = 0.0
    for packet in container.demux(stream):
        if time.process_time() > HURRY:
            stream.codec_context.skip_frame = "NONKEY"
        with contextlib.suppress(av.error.InvalidDataError):
            for frame in packet.decode():
                if frame.pts is None:
                    continue
                first = frame.time if first is None else first
                at = frame.time - first
                if at > seconds:
                    raise NotTakenError("too_long", f"a frame at {at:.0f} s")
                if max(frame.width, frame.height) > side:
                    raise NotTakenError("too_large", f"{frame.width} x {frame.height}")
                if at >= due:
                    due = at + 1 / SAMPLES
                    yield at, frame


class States:
    """The states of a screen, from the frames that are taken one by one."""

    def __init__(self) -> None:
        self._found: list[State] = []
        self._now: State | None = None

    def take(self, at: float, frame: VideoFrame) -> None:
        small = _small(frame)
        now = self._now
        if now and _change(now.small, small) == 0:
            now.end, now.frame = at, frame
            return
        if now:
            self._close(now)
        self._now = State(at, at, small, frame, 1.0)

    def finish(self) -> list[State]:
        """What was found; where nothing ever stood still, what was there last."""
        last, self._now = self._now, None
        if last:
            last.end = max(last.end, last.start + SETTLED)
            self._close(last)
        return self._found

    def _close(self, state: State) -> None:
        settled = state.end - state.start >= SETTLED or not self._found
        if not settled or any(_change(other.small, state.small) == 0 for other in self._found):
            return
        state.change = _change(self._found[-1].small, state.small) if self._found else 1.0
        self._found.append(state)
        if len(self._found) > MOST:
            self._found.remove(min(self._found[1:-1], key=lambda other: other.change))


def _small(frame: VideoFrame) -> Small:
    width, height = SMALL
    return frame.reformat(width=width, height=height, format="rgb24").to_ndarray().astype(np.int16)


def _change(one: Small, other: Small) -> float:
    """The share of blocks that differ; 0 where too few do."""
    width, height = SMALL
    blocks = (one - other).reshape(height // BLOCK, BLOCK, width // BLOCK, BLOCK, 3).mean(axis=(1, 3))
    changed = int((np.abs(blocks).max(axis=2) > CHANGED).sum())
    return changed * BLOCK * BLOCK / (width * height) if changed >= LEAST_BLOCKS else 0.0


def _written(states: list[State], folder: Path) -> list[dict[str, Any]]:
    """The frames as upright PNGs, and what is known of each."""
    rows = []
    for number, state in enumerate(states, start=1):
        image = Image.fromarray(state.frame.to_ndarray(format="rgb24"))
        if state.frame.rotation % 360:
            image = image.rotate(state.frame.rotation, expand=True)
        file = folder / f"{number}.png"
        image.save(file, "PNG", compress_level=1)
        rows.append({"file": file.name, "seconds": state.start, "width": image.width, "height": image.height})
    return rows


def main() -> None:
    path, form, folder, limits = sys.argv[1:]
    with contextlib.suppress(ValueError, OSError):  # a system that knows no such limit
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR))
    av.logging.set_level(None)
    try:
        seconds, states = key_frames(Path(path), form, **json.loads(limits))
        found: dict[str, Any] = {"seconds": seconds, "frames": _written(states, Path(folder))}
    except NotTakenError as error:
        found = {"code": error.code, "detail": error.detail}
    except EOFError as error:  # FFmpeg looks for a frame when it opens a file
        found = {"code": "no_frames", "detail": repr(error)}
    except MemoryError as error:
        found = {"code": "too_large", "detail": repr(error)}
    except (av.error.FFmpegError, ValueError, IndexError) as error:
        found = {"code": "damaged", "detail": repr(error)}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
