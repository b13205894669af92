"""About how many tokens the pictures and the video of a request are."""

from mockup2code.engines.job import Job
from mockup2code.engines.kimi.picture import picture_tokens, region
from mockup2code.engines.kimi.prompt import sent

FRAMES = 2
"""Frames that are sampled from a second of video, by the open preprocessor of K2.5."""
FRAME_TOKENS = 256
"""Of a sampled frame, reckoned with about a thousand patches, of which four frames' are pooled into one."""


def media_tokens(job: Job, *, as_video: bool) -> int:
    """Of the pictures that go out with a job, and of its recording where that goes as a video."""
    pictures = sum(picture_tokens(shown.picture) for shown in sent(job, as_video=as_video))
    crops = sum(picture_tokens(region(job.pictures[note.place], note.box)) for note in job.regions)
    video = round(job.recording.seconds * FRAMES * FRAME_TOKENS) if as_video and job.recording else 0
    return pictures + crops + video
