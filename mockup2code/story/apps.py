"""The app of the story: one log of what people and runs did."""

from django.apps import AppConfig


class StoryConfig(AppConfig):
    name = "mockup2code.story"
