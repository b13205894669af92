"""What people do with share links: every write, each in one transaction."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from mockup2code.projects.models import Project, Version
from mockup2code.projects.telling import tell
from mockup2code.shares.models import Share
from mockup2code.story.models import Kind
from mockup2code.story.writing import About
from mockup2code.teams.models import User

MOST_OPEN = 100
"""How many open links a project may have."""

TOKEN_BYTES = 32
SEEN_EVERY = timedelta(minutes=1)


class ShareError(Exception):
    """A link that cannot be made; `sentence` tells a person what to do instead."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Terms:
    """What a link gives: the latest version where `version` is None, and for ever where `days` is."""

    version: Version | None = None
    name: str = ""
    password: str = ""
    shows_code: bool = False
    allows_download: bool = False
    days: int | None = None


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def share(*, project: Project, user: User, terms: Terms) -> tuple[Share, str]:
    """The link and its token of 256 bits, which cannot be had again. Raises ShareError."""
    if project.shares.filter(Q(ends=None) | Q(ends__gt=timezone.now()), revoked=None).count() >= MOST_OPEN:
        raise ShareError(f"The project has {MOST_OPEN} open links. Revoke some first; none was made.")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    made = Share.objects.create(
        project=project,
        version=terms.version,
        name=terms.name,
        token_hash=hashed(token),
        password=make_password(terms.password) if terms.password else "",
        shows_code=terms.shows_code,
        allows_download=terms.allows_download,
        ends=timezone.now() + timedelta(days=terms.days) if terms.days else None,
        created_by=user,
    )
    tell(
        Kind.SHARED,
        project,
        user,
        About(made.pk, made.name),
        number=terms.version.number if terms.version else None,
        code=made.shows_code,
        download=made.allows_download,
        password=bool(made.password),
    )
    return made, token


@transaction.atomic
def revoke(*, share: Share, user: User) -> None:
    """From now on the link leads nowhere."""
    if Share.objects.filter(pk=share.pk, revoked=None).update(revoked=timezone.now()):
        tell(Kind.UNSHARED, share.project, user, About(share.pk, share.name))


def note_visit(*, share: Share) -> None:
    """Once a minute at most, so that a link that many open costs few writes."""
    now = timezone.now()
    stale = Q(last_seen=None) | Q(last_seen__lt=now - SEEN_EVERY)
    if share.last_seen is None or share.last_seen < now - SEEN_EVERY:
        Share.objects.filter(stale, pk=share.pk).update(last_seen=now)
