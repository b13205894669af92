"""Which engine makes a run's code."""

from mockup2code.connections.queries import settings_for
from mockup2code.engines.base import Engine
from mockup2code.generations.models import EngineName, Generation


def engine_for(generation: Generation) -> Engine:
    """The run's engine, set up as its team is connected; imported late because engines are heavy.

    Raises EngineError where the team's connection cannot be used.
    """
    if generation.engine == EngineName.KIMI:
        from mockup2code.engines.kimi import KimiEngine  # noqa: PLC0415

        return KimiEngine(settings_for(generation.mockup.project.team))
    from mockup2code.engines.draft import DraftEngine  # noqa: PLC0415

    return DraftEngine()
