"""Code from a measured picture by rules: no key, no network."""

from mockup2code.engines.draft.engine import DraftEngine

__all__ = ["DraftEngine"]
