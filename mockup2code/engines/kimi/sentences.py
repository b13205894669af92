"""What a person reads when a run fails: what happened, that nothing is lost, and what to do."""

import math
from collections.abc import Mapping, Sequence

from mockup2code.engines.base import EngineError, ErrorCode
from mockup2code.engines.kimi.failures import CallFailed, Failure
from mockup2code.engines.kimi.settings import KimiSettings

LONGEST_QUOTE = 200

OF_SERVER = {
    "key": "the key in MOONSHOT_API_KEY",
    "address": "MOONSHOT_BASE_URL",
    "model_setting": "KIMI_MODEL",
    "restart": ", start the server anew",
}
OF_TEAM = {
    "key": "the key of the team's connection",
    "address": "the address of the team's connection",
    "model_setting": "the model of the team's connection",
    "restart": "",
}
"""How a sentence calls what is to be changed."""
MOST_MODELS = 12

SAFE = " Nothing is lost: the mockup and all versions are kept."
PARTIAL = " What had come stays here to read, but it is not whole and became no version; earlier versions are kept."
FILTER_ADVICE = " Trying again gives the same: take out what it may object to, in the picture or the note."

TABLE = {
    Failure.KEY_FORM: (
        ErrorCode.BAD_KEY,
        "{host} cannot be asked: {key} is empty, or holds spaces or signs that no key has."
        + SAFE
        + " Set it again{restart} and generate again.",
    ),
    Failure.BAD_KEY: (
        ErrorCode.BAD_KEY,
        "{host} does not accept the key."
        + SAFE
        + " Check {key}, and that it belongs to this address: a key of api.moonshot.ai is refused by"
        " api.moonshot.cn, and the other way round ({address} is {base_url}).",
    ),
    Failure.FORBIDDEN: (
        ErrorCode.BAD_KEY,
        "{host} knows {key}, but does not let it use {model}{said}."
        + SAFE
        + " Allow it in the account at the host, or set {model_setting} to a model that the key may use.",
    ),
    Failure.NO_MODEL: (
        ErrorCode.NO_MODEL,
        "The model {model} is not there at {host}, or not for this key: hosts retire models." + SAFE + " {choice}",
    ),
    Failure.NO_BALANCE: (
        ErrorCode.NO_BALANCE,
        "The account at {host} has no balance left{said}." + SAFE + " Top it up there, then generate again.",
    ),
    Failure.NO_CONNECTION: (
        ErrorCode.NO_ROUTE,
        "There is no connection to {host}{said}."
        + SAFE
        + " Check {address} (it is {base_url}) and this server's network, proxy and firewall, then generate"
        " again.",
    ),
    Failure.NOT_THE_API: (
        ErrorCode.NO_ROUTE,
        "What answers at {base_url} is not Kimi's API."
        + SAFE
        + " Check {address}: it usually ends in /v1; or a proxy answers in its place.",
    ),
    Failure.BAD_REQUEST: (
        ErrorCode.UPSTREAM,
        "{host} did not take the request for {model}{said}."
        + SAFE
        + " If {model_setting} is one that reads no pictures, set another; else generate again.",
    ),
    Failure.TOO_LONG: (
        ErrorCode.UPSTREAM,
        "The picture and its words are more than {model} can read at once{said}."
        + SAFE
        + " Cut the mockup into smaller parts, shorten the note, or set {model_setting} to a model with a larger"
        " context.",
    ),
    Failure.TOO_LARGE: (
        ErrorCode.UPSTREAM,
        "The picture is too large for {host}." + SAFE + " Use a smaller picture, or cut it into parts.",
    ),
    Failure.RATE_LIMIT: (
        ErrorCode.RATE_LIMIT,
        "{host} takes no more requests from this key for now{said}."
        + SAFE
        + " Generate again in {wait}; if this happens often, raise the key's tier or run fewer at once.",
    ),
    Failure.OVERLOADED: (
        ErrorCode.RATE_LIMIT,
        "{host} is overloaded." + SAFE + " Generate again in {wait}.",
    ),
    Failure.SERVER: (
        ErrorCode.UPSTREAM,
        "{host} failed to answer{said}." + SAFE + " This is theirs to mend: generate again in a few minutes.",
    ),
    Failure.GATEWAY_TIMEOUT: (
        ErrorCode.UPSTREAM,
        "{host} gave no answer in its own time limit." + SAFE + " Generate again in a few minutes.",
    ),
    Failure.DROPPED: (
        ErrorCode.UPSTREAM,
        "{host} closed the connection without an answer." + SAFE + " Generate again in a few minutes.",
    ),
    Failure.SILENT: (
        ErrorCode.UPSTREAM,
        "{host} took the request, but {model} did not begin to answer." + SAFE + " Generate again in a few minutes.",
    ),
    Failure.BROKE_OFF: (
        ErrorCode.CUT_OFF,
        "The answer of {model} broke off in the middle{said}." + PARTIAL + " Generate again.",
    ),
    Failure.STALLED: (
        ErrorCode.CUT_OFF,
        "{model} fell silent in the middle of its answer." + PARTIAL + " Generate again.",
    ),
    Failure.OUT_OF_TIME: (
        ErrorCode.CUT_OFF,
        "The run took longer than it may and was ended."
        + PARTIAL
        + " Generate again, or cut the mockup into smaller parts.",
    ),
    Failure.UNFINISHED: (
        ErrorCode.CUT_OFF,
        "The answer of {model} ended before it was complete{said}." + PARTIAL + " Generate again.",
    ),
    Failure.LENGTH: (
        ErrorCode.CUT_OFF,
        "The answer of {model} reached its greatest length before it was complete."
        + PARTIAL
        + " Cut the mockup into smaller parts, or ask in the note for less, and generate again.",
    ),
    Failure.CONTENT_FILTER: (
        ErrorCode.REFUSED,
        "The content filter of {host} refused this mockup." + SAFE + FILTER_ADVICE,
    ),
    Failure.FILTERED: (
        ErrorCode.REFUSED,
        "The content filter of {host} stopped the answer." + PARTIAL + FILTER_ADVICE,
    ),
    Failure.NO_CHANGE: (
        ErrorCode.UPSTREAM,
        "{model} answered, but nothing of it could be changed in the files{said}."
        + SAFE
        + " Say it in other words, or point at the element that is meant.",
    ),
    Failure.NO_CODE: (
        ErrorCode.UPSTREAM,
        "{model} answered without the code of a page{said}."
        + SAFE
        + " Generate again; a note that says what the picture shows may help.",
    ),
}


