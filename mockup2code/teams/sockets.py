"""Who is at a socket now: it outlives the request that opened it, so it must ask again and again."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest

from mockup2code.teams.models import User


def person_at(scope: Mapping[str, Any]) -> User | None:
    """The person whose session opened the socket; None once it has ended, or the password was changed elsewhere."""
    key = scope["session"].session_key
    if not key:
        return None
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    user = get_user(request)
    return user if isinstance(user, User) and user.is_active else None
