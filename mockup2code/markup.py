"""What templates share: icons and times, and the long lists, which Jinja renders in a third of the time."""

import functools
from datetime import datetime
from typing import Any
from uuid import UUID

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma, naturaltime
from django.template import Context, engines
from django.template.defaultfilters import date
from django.urls import get_script_prefix, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from jinja2 import Environment

from mockup2code.environment import ROOT

register = template.Library()


@register.simple_tag
@functools.cache
def icon(name: str, classes: str = "") -> SafeString:
    """The SVG of `templates/icons/NAME.svg`, with further classes: `{% icon "star" "fill-current" %}`."""
    picture = (ROOT / "templates" / "icons" / f"{name}.svg").read_text()
    return mark_safe(picture.replace('class="icon"', f'class="icon {classes}"', 1) if classes else picture)  # noqa: S308 - ours


@register.simple_tag
def ago(moment: datetime, classes: str = "") -> SafeString:
    """How long ago that was; an open page keeps it true (`static/src/site/times.ts`)."""
    return format_html(
        '<time class="{}" datetime="{}" data-relative>{}</time>', classes, moment.isoformat(), naturaltime(moment)
    )


@register.simple_tag(takes_context=True)
def rows(context: Context, name: str) -> SafeString:
    """The list of `templates/lists/NAME`, with everything that this template knows."""
    known: dict[str, Any] = {str(key): value for key, value in context.flatten().items()}
    return mark_safe(engines["lists"].get_template(name).render(known, known["request"]))  # noqa: S308 - escaped


def lists(**options: Any) -> Environment:
    """The environment of `templates/lists`."""
    environment = Environment(**options)  # noqa: S701 - Django has it escape
    environment.globals |= {"icon": icon, "ago": ago, "date": date, "count": intcomma, "url": _url}
    return environment


_ANY = UUID(int=0)


def _url(name: str, key: UUID) -> str:
    """The address of one of many things: to resolve each anew would take a twentieth of a page's time."""
    return _address(name, get_script_prefix()).replace(str(_ANY), str(key))


@functools.cache
def _address(name: str, _prefix: str) -> str:
    return reverse(name, args=[_ANY])
