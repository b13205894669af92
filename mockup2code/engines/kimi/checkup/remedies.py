"""For each way in which a step can fail: its cause, and what to do about it."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit
from urllib.request import proxy_bypass

from mockup2code.engines.kimi.checkup.exchange import Exchange
from mockup2code.engines.kimi.failures import Failure
from mockup2code.engines.kimi.profiles import Provider, profile_of, providers
from mockup2code.engines.kimi.settings import KimiSettings
from mockup2code.engines.kimi.upstream import ADDRESS

MOST_MODELS = 12
PROXY_VARIABLES = ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY")
PRIVATE = re.compile(r"localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|\[")
LIMIT_HEADERS = ("retry-after", "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset")


@dataclass(frozen=True, slots=True)
class Explanation:
    cause: str
    remedy: str


TABLE = {
    Failure.KEY_FORM: (
        "The key is empty, or holds spaces or signs that no key has.",
        "Enter it again, whole.{keys_at}",
    ),
    Failure.FORBIDDEN: (
        "{host} knows the key, but does not let it use {model}{said}.",
        "Allow the model in the account at the host, or choose another.{choice}",
    ),
    Failure.NO_BALANCE: (
        "The account at {host} has no balance left{said}.",
        "Top it up there. The key and the address are right.",
    ),
    Failure.NOT_THE_API: (
        "Something answers at {base_url}, but it is not an OpenAI-compatible API{said}.",
        "Check the address: it usually ends in /v1. Or a proxy, a sign-in page or another program answers there.",
    ),
    Failure.BAD_REQUEST: (
        "{host} did not take this request for {model}{said}.",
        "The request is shown below: change it and send it again to find the part that is not taken.",
    ),
    Failure.TOO_LONG: (
        "The request is more than {model} can read{said}.",
        "A context this small is too little for mockups: choose a model with a larger one.",
    ),
    Failure.TOO_LARGE: (
        "{host}, or a proxy before it, takes no body of this size.",
        "Raise the limit of the proxy, for instance client_max_body_size, to 20 MB or more.",
    ),
    Failure.OVERLOADED: ("{host} is overloaded{said}.", "Nothing is wrong here: check again in a few minutes."),
    Failure.SERVER: ("{host} failed to answer{said}.", "This is theirs to mend: check again in a few minutes."),
    Failure.GATEWAY_TIMEOUT: (
        "{host} gave no answer in its own time limit.",
        "Check again in a few minutes; if it stays so, look at the host's own log or status page.",
    ),
    Failure.DROPPED: (
        "The connection to {host} was closed without an answer.",
        "Check again. If it stays so, something on the way closes it: a proxy, a firewall, or https sent to http.",
    ),
    Failure.SILENT: (
        "{host} took the request, but nothing came back in time.",
        "Check again in a few minutes; a server that has just begun may still load the model.",
    ),
    Failure.STALLED: ("The answer fell silent before its end.", "Check again; if it stays so, look at the host's log."),
    Failure.BROKE_OFF: (
        "The answer broke off before its end{said}.",
        "Check again; if it stays so, a proxy on the way may cut or buffer streams.",
    ),
    Failure.CONTENT_FILTER: (
        "The content filter of {host} refused the request{said}.",
        "Tell the host: it is harmless.",
    ),
}


def explain(seen: Exchange, settings: KimiSettings, provider: Provider, models: Sequence[str] = ()) -> Explanation:
    """Why this exchange failed; `models` are those that the key may use."""
    failed = seen.failed
    assert failed is not None
    match failed.failure:
        case _ if seen.status == 407:
            return _proxy_wants_password()
        case Failure.BAD_KEY:
            return _bad_key(settings, provider)
        case Failure.NO_MODEL:
            return missing_model(settings, models)
        case Failure.RATE_LIMIT:
            return _rate_limit(seen, settings, provider)
        case Failure.NO_CONNECTION:
            return _no_connection(f"{failed.detail} {failed.said}", settings)
    cause, remedy = TABLE.get(failed.failure, TABLE[Failure.SERVER])
    said = " ".join(failed.said.split())[:300].rstrip(".")
    words = {
        "host": host_of(settings),
        "base_url": settings.base_url,
        "model": settings.model,
        "said": f" (it says: {said})" if said else "",
        "keys_at": f" Keys are made at {provider.keys_at}." if provider.keys_at else "",
        "choice": _choice(models),
    }
    return Explanation(cause.format(**words), remedy.format(**words))


def missing_model(settings: KimiSettings, models: Sequence[str]) -> Explanation:
    """The model is not among those that there are."""
    retired = profile_of(settings.model, Provider("", "")).retired
    known = f" Moonshot retired it on {retired}; its weights are open, and other hosts serve them." if retired else ""
    cause = f"{settings.model} is not at {host_of(settings)}, or not for this key.{known}"
    return Explanation(
        cause,
        _choice(models).strip()
        or "Check the address: it usually ends in /v1. Else choose a model that the host serves; it lists none.",
    )


def host_of(settings: KimiSettings) -> str:
    return settings.base_url.partition("://")[2].partition("/")[0] or settings.base_url


def _choice(models: Sequence[str]) -> str:
    if not models:
        return ""
    more = f" and {len(models) - MOST_MODELS} more" if len(models) > MOST_MODELS else ""
    return f" This key may use: {', '.join(models[:MOST_MODELS])}{more}."


def _bad_key(settings: KimiSettings, provider: Provider) -> Explanation:
    cause = f"{host_of(settings)} does not accept the key."
    other = next((row for row in providers() if row.id == provider.other_site), None)
    if other:
        cause += f" It is wrong, was withdrawn, or is a key of {other.title}: each site refuses the other's."
        remedy = f"Copy the key again, whole, from {provider.keys_at}; or choose {other.title} if it was made there."
    elif provider.needs_key:
        remedy = "Copy the key again, whole, and check that it was not withdrawn."
    else:
        remedy = "Enter the key that the server at this address was started with."
    return Explanation(cause, remedy)


def _rate_limit(seen: Exchange, settings: KimiSettings, provider: Provider) -> Explanation:
    said = " ".join(seen.failed.said.split()).rstrip(".") if seen.failed else ""
    told = [f"{name}: {seen.answer_headers[name]}" for name in LIMIT_HEADERS if name in seen.answer_headers]
    cause = f"{host_of(settings)} takes no more requests from this key for now" + (
        f" (it says: {said})." if said else "."
    )
    if told:
        cause += f" Its figures: {', '.join(told)}."
    remedy = "Wait a minute and check again; the check itself makes three requests to the model."
    if provider.tiers:
        rows = "; ".join(
            f"tier {tier}: {concurrency:,} and {requests:,}"
            for tier, (concurrency, requests) in enumerate(provider.tiers)
        )
        remedy += f" What a key allows, as runs at once and requests a minute: {rows}. Paying in more raises the tier."
    return Explanation(cause, remedy)


UNREACHED = (
    (
        ("name or service", "nodename", "getaddrinfo", "name resolution", "no address associated"),
        "There is no machine with the name {host}.",
        "Check the address for a slip, and this server's DNS.",
    ),
    (
        ("refused",),
        "{host} is there, but nothing listens at this port.",
        "Check the port, and that the model's server has started and listens on more than its own loopback.",
    ),
    (
        ("certificate", "ssl", "tls"),
        "No secure connection to {host}: its certificate is not trusted here, or it speaks plain http.",
        "Write http:// if it has no certificate; else set SSL_CERT_FILE to that of the authority that signed it.",
    ),
    ((), "There is no route to {host}: it did not answer in time.", "Check this server's network and firewall."),
)
"""Why nothing was reached, by words of the network's errors; the first row that fits is the cause."""


