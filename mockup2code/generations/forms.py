"""What a person may send about a run from a page without scripts."""

from django import forms

from mockup2code.generations.asking import LONGEST_TEXT


class GenerateForm(forms.Form):
    note = forms.CharField(required=False, max_length=LONGEST_TEXT, strip=True)
