"""The fonts that pages in the preview may be set in."""

from django.templatetags.static import static

_FILES = {
    "inter": "inter-latin-wght-normal",
    "interExtended": "inter-latin-ext-wght-normal",
    "mono": "jetbrains-mono-latin-wght-normal",
    "roboto": "roboto-latin-wght-normal",
    "openSans": "open-sans-latin-wght-normal",
    "lato": "lato-latin-400-normal",
    "latoBold": "lato-latin-700-normal",
}


def font_addresses() -> dict[str, str]:
    """The address of each, by the name that the frame's script knows it by."""
    return {name: static(f"fonts/{file}.woff2") for name, file in _FILES.items()}
