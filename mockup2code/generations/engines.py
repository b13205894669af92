"""Which engine makes a run's code."""

from mockup2code.connections.queries import limits_for, settings_for
from mockup2code.engines.base import Engine
from mockup2code.generations.gate import KeyGate
from mockup2code.generations.models import EngineName, Generation


def engine_for(generation: Generation) -> Engine:
    """The run's engine, set up as its team is connected; imported late because engines are heavy.

    Raises EngineError where the team's connection cannot be used.
    """
    if generation.engine == EngineName.KIMI:
        from mockup2code.engines.kimi import KimiEngine  # noqa: PLC0415

        team = generation.mockup.project.team
        gate = KeyGate(generation.key_id, limits_for(team)) if generation.key_id else None
        return KimiEngine(settings_for(team), gate)
    from mockup2code.engines.draft import DraftEngine  # noqa: PLC0415

    return DraftEngine()