def explained(failed: CallFailed, settings: KimiSettings, models: Sequence[str] = ()) -> EngineError:
    """The domain's error for a failed call; the key is in none of its texts."""
    code, template = TABLE[failed.failure]
    said = _masked(" ".join(failed.said.split()), settings)[:LONGEST_QUOTE].rstrip(".")
    names = OF_TEAM if settings.of_team else OF_SERVER
    if settings.own_model:
        names = {**names, "model_setting": OF_TEAM["model_setting"]}
    sentence = template.format(
        host=settings.base_url.partition("://")[2].partition("/")[0] or settings.base_url,
        base_url=settings.base_url,
        model=settings.model,
        said=f" (it says: {said})" if said else "",
        wait=_minutes(failed.retry_after or 0),
        choice=_choice(models, names),
        **names,
    )
    return EngineError(code, sentence, _masked(f"{failed.failure}: {failed.detail}", settings))


def _choice(models: Sequence[str], names: Mapping[str, str]) -> str:
    if not models:
        return (
            "Set {model_setting} to a model that the host serves, and check {address}: it usually ends in /v1.".format(
                **names
            )
        )
    more = f" and {len(models) - MOST_MODELS} more" if len(models) > MOST_MODELS else ""
    return (
        f"Set {names['model_setting']} to one of those that this key may use: {', '.join(models[:MOST_MODELS])}{more}."
    )


def _minutes(seconds: float) -> str:
    minutes = math.ceil(seconds / 60)
    return f"{minutes} minutes" if minutes > 1 else "a minute"


def _masked(text: str, settings: KimiSettings) -> str:
    return text.replace(settings.api_key, "[key]") if settings.api_key else text
