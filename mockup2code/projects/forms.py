"""What a person may send about a project."""

from django import forms

from mockup2code.examples import EXAMPLES


class UploadForm(forms.Form):
    """A picture of one's own, or the name of an example."""

    picture = forms.FileField(required=False, allow_empty_file=True)
    example = forms.ChoiceField(required=False, choices=[(example.slug, example.title) for example in EXAMPLES])
    note = forms.CharField(required=False, max_length=4000, strip=True)
    team = forms.UUIDField(required=False)


class RenameForm(forms.Form):
    name = forms.CharField(max_length=120, strip=True)


class LabelForm(forms.Form):
    name = forms.CharField(required=False, max_length=80, strip=True)


class StarForm(forms.Form):
    starred = forms.BooleanField(required=False)
