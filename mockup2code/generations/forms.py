"""What a person may send about a run."""

from django import forms


class GenerateForm(forms.Form):
    note = forms.CharField(required=False, max_length=4000, strip=True)
