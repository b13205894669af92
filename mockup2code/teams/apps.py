"""The app of people and teams."""

from django.apps import AppConfig


class TeamsConfig(AppConfig):
    name = "mockup2code.teams"
