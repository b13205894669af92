"""The app of the preview frame."""

from django.apps import AppConfig


class PreviewsConfig(AppConfig):
    name = "mockup2code.previews"
