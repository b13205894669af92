"""Which engine makes a run's code."""

from mockup2code.connections.queries import limits_for, model_of, settings_for
from mockup2code.engines.base import Engine
from mockup2code.generations.gate import KeyGate
from mockup2code.generations.models import EngineName, Generation
from mockup2code.teams.models import Team


def engine_for(generation: Generation) -> Engine:
    """The run's engine, set up as its team is connected; imported late because engines are heavy.

    Raises EngineError where the team's connection cannot be used.
    """
    return _engine(generation.mockup.project.team, generation.engine, generation.key_id)


def engine_of(team: Team) -> Engine:
    """The engine that a run of the team would have now. Raises EngineError as `engine_for` does."""
    return _engine(team, EngineName.KIMI if model_of(team) else EngineName.DRAFT)


def _engine(team: Team, name: str, key_id: str = "") -> Engine:
    if name == EngineName.KIMI:
        from mockup2code.engines.kimi import KimiEngine  # noqa: PLC0415

        gate = KeyGate(key_id, limits_for(team)) if key_id else None
        return KimiEngine(settings_for(team), gate)
    from mockup2code.engines.draft import DraftEngine  # noqa: PLC0415

    return DraftEngine()