def _no_connection(detail: str, settings: KimiSettings) -> Explanation:
    if not ADDRESS.fullmatch(settings.base_url):
        shown = settings.base_url or "An empty text"
        return Explanation(f"{shown} is no address.", "An address looks like https://models.example.com/v1.")
    words, proxy = detail.lower(), _proxy()
    if proxy and ("proxy" in words or not _is_near(settings)):
        return Explanation(
            f"The proxy {proxy} did not let the request through to {host_of(settings)}.",
            "Check the proxy's address and password, and that it allows this host; or name the host in NO_PROXY.",
        )
    _, cause, remedy = next(row for row in UNREACHED if not row[0] or any(sign in words for sign in row[0]))
    hint = "" if _is_near(settings) else " If this network needs a proxy, set HTTPS_PROXY and start the server anew."
    return Explanation(cause.format(host=host_of(settings)), remedy + hint)


def _is_near(settings: KimiSettings) -> bool:
    """Whether requests for this host go to it directly, whatever proxy there is."""
    return (
        bool(proxy_bypass(urlsplit(settings.base_url).hostname or "")) or PRIVATE.match(host_of(settings)) is not None
    )


def _proxy_wants_password() -> Explanation:
    return Explanation(
        f"The proxy {_proxy() or 'on the way'} wants a name and a password.",
        "Put them into HTTPS_PROXY, as http://name:password@host:port, and start the server anew.",
    )


def _proxy() -> str:
    """The host of the proxy that the environment names, without a password."""
    address = next(
        (found for name in PROXY_VARIABLES if (found := os.environ.get(name) or os.environ.get(name.lower()))), ""
    )
    split = urlsplit(address if "://" in address else f"http://{address}")
    return f"{split.hostname}:{split.port}" if split.hostname and split.port else split.hostname or ""
