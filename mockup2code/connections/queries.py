"""What a team is connected to: its own settings, and the server's where it has none."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from django.conf import settings
from django.shortcuts import get_object_or_404

from mockup2code.connections.models import SERVER, Connection, SavedCheck
from mockup2code.connections.vault import UnreadableError, unseal
from mockup2code.engines.base import EngineError, ErrorCode
from mockup2code.engines.kimi.profiles import Provider, provider_of
from mockup2code.engines.kimi.settings import KimiSettings
from mockup2code.teams.models import Team

NO_KEY = "none"
"""Sent where a host asks for no key; the client sends some word always."""

Bound = TypeVar("Bound", int, Decimal)

UNREADABLE = (
    "The team's key can no longer be read, since the server's ENCRYPTION_KEY has changed. Nothing else is lost. A team"
    " lead enters the key again on the team's connection page, or the operator puts the old ENCRYPTION_KEY back."
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What the key allows; None where it is not known."""

    concurrency: int | None = None
    requests_per_minute: int | None = None
    tokens_per_minute: int | None = None


def check_of(team: Team, check_id: int) -> SavedCheck:
    return get_object_or_404(SavedCheck, team=team, pk=check_id)


def connection_of(team: Team) -> Connection:
    """The team's row, or one that is not stored yet and stands for the server's settings."""
    return Connection.objects.filter(team=team).first() or Connection(team=team)


def provider_for(connection: Connection) -> Provider:
    if connection.provider == SERVER:
        return provider_of(settings.MOONSHOT_BASE_URL)
    return provider_of(connection.base_url, connection.provider)


def model_of(team: Team) -> str:
    """The model that makes the team's code, or "" where it has no connection: then the draft engine does."""
    connection = connection_of(team)
    if connection.provider == SERVER and not settings.MOONSHOT_API_KEY:
        return ""
    return connection.model or str(settings.KIMI_MODEL)


def settings_for(team: Team) -> KimiSettings:
    """Where and as whom the team's runs ask. Raises EngineError where its key cannot be read."""
    return settings_of(connection_of(team))


def settings_of(connection: Connection) -> KimiSettings:
    """The server's key goes to the server's address only. Raises EngineError where the key cannot be read."""
    provider = provider_for(connection)
    model = connection.model or settings.KIMI_MODEL
    if connection.provider == SERVER:
        key, address = settings.MOONSHOT_API_KEY, settings.MOONSHOT_BASE_URL
    else:
        key, address = key_of(connection) or ("" if provider.needs_key else NO_KEY), connection.base_url
    return KimiSettings(
        key,
        address,
        model,
        provider.id,
        connection.thinking,
        of_team=connection.provider != SERVER,
        own_model=bool(connection.model),
    )


def key_of(connection: Connection) -> str:
    """The team's own key, or "". Raises EngineError where it cannot be read."""
    try:
        return unseal(connection.sealed_key) if connection.sealed_key else ""
    except UnreadableError:
        raise EngineError(ErrorCode.BAD_KEY, UNREADABLE) from None


def instructions_of(team: Team) -> str:
    """What the team wants of all its code, in its own words."""
    return connection_of(team).instructions


def limits_for(team: Team) -> Limits:
    """Those of the team's stored connection."""
    return limits_of(connection_of(team))


def limits_of(connection: Connection) -> Limits:
    """What was entered, else what the key's tier allows; a team cannot raise the limits of the server's key."""
    tiers = provider_for(connection).tiers
    tier = _of_tier(tiers, connection.tier)
    entered = Limits(
        connection.concurrency or tier.concurrency,
        connection.requests_per_minute or tier.requests_per_minute,
        connection.tokens_per_minute,
    )
    if connection.provider != SERVER:
        return entered
    servers = _of_tier(tiers, settings.KIMI_TIER)
    return Limits(
        _least(entered.concurrency, servers.concurrency),
        _least(entered.requests_per_minute, servers.requests_per_minute),
        entered.tokens_per_minute,
    )


def monthly_budget(team: Team) -> Decimal | None:
    """US dollars that the team may spend in a month, or None for no bound; the server's holds for the server's key."""
    connection = connection_of(team)
    servers = settings.KIMI_MONTHLY_BUDGET if connection.provider == SERVER else None
    return _least(connection.monthly_budget, servers)


def _of_tier(tiers: Sequence[tuple[int, int]], tier: int | None) -> Limits:
    return Limits(*tiers[tier]) if tier is not None and tier < len(tiers) else Limits()


def _least(*bounds: Bound | None) -> Bound | None:
    """The smallest of those that are set."""
    return min((bound for bound in bounds if bound is not None), default=None)
