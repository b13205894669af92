"""What a person may send about a team."""

from django import forms

from mockup2code.teams.invitations import Terms
from mockup2code.teams.models import Role
from mockup2code.teams.names import NameField


class TeamForm(forms.Form):
    name = NameField(label="Name of the team")
    picture = forms.FileField(required=False, label="Picture")
    without_picture = forms.BooleanField(required=False, label="Remove the picture")


class FoundForm(forms.Form):
    name = NameField(label="Name of the team")


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=[(role.value, role.label) for role in Role])


class InvitationForm(forms.Form):
    """With an address the invitation is that person's; without one, whoever has the link may join."""

    email = forms.EmailField(required=False, label="Email")
    role = forms.ChoiceField(
        choices=[(role.value, role.label) for role in (Role.ADMIN, Role.EDITOR, Role.VIEWER)], initial=Role.EDITOR
    )
    days = forms.TypedChoiceField(
        choices=[(1, "1 day"), (7, "7 days"), (30, "30 days")], coerce=int, initial=7, label="Ends after"
    )
    many = forms.BooleanField(required=False, label="Several people may use the link")

    def terms(self) -> Terms:
        sent = self.cleaned_data
        return Terms(Role(sent["role"]), sent["email"], sent["days"], sent["many"])
