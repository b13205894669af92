"""The app of the teams' connections to a model's host."""

from django.apps import AppConfig


class ConnectionsConfig(AppConfig):
    name = "mockup2code.connections"
