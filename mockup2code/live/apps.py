"""The app of what a team's open pages show without a reload."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "mockup2code.live"

    def ready(self) -> None:
        from mockup2code.live import bell  # noqa: F401, PLC0415 - its receiver hears of the story
