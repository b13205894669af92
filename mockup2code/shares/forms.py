"""What a person may say about a new link."""

from django import forms
from django.core.validators import MaxLengthValidator

from mockup2code.projects.models import Project
from mockup2code.shares.actions import Terms
from mockup2code.teams.names import NameField

PERIODS = [("", "Until it is revoked"), ("1", "1 day"), ("7", "7 days"), ("30", "30 days"), ("90", "90 days")]
VERSIONS_SHOWN = 200
LONGEST = 80


class ShareForm(forms.Form):
    """A link to one version, or to the latest, whichever that will be."""

    version = forms.ChoiceField(required=False, label="What")
    days = forms.ChoiceField(choices=PERIODS, required=False, label="Open")
    name = NameField(label="Name, for your list", required=False)
    password = forms.CharField(
        required=False,
        min_length=6,
        max_length=200,
        label="Password",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    shows_code = forms.BooleanField(required=False, label="Show the code")
    allows_download = forms.BooleanField(required=False, label="Let them download the project")

    def __init__(self, project: Project, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]  # the form's data
        self.project = project
        chosen, name = self.fields["version"], self.fields["name"]
        assert isinstance(chosen, forms.ChoiceField)
        assert isinstance(name, NameField)
        newest = project.versions.order_by("-number").values_list("pk", "number", "name")[:VERSIONS_SHOWN]
        versions = [(str(key), f"Version {number}{f', {label}' if label else ''}") for key, number, label in newest]
        chosen.choices = [("", "Always the latest version"), *versions]
        name.validators.append(MaxLengthValidator(LONGEST))

    def terms(self) -> Terms:
        sent = self.cleaned_data
        return Terms(
            version=self.project.versions.get(pk=sent["version"]) if sent["version"] else None,
            name=sent["name"],
            password=sent["password"],
            shows_code=sent["shows_code"] or sent["allows_download"],
            allows_download=sent["allows_download"],
            days=int(sent["days"]) if sent["days"] else None,
        )
