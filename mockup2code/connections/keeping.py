"""Who keeps the requests of a connection page within limits and budget: the app of runs, which knows both."""

from collections.abc import Callable
from dataclasses import dataclass

from mockup2code.connections.queries import Limits
from mockup2code.engines.kimi.checkup.keeping import Keeper, NoKeeper
from mockup2code.engines.kimi.settings import KimiSettings
from mockup2code.teams.models import Team, User


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks with which connection. Without a team it is the operator, in a terminal."""

    settings: KimiSettings
    limits: Limits
    team: Team | None = None
    user: User | None = None


_hire: Callable[[Asker], Keeper] = lambda _asker: NoKeeper()  # noqa: E731 - replaced at the start


def keep_with(hire: Callable[[Asker], Keeper]) -> None:
    """From now on requests are kept by what this makes."""
    global _hire  # noqa: PLW0603 - one for each process, set at its start
    _hire = hire


def keeper_for(asker: Asker) -> Keeper:
    return _hire(asker)
