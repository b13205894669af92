"""What the connection page shows, as data for its templates."""

import json
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from mockup2code.connections.forms import ConnectionForm
from mockup2code.connections.models import SERVER, Connection, SavedCheck
from mockup2code.connections.queries import key_of
from mockup2code.engines.base import EngineError
from mockup2code.engines.kimi.checkup.catalogue import ModelCard
from mockup2code.engines.kimi.checkup.exchange import Exchange, masked
from mockup2code.engines.kimi.checkup.remedies import Explanation
from mockup2code.engines.kimi.checkup.steps import OPTIONAL, Line, Outcome, Step
from mockup2code.engines.kimi.profiles import Provider, providers
from mockup2code.engines.kimi.settings import KimiSettings
from mockup2code.teams.models import Team

ICONS = {
    Outcome.OK: ("circle-check", "text-good"),
    Outcome.FAILED: ("circle-alert", "text-bad"),
    Outcome.UNKNOWN: ("info", "text-muted"),
    Outcome.HELD: ("info", "text-muted"),
    Outcome.SKIPPED: ("minus", "text-muted"),
}
FIRST_REQUEST = {
    "messages": [{"role": "user", "content": "Answer with the one word: ready"}],
    "max_completion_tokens": 2048,
    "stream": True,
}


def page(team: Team, connection: Connection, form: ConnectionForm) -> dict[str, Any]:
    return {
        "team": team,
        "form": form,
        "providers": _provider_rows(form),
        "key_end": _key_end(connection),
        "key_address": connection.base_url,
        "server_key": bool(settings.MOONSHOT_API_KEY),
        "server_budget": settings.KIMI_MONTHLY_BUDGET,
        "default_model": settings.KIMI_MODEL,
        "steps": [{"key": step.name.lower(), "step": step, "optional": step in OPTIONAL} for step in Step],
        "first_request": json.dumps(FIRST_REQUEST, indent=2),
        "tiers": _tiers(),
        "checks": [
            {"check": check, "content": _content(check)}
            for check in SavedCheck.objects.filter(team=team).order_by("name")
        ],
    }


def line_html(line: Line, connection: KimiSettings) -> str:
    """The row of one step."""
    icon, colour = ICONS[line.outcome]
    context = _seen(line.seen, connection) if line.seen else {}
    context |= {"line": line, "key": line.step.name.lower(), "optional": line.step in OPTIONAL}
    context |= {"icon": icon, "colour": colour, "took": _milliseconds(line.seconds)}
    return render_to_string("connections/_line.html", context)


def exchange_html(seen: Exchange, connection: KimiSettings, explanation: Explanation | None) -> str:
    """What came of a request that a person sent."""
    return render_to_string("connections/_answer.html", {"explanation": explanation, **_seen(seen, connection)})


def models_html(cards: list[ModelCard], chosen: str, explanation: Explanation | None) -> str:
    """The list of models, or why there is none."""
    context = {"cards": cards, "chosen": chosen, "explanation": explanation}
    return render_to_string("connections/_models.html", context)


def check_html(check: SavedCheck, team: Team) -> str:
    return render_to_string("connections/_check.html", {"check": check, "content": _content(check), "team": team})


def _content(check: SavedCheck) -> str:
    """The check as the editor takes it."""
    body = check.request["body"]
    written = json.dumps(body, indent=2, ensure_ascii=False) if body is not None else ""
    content = {"name": check.name, "path": check.request["path"], "body": written, "assertions": check.assertions}
    return json.dumps(content)


def _provider_rows(form: ConnectionForm) -> list[dict[str, Any]]:
    """The choices of the form, each with what the page needs to know of it."""
    rows = {row.id: row for row in providers()}
    server = Provider(SERVER, "", settings.MOONSHOT_BASE_URL, needs_key=False)
    return [{"row": rows.get(identifier, server), "title": title} for identifier, title in form.providers]


def _tiers() -> list[dict[str, int]]:
    """The tiers of the first provider that has any."""
    found = next((row.tiers for row in providers() if row.tiers), ())
    return [
        {"tier": tier, "concurrency": concurrency, "requests": requests}
        for tier, (concurrency, requests) in enumerate(found)
    ]


def _key_end(connection: Connection) -> str:
    """The end of the stored key; "unreadable" where it cannot be opened, "" where there is none."""
    try:
        key = key_of(connection)
    except EngineError:
        return "unreadable"
    return masked(key) if key else ""


def _seen(seen: Exchange, connection: KimiSettings) -> dict[str, Any]:
    path = seen.url.removeprefix(connection.base_url.rstrip("/"))
    body = json.dumps(seen.body, indent=2, ensure_ascii=False) if seen.body is not None else ""
    return {
        "seen": seen,
        "path": path,
        "body": body,
        "more_chunks": seen.chunk_count - len(seen.chunks),
        "usage": json.dumps(seen.answer.usage) if seen.answer.usage else "",
        "calls": seen.answer.as_json()["tool_calls"],
        "milliseconds": _milliseconds(seen.seconds),
        "first_milliseconds": _milliseconds(seen.first_seconds),
    }


def _milliseconds(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds * 1000)
