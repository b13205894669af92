"""A recording on its way to a model that takes video: in the request where it is small, else as a file at the host."""

import asyncio
import logging
import time
from base64 import b64encode
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, cast
from uuid import uuid4

from mockup2code.engines.job import Job, Recording
from mockup2code.engines.kimi.profiles import profile_of, provider_of
from mockup2code.engines.kimi.settings import KimiSettings

if TYPE_CHECKING:
    from openai import AsyncOpenAI

logger = logging.getLogger(__name__)

SMALL = 4_000_000
"""Bytes up to which a recording goes in the request itself."""
UPLOAD_SECONDS = 120
DELETE_SECONDS = 10
TRIES = 3
"""To delete a file: nobody else will soon."""
PREFIX = "mockup2code-"
"""Of the names of the files that are uploaded here, which tells them from others of the same key."""


def takes_video(job: Job, settings: KimiSettings) -> bool:
    """Whether the job's recording goes as a video."""
    provider = provider_of(settings.base_url, settings.provider)
    return job.recording is not None and profile_of(settings.model, provider).video


class Video:
    """`async with` it: then `address` is what the request shows the recording by, None where it shows key frames.

    A file that was uploaded is deleted at the end, however the run ends; one whose process was killed, when the run is
    tried again, or else before the next upload.
    """

    def __init__(self, client: "AsyncOpenAI", job: Job, settings: KimiSettings) -> None:
        self._client = client
        self._recording = job.recording
        self._name = f"{PREFIX}{job.run_key or uuid4().hex}"
        self._most_seconds = settings.deadline_seconds
        self._uploaded: str | None = None
        self.wanted = takes_video(job, settings)
        self.address: str | None = None

    async def __aenter__(self) -> Self:
        if self.wanted and self._recording:
            self.address = await self._shown(self._recording)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._uploaded:
            await self._delete(self._uploaded)

    async def _shown(self, recording: Recording) -> str | None:
        size = await asyncio.to_thread(lambda: recording.path.stat().st_size)
        if size > SMALL:
            return await self._upload(recording)
        raw = await asyncio.to_thread(recording.path.read_bytes)
        return f"data:{recording.media_type};base64,{b64encode(raw).decode()}"

    async def _upload(self, recording: Recording) -> str | None:
        """The address of the file at the host, or None where the host takes none."""
        import openai  # noqa: PLC0415 - half a second that only runs of this engine pay

        await self._delete_left()
        name = f"{self._name}.{recording.media_type.rpartition('/')[2]}"
        named = (name, recording.path, recording.media_type)
        try:
            async with asyncio.timeout(UPLOAD_SECONDS):
                file = await self._client.files.create(file=cast("Any", named), purpose=cast("Any", "video"))
        except (openai.APIError, TimeoutError) as error:
            logger.warning("the recording could not be uploaded: %s", type(error).__name__)
            await self._delete_left()
            return None
        except asyncio.CancelledError:
            await self._delete_left()
            raise
        self._uploaded = file.id
        return f"ms://{file.id}"

    async def _delete_left(self) -> None:
        """What earlier attempts of this run have left, and other runs that must be over by now.

        An upload that broke off may have arrived all the same.
        """
        import openai  # noqa: PLC0415 - as above

        try:
            async with asyncio.timeout(DELETE_SECONDS):
                files = await self._client.files.list()
        except (openai.APIError, TimeoutError):
            return
        over = time.time() - self._most_seconds
        for file in files.data:
            own = file.filename.startswith(self._name)
            if own or (file.filename.startswith(PREFIX) and file.created_at < over):
                await self._delete(file.id)

    async def _delete(self, uploaded: str) -> None:
        import openai  # noqa: PLC0415 - as above

        for _ in range(TRIES):
            try:
                async with asyncio.timeout(DELETE_SECONDS):
                    await self._client.files.delete(uploaded)
            except openai.NotFoundError:
                return
            except (openai.APIError, TimeoutError) as error:
                logger.warning("the recording %s could not be deleted at the host: %s", uploaded, type(error).__name__)
            else:
                return
