"""The app of what a team and its members may use."""

from django.apps import AppConfig


class LimitsConfig(AppConfig):
    name = "mockup2code.limits"
