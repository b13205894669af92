"""How somebody narrows the story down."""

from django import forms

from mockup2code.story.models import Group
from mockup2code.story.reading import Wanted


class StoryForm(forms.Form):
    """What cannot be understood narrows nothing; `at` and `before` are ids of entries."""

    group = forms.ChoiceField(required=False, choices=[("", "Everything"), *Group.choices])
    person = forms.IntegerField(required=False)
    since = forms.DateField(required=False)
    until = forms.DateField(required=False)
    before = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    at = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    format = forms.ChoiceField(required=False, choices=[("", ""), ("json", "JSON"), ("csv", "CSV")])

    def wanted(self) -> Wanted:
        self.full_clean()
        sent = self.cleaned_data
        group = Group(sent["group"]) if sent.get("group") else None
        return Wanted(group, sent.get("person"), sent.get("since"), sent.get("until"))
