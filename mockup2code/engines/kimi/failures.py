"""Every way in which a call can fail, and how each is told from the client's exceptions."""

import re
from email.utils import parsedate_to_datetime
from enum import StrEnum
from time import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openai import APIError


class Failure(StrEnum):
    KEY_FORM = "key_form"
    BAD_KEY = "bad_key"
    FORBIDDEN = "forbidden"
    NO_MODEL = "no_model"
    NO_BALANCE = "no_balance"
    NO_CONNECTION = "no_connection"
    NOT_THE_API = "not_the_api"
    BAD_REQUEST = "bad_request"
    TOO_LONG = "too_long"
    TOO_LARGE = "too_large"
    RATE_LIMIT = "rate_limit"
    OVERLOADED = "overloaded"
    SERVER = "server"
    GATEWAY_TIMEOUT = "gateway_timeout"
    DROPPED = "dropped"
    SILENT = "silent"
    BROKE_OFF = "broke_off"
    STALLED = "stalled"
    OUT_OF_TIME = "out_of_time"
    UNFINISHED = "unfinished"
    LENGTH = "length"
    CONTENT_FILTER = "content_filter"
    FILTERED = "filtered"
    NO_CODE = "no_code"
    NO_CHANGE = "no_change"


class CallFailed(Exception):  # noqa: N818 - reads as what happened
    """A call that failed: what the host said of it, and the seconds after which it wants to be asked again."""

    def __init__(self, failure: Failure, detail: str = "", said: str = "", retry_after: float | None = None) -> None:
        super().__init__(failure.value)
        self.failure = failure
        self.detail = detail
        self.said = said
        self.retry_after = retry_after


TYPES = {
    "content_filter": Failure.CONTENT_FILTER,
    "invalid_authentication_error": Failure.BAD_KEY,
    "incorrect_api_key_error": Failure.BAD_KEY,
    "permission_denied_error": Failure.FORBIDDEN,
    "resource_not_found_error": Failure.NO_MODEL,
    "rate_limit_reached_error": Failure.RATE_LIMIT,
    "engine_overloaded_error": Failure.OVERLOADED,
    "exceeded_current_quota_error": Failure.NO_BALANCE,
}
STATUSES = {
    401: Failure.BAD_KEY,
    402: Failure.NO_BALANCE,
    403: Failure.FORBIDDEN,
    404: Failure.NO_MODEL,
    413: Failure.TOO_LARGE,
    429: Failure.RATE_LIMIT,
    499: Failure.SERVER,
    504: Failure.GATEWAY_TIMEOUT,
}
PASSING = {Failure.RATE_LIMIT, Failure.OVERLOADED, Failure.SERVER, Failure.GATEWAY_TIMEOUT}
EPOCH = 1_000_000_000
"""Where a number of seconds is so large, it is the time of day and no wait."""
OUT_OF_CONTEXT = re.compile(r"context|token limit|too long|exceed\w* (?:the )?(?:model|max)", re.IGNORECASE)
OUT_OF_MONEY = re.compile(r"balance|quota|suspended|recharge|arrears|insufficient", re.IGNORECASE)


def from_connection(cause: BaseException | None, *, begun: bool) -> CallFailed:
    """No connection, or one that broke, by what the network said: before the answer began, or in the middle of it."""
    name = type(cause).__name__
    detail = f"{name}: {cause}"
    if name in {"ConnectError", "ConnectTimeout", "UnsupportedProtocol", "ProxyError"}:
        return CallFailed(Failure.NO_CONNECTION, detail, said=str(cause))
    return CallFailed(Failure.BROKE_OFF if begun else Failure.DROPPED, detail)


def from_answer(error: "APIError", *, begun: bool) -> CallFailed:
    """An error that the host sent, instead of an answer or within one."""
    status = getattr(error, "status_code", None)
    said = _said(error)
    failure = _kind(error, status, said)
    if begun and failure in PASSING:
        failure = Failure.BROKE_OFF
    detail = f"status {status}, type {error.type}, code {error.code}: {error.message[:500]}"
    return CallFailed(failure, detail, said, _retry_after(error))


def _kind(error: "APIError", status: int | None, said: str) -> Failure:
    by_type = TYPES.get(error.type or "") or TYPES.get(error.code or "")
    if by_type is Failure.FORBIDDEN or (by_type is None and status == 403):
        return Failure.NO_BALANCE if OUT_OF_MONEY.search(said) else Failure.FORBIDDEN
    if by_type:
        return by_type
    if status == 404 and not isinstance(error.body, dict):
        return Failure.NOT_THE_API
    if status in STATUSES:
        return STATUSES[status]
    if (status and status < 500) or error.type == "invalid_request_error":
        return Failure.TOO_LONG if OUT_OF_CONTEXT.search(said) else Failure.BAD_REQUEST
    return Failure.SERVER


def _said(error: "APIError") -> str:
    """The host's own words in the shape that errors have; other bodies are web pages, and no words for a person."""
    return str(error.body.get("message") or "").strip() if isinstance(error.body, dict) else ""


def _retry_after(error: "APIError") -> float | None:
    """Seconds from a Retry-After header, which holds a number or a date, else those until the limits are reset."""
    response = getattr(error, "response", None)
    if response is None:
        return None
    value = response.headers.get("retry-after") or response.headers.get("x-ratelimit-reset") or ""
    if re.fullmatch(r"\d+(?:\.\d+)?s?", value):
        seconds = float(value.removesuffix("s"))
        return seconds if seconds < EPOCH else max(0.0, seconds - time())
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time())
    except ValueError:
        return None
