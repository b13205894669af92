"""The app of projects, their mockups and versions."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "mockup2code.projects"
