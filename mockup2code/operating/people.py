"""Accounts that an operator makes from the command line: the first of a server, or one where sign-up is closed."""

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from mockup2code.teams import actions
from mockup2code.teams.models import User


class RefusedError(Exception):
    """An account that cannot be made; its text says why."""


def find(email: str) -> User | None:
    return User.objects.filter(email__iexact=email).first()


@transaction.atomic
def add(*, email: str, password: str, operator: bool) -> User:
    """An account with a confirmed address and a team of its own. Raises RefusedError."""
    try:
        validate_email(email)
        validate_password(password, User(email=email))
    except ValidationError as error:
        raise RefusedError(" ".join(error.messages)) from None
    user = User.objects.create_user(email, password)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    actions.found_team(owner=user, name=f"{email.split('@', maxsplit=1)[0]}'s team")
    if operator:
        make_operator(user=user, operator=True)
    return user


def make_operator(*, user: User, operator: bool) -> None:
    User.objects.filter(pk=user.pk).update(is_operator=operator)
