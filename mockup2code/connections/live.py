"""What the connection page asks the host for, without blocking the server: each answer goes out as it comes."""

import json
from collections.abc import AsyncIterator, Callable, Coroutine
from functools import wraps
from typing import Any
from uuid import UUID

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from mockup2code.connections import actions, pages, queries
from mockup2code.connections.forms import ConnectionForm, RequestForm, refusal, sent, sentences
from mockup2code.connections.keeping import Asker, keeper_for
from mockup2code.connections.models import Connection, SavedCheck
from mockup2code.engines.base import EngineError
from mockup2code.engines.kimi.checkup import requests
from mockup2code.engines.kimi.checkup.assertions import Assertion, judge
from mockup2code.engines.kimi.checkup.catalogue import catalogue
from mockup2code.engines.kimi.checkup.exchange import Exchange, exchange
from mockup2code.engines.kimi.checkup.keeping import kept_exchange
from mockup2code.engines.kimi.checkup.remedies import Explanation, explain
from mockup2code.engines.kimi.checkup.steps import Outcome
from mockup2code.engines.kimi.checkup.steps import check as check_steps
from mockup2code.engines.kimi.profiles import provider_of
from mockup2code.engines.kimi.settings import KimiSettings
from mockup2code.responses import person, problem
from mockup2code.teams.access import team_for
from mockup2code.teams.models import Team, User
from mockup2code.teams.permissions import Action

View = Callable[[HttpRequest, Asker], Coroutine[Any, Any, HttpResponseBase]]


def _with_entered_settings(view: View) -> Callable[[HttpRequest, UUID], Coroutine[Any, Any, HttpResponseBase]]:
    """Gives the view the settings as they stand in the form, saved or not."""

    @sensitive_post_parameters("key")
    @require_POST
    @wraps(view)
    async def wrapped(request: HttpRequest, team_id: UUID) -> HttpResponseBase:
        found = await sync_to_async(_entered)(request, team_id)
        return await view(request, found) if isinstance(found, Asker) else found

    return wrapped


@_with_entered_settings
async def check(_request: HttpRequest, asker: Asker) -> HttpResponseBase:
    """Check connection: a line of JSON for each step, as soon as it is known."""
    return _lines(_steps(asker))


@_with_entered_settings
async def models(_request: HttpRequest, asker: Asker) -> HttpResponseBase:
    """The models that the key may use."""
    settings = asker.settings
    seen = await exchange(settings, requests.MODELS)
    provider = provider_of(settings.base_url, settings.provider)
    explanation = explain(seen, settings, provider) if seen.failed else None
    return HttpResponse(pages.models_html(catalogue(seen.answer.document, provider), settings.model, explanation))


@_with_entered_settings
async def send(request: HttpRequest, asker: Asker) -> HttpResponseBase:
    """A request as a person wrote it, and what came of it."""
    settings = asker.settings
    form = RequestForm(request.POST)
    if not form.is_valid():
        return problem("bad_request", f"{sentences(form)} Nothing was sent.", 422)
    refused = refusal(form.request(), settings)
    if refused:
        return problem("bad_request", f"{refused} Nothing was sent.", 422)
    seen = await kept_exchange(settings, sent(form.request(), settings.model), keeper_for(asker))
    if seen.held:
        return problem("held_back", seen.held, 429)
    return HttpResponse(pages.exchange_html(seen, settings, _explanation(seen, settings)))


@require_POST
async def run_checks(request: HttpRequest, team_id: UUID) -> HttpResponseBase:
    """Runs one saved check (`check`), or all, one after the other, with the stored connection."""
    team = await sync_to_async(team_for)(person(request), team_id, Action.CONNECT)
    try:
        asker = await sync_to_async(_stored)(team, person(request))
    except EngineError as error:
        return problem(error.code, error.sentence, 422)
    checks = await sync_to_async(_chosen)(team, request.POST.get("check", ""))
    return _lines(_results(team, checks, asker))


