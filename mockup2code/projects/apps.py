"""The app of projects, their mockups and versions."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "mockup2code.projects"

    def ready(self) -> None:
        from mockup2code.projects import files  # noqa: F401, PLC0415 - its receivers need the models
