"""The one limiter of a key's requests and tokens a minute for all workers: in Redis if there is one, else the database.

How many runs a key allows at once is counted where the runs are: `turns`.
"""

import json
import time
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from mockup2code.connections.queries import Limits, settings_for
from mockup2code.engines.base import EngineError
from mockup2code.engines.kimi.settings import KimiSettings
from mockup2code.generations.models import KeyUse
from mockup2code.generations.windows import MINUTE, Window
from mockup2code.teams.models import Team

if TYPE_CHECKING:
    from redis import Redis

KEPT_SECONDS = 10 * MINUTE


def key_id_of(team: Team) -> str:
    """What stands for the team's key, the same for all that use it; "" where it has none that can be read."""
    try:
        return key_id(settings_for(team))
    except EngineError:
        return ""


def key_id(connection: KimiSettings) -> str:
    """What stands for the connection's key; "" where it has none."""
    if not connection.api_key:
        return ""
    return salted_hmac("mockup2code.key", f"{connection.base_url}\n{connection.api_key}").hexdigest()[:32]


def take(key_id: str, tokens: int, limits: Limits) -> float:
    """0 where a call may be made now, which then counts; else the seconds to wait before asking again."""
    return _change(key_id, lambda window: window.take(time.time(), tokens, limits))


def hold(key_id: str, seconds: float) -> None:
    """Keeps every call with this key back for so long."""

    def change(window: Window) -> float:
        window.hold(time.time() + seconds)
        return 0

    _change(key_id, change)


def _change(key_id: str, change: Callable[[Window], float]) -> float:
    if settings.ENV.redis_url:
        return _change_in_redis(_redis(settings.ENV.redis_url), f"mockup2code:key:{key_id}", change)
    return _change_in_database(key_id, change)


@transaction.atomic
def _change_in_database(key_id: str, change: Callable[[Window], float]) -> float:
    KeyUse.objects.get_or_create(key_id=key_id)
    row = KeyUse.objects.select_for_update().get(key_id=key_id)
    window = Window.from_json(row.window)
    result = change(window)
    row.window = window.to_json()
    row.save(update_fields=["window"])
    return result


def _change_in_redis(redis: "Redis", name: str, change: Callable[[Window], float]) -> float:
    def changed(pipe: Any) -> Any:
        stored = pipe.get(name)
        window = Window.from_json(json.loads(stored) if stored else {})
        result = change(window)
        pipe.multi()
        pipe.set(name, json.dumps(window.to_json()), ex=KEPT_SECONDS)
        return result

    return float(redis.transaction(changed, name, value_from_callable=True))  # type: ignore[arg-type]  # as it gives


@cache
def _redis(address: str) -> "Redis":
    from redis import Redis  # noqa: PLC0415 - only where there is one

    return Redis.from_url(address)
