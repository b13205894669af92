"""What a browser calls itself, in words for people."""

import re

from django import template

register = template.Library()

# Each names those after it as well, so that the first that fits is the one.
_BROWSERS = {
    "Edg(?:e|A|iOS)?/": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser/": "Samsung Internet",
    "(?:Firefox|FxiOS)/": "Firefox",
    "(?:Chrome|Chromium|CriOS)/": "Chrome",
    "Safari/": "Safari",
}
_SYSTEMS = {
    "iPhone": "an iPhone",
    "iPad": "an iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS X": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


@register.filter
def browser_name(agent: str) -> str:
    """As “Firefox on Windows”; what is no browser that is known says its own name."""
    browser, system = (
        next((name for pattern, name in names.items() if re.search(pattern, agent)), "")
        for names in (_BROWSERS, _SYSTEMS)
    )
    if not browser:
        return agent[:80] or "An unnamed browser"
    return f"{browser} on {system}" if system else browser
