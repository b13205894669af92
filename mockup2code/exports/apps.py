"""The Django app of what is taken away."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "mockup2code.exports"
