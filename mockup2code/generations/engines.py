"""Which engine makes a run's code."""

from django.conf import settings

from mockup2code.engines.base import Engine
from mockup2code.generations.models import EngineName


def engine_for(name: str) -> Engine:
    """The engine of that name, set up from the settings; imported late because engines are heavy."""
    if name == EngineName.KIMI:
        from mockup2code.engines.kimi import KimiEngine, KimiSettings  # noqa: PLC0415

        return KimiEngine(
            KimiSettings(
                api_key=settings.MOONSHOT_API_KEY, base_url=settings.MOONSHOT_BASE_URL, model=settings.KIMI_MODEL
            )
        )
    from mockup2code.engines.draft import DraftEngine  # noqa: PLC0415

    return DraftEngine()
