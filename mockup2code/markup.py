"""Icons in templates: `{% icon "star" "fill-current" %}` is the picture of that name, with further classes."""

import functools

from django import template
from django.utils.safestring import SafeString, mark_safe

from mockup2code.environment import ROOT

register = template.Library()


@register.simple_tag
@functools.cache
def icon(name: str, classes: str = "") -> SafeString:
    """The SVG of `templates/icons/NAME.svg`; a list shows dozens, so each is read once."""
    picture = (ROOT / "templates" / "icons" / f"{name}.svg").read_text()
    return mark_safe(picture.replace('class="icon"', f'class="icon {classes}"', 1) if classes else picture)  # noqa: S308 - ours
