"""The request of one run: what it asks, how it goes on, and what a host's refusal takes from it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from mockup2code.engines.job import Job
from mockup2code.engines.kimi.check import Problem
from mockup2code.engines.kimi.media import media_tokens
from mockup2code.engines.kimi.profiles import profile_of, provider_of
from mockup2code.engines.kimi.prompt import FULL, SHORTER, SMALLER, Size, again, continuation, messages, repair
from mockup2code.engines.kimi.recovery import Step
from mockup2code.engines.kimi.revision import Refused
from mockup2code.engines.kimi.settings import KimiSettings
from mockup2code.engines.kimi.usage import reckoned

RENAMED = {"max_completion_tokens": "max_tokens"}
"""The older names of parameters, for hosts that do not take the newer ones."""


MARGIN = 2000
"""Tokens of a context that are left alone, for counts here are reckoned."""


class Request:
    """What is left out or made smaller once stays so for all further calls of the run. Takes the processor to make.

    `video` is the address of the job's recording, where it is sent as one.
    """

    def __init__(self, job: Job, settings: KimiSettings, video: str | None = None) -> None:
        profile = profile_of(settings.model, provider_of(settings.base_url, settings.provider))
        self._job = job
        self._video = video
        self._model = settings.model
        self._repair: list[dict[str, Any]] = []
        self._fields: dict[str, Any] = {
            "max_completion_tokens": settings.max_completion_tokens,
            "stream_options": {"include_usage": True},
            **profile.extra(thinking=settings.thinking),
        }
        if profile.cache_key and job.project_key:
            self._fields["prompt_cache_key"] = job.project_key
        self.partial = profile.partial and not settings.thinking
        """Whether a continuation is asked for by partial mode."""
        self._media_tokens = media_tokens(job, as_video=video is not None)
        self._ask(FULL)
        self._fit(profile.context - self.most_tokens - MARGIN)

    @property
    def forgotten(self) -> int:
        """How many of the oldest turns of the talk are left out."""
        turns = self._size.turns
        return 0 if turns is None else len(self._job.talk) - turns

    @property
    def as_video(self) -> bool:
        """Whether the recording goes as a video."""
        return self._video is not None

    def _ask(self, size: Size) -> None:
        self._size = size
        self._messages = messages(self._job, size, self._video)

    def _fit(self, room: int) -> None:
        """Leaves out the oldest turns of the talk, then facts, until the request has so many tokens at most."""
        over = self.tokens(self.body("")) - room
        turns = list(self._job.talk)
        while turns and over > 0:
            over -= round(sum(map(reckoned, (turns[0].note, turns[0].answer, *turns[0].changed))))
            turns.pop(0)
        if len(turns) < len(self._job.talk):
            self._ask(replace(self._size, turns=len(turns)))
        if over > 0:
            self._ask(replace(SHORTER, picture=self._size.picture))

    def body(self, written: str) -> dict[str, Any]:
        """The body of the next call; `written` is what has come of the answer already."""
        asked = [*self._messages, *self._repair]
        if written:
            asked += continuation(written, partial=self.partial)
        return {"model": self._model, "messages": asked, **self._fields}

    @property
    def most_tokens(self) -> int:
        """How many the answer may take; hosts charge these against their limits, not those it takes."""
        return int(self._fields.get("max_completion_tokens") or self._fields.get("max_tokens") or 0)

    def tokens(self, body: Mapping[str, Any]) -> int:
        """About how many tokens a body is, its picture included."""
        return round(sum(_tokens(message["content"]) for message in body["messages"])) + self._media_tokens

    def ask_for_repair(self, files: Mapping[str, str], problems: Sequence[Problem]) -> None:
        """From now on the answer is asked for that mends these files."""
        self._repair = repair(files, [str(problem) for problem in problems])

    def ask_again(self, answer: str, refused: Sequence[Refused], files: Mapping[str, str]) -> None:
        """From now on the changes of this answer are asked for that were not made."""
        self._repair = again(answer, refused, files)

    def apply(self, step: Step, said: str, *, going_on: bool) -> bool:
        """Changes the request as this step wants; False where that changes nothing. Takes the processor."""
        match step:
            case Step.SHRINK:
                self._ask(replace(SMALLER, turns=self._size.turns))
            case Step.SHORTEN:
                self._ask(SHORTER)
                for name in {"max_completion_tokens", "max_tokens"} & self._fields.keys():
                    self._fields[name] //= 2
            case Step.LEAVE_OUT:
                return self._leave_out(said) or self._leave_video(said) or self._stop_partial(going_on=going_on)
            case _:
                pass
        return True

    def _leave_out(self, said: str) -> bool:
        named = [name for name in self._fields if re.search(rf"(?<!\w){name}(?!\w)", said)]
        for name in named:
            value = self._fields.pop(name)
            if name in RENAMED:
                self._fields[RENAMED[name]] = value
        return bool(named)

    def _leave_video(self, said: str) -> bool:
        """A host that names the video in its refusal is shown the key frames."""
        if self._video is None or "video" not in said.lower():
            return False
        self._video = None
        self._media_tokens = media_tokens(self._job, as_video=False)
        self._ask(self._size)
        return True

    def _stop_partial(self, *, going_on: bool) -> bool:
        """A host that refuses a continuation by partial mode is asked in words."""
        stopped = going_on and self.partial
        self.partial = self.partial and not stopped
        return stopped


def _tokens(content: Any) -> float:
    if isinstance(content, str):
        return reckoned(content)
    return sum(reckoned(part.get("text", "")) for part in content)
