"""The app of runs: how code is made from a mockup."""

from django.apps import AppConfig


class GenerationsConfig(AppConfig):
    name = "mockup2code.generations"

    def ready(self) -> None:
        from mockup2code.connections.keeping import keep_with  # noqa: PLC0415 - needs the models
        from mockup2code.generations.probes import KeyKeeper  # noqa: PLC0415 - as above

        keep_with(KeyKeeper)
