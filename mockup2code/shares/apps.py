"""The app of share links."""

from django.apps import AppConfig


class SharesConfig(AppConfig):
    name = "mockup2code.shares"
