"""How sign-up joins this product: every new person gets a team of one."""

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest

from mockup2code.teams import actions
from mockup2code.teams.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    @transaction.atomic
    def save_user(self, request: HttpRequest, user: User, form: Form, commit: bool = True) -> User:
        saved: User = super().save_user(request, user, form, commit)
        actions.found_team(owner=saved, name=f"{saved.email.split('@')[0]}'s team"[:100])
        return saved