def _stored(team: Team, user: User) -> Asker:
    """Raises EngineError where the key cannot be read."""
    return _asker(queries.connection_of(team), user)


def _asker(connection: Connection, user: User) -> Asker:
    """Raises EngineError where the key cannot be read."""
    return Asker(queries.settings_of(connection), queries.limits_of(connection), connection.team, user)


def _entered(request: HttpRequest, team_id: UUID) -> Asker | HttpResponseBase:
    team = team_for(person(request), team_id, Action.CONNECT)
    stored = queries.connection_of(team)
    form = ConnectionForm(stored, request.POST)
    if not form.is_valid():
        return problem("bad_connection", f"{sentences(form)} Nothing was asked or stored.", 422)
    try:
        return _asker(actions.changed(stored, form.wanted()), person(request))
    except EngineError as error:
        return problem(error.code, error.sentence, 422)


async def _steps(asker: Asker) -> AsyncIterator[dict[str, object]]:
    broken = held = False
    async for line in check_steps(asker.settings, keeper_for(asker)):
        broken = broken or line.breaks_runs
        held = held or line.outcome is Outcome.HELD
        html = pages.line_html(line, asker.settings)
        yield {"id": f"step-{line.step.name.lower()}", "html": html, "said": f"{line.step}: {line.outcome}"}
    yield {"said": _verdict(broken=broken, held=held), "failed": broken}


def _verdict(*, broken: bool, held: bool) -> str:
    if broken:
        return "Runs will fail with this connection: see the steps."
    return "Not all of it could be tried now: see the steps." if held else "The connection works."


def _chosen(team: Team, wanted: str) -> list[SavedCheck]:
    if wanted.isdecimal():
        return [queries.check_of(team, int(wanted))]
    return list(SavedCheck.objects.filter(team=team).order_by("name"))


async def _results(team: Team, checks: list[SavedCheck], asker: Asker) -> AsyncIterator[dict[str, object]]:
    failed = 0
    for saved in checks:
        result = await _result(saved, asker)
        if isinstance(result, str):
            yield {"said": f"{saved.name} was not run. {result}", "failed": True}
            return
        failed += not result["holds"]
        noted = await sync_to_async(actions.note_result)(check=saved, result=result)
        html = pages.check_html(noted, team)
        yield {
            "id": f"check-{saved.pk}",
            "html": html,
            "said": f"{saved.name}: {'as asserted' if result['holds'] else 'not as asserted'}",
        }
    good = len(checks) - failed
    yield {"said": f"{good} of {len(checks)} checks are as asserted.", "failed": failed > 0}


async def _result(saved: SavedCheck, asker: Asker) -> dict[str, Any] | str:
    """What is kept of a run of a check, or why it may not run now."""
    settings = asker.settings
    refused = refusal(saved.request, settings)
    if refused:
        return {"holds": False, "milliseconds": 0, "model": settings.model, "cause": refused, "findings": []}
    seen = await kept_exchange(settings, sent(saved.request, settings.model), keeper_for(asker))
    if seen.held:
        return seen.held
    findings = [judge(seen, Assertion(**row)) for row in saved.assertions]
    explanation = _explanation(seen, settings)
    return {
        "holds": all(finding.holds for finding in findings),
        "milliseconds": round(seen.seconds * 1000),
        "model": settings.model,
        "cause": explanation.cause if explanation else "",
        "findings": [{"words": one.words, "holds": one.holds, "found": one.found} for one in findings],
    }


def _explanation(seen: Exchange, settings: KimiSettings) -> Explanation | None:
    return explain(seen, settings, provider_of(settings.base_url, settings.provider)) if seen.failed else None


def _lines(events: AsyncIterator[dict[str, object]]) -> StreamingHttpResponse:
    """JSON, a line for each event, past any buffer on the way."""

    async def text() -> AsyncIterator[str]:
        async for event in events:
            yield json.dumps(event) + "\n"

    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingHttpResponse(text(), content_type="application/x-ndjson", headers=headers)
