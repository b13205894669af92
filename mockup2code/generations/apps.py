"""The app of runs: how code is made from a mockup."""

from django.apps import AppConfig


class GenerationsConfig(AppConfig):
    name = "mockup2code.generations"
