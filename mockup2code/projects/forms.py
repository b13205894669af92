"""What a person may send about a project."""

from django import forms
from django.core.exceptions import ValidationError

from mockup2code.examples import EXAMPLES
from mockup2code.projects.finding import Sort, State, Wanted
from mockup2code.projects.models import MockupKind, Role
from mockup2code.teams.names import NameField

MOST_TAGS = 10
LONGEST_TAG = 40


class UploadForm(forms.Form):
    """A picture of one's own, or the name of an example."""

    picture = forms.FileField(required=False, allow_empty_file=True)
    example = forms.ChoiceField(required=False, choices=[(example.slug, example.title) for example in EXAMPLES])
    note = forms.CharField(required=False, max_length=4000, strip=True)
    team = forms.UUIDField(required=False)


class RenameForm(forms.Form):
    name = NameField()


class DescribeForm(forms.Form):
    name = forms.CharField(max_length=200, strip=True)
    role = forms.ChoiceField(choices=Role.choices)
    note = forms.CharField(required=False, max_length=4000, strip=True)
    kind = forms.ChoiceField(required=False, choices=MockupKind)


class ProjectForm(forms.Form):
    name = NameField()
    description = forms.CharField(
        required=False, max_length=4000, strip=True, widget=forms.Textarea({"rows": 4, "dir": "auto"})
    )
    tags = forms.CharField(
        required=False, max_length=400, help_text="Up to ten, separated by commas, each with at most 40 characters."
    )

    def clean_tags(self) -> list[str]:
        tags = list(dict.fromkeys(" ".join(tag.split()) for tag in self.cleaned_data["tags"].split(",") if tag.strip()))
        if len(tags) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in tags):
            raise ValidationError("At most ten tags, each with at most 40 characters. Nothing was changed.")
        return tags


class FilterForm(forms.Form):
    """What the list of projects shows; whatever is not understood counts as not asked for."""

    q = forms.CharField(required=False, max_length=200)
    state = forms.ChoiceField(required=False, choices=[(state, state) for state in State])
    sort = forms.ChoiceField(required=False, choices=[(sort, sort) for sort in Sort])
    starred = forms.BooleanField(required=False)
    tag = forms.IntegerField(required=False)
    member = forms.IntegerField(required=False)
    engine = forms.SlugField(required=False)
    view = forms.ChoiceField(required=False, choices=[("grid", "grid"), ("list", "list")])

    def wanted(self) -> Wanted:
        self.full_clean()
        sent = self.cleaned_data
        return Wanted(
            words=sent.get("q") or "",
            state=State(sent.get("state") or State.ACTIVE),
            sort=Sort(sent.get("sort") or Sort.UPDATED),
            starred=bool(sent.get("starred")),
            tag=sent.get("tag"),
            member=sent.get("member"),
            engine=sent.get("engine") or "",
        )


class LabelForm(forms.Form):
    name = forms.CharField(required=False, max_length=80, strip=True)


class StarForm(forms.Form):
    starred = forms.BooleanField(required=False)
