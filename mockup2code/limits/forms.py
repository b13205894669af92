"""What a lead may set."""

from django import forms


class LimitsForm(forms.Form):
    """Of the team, or with `member` of that person; an empty field lifts the limit."""

    member = forms.IntegerField(required=False)
    runs_at_once = forms.IntegerField(required=False, min_value=0, max_value=10_000)
    runs_a_day = forms.IntegerField(required=False, min_value=0, max_value=1_000_000)
    storage_mb = forms.IntegerField(required=False, min_value=0, max_value=100_000_000)

    def limits(self) -> dict[str, int | None]:
        return {name: self.cleaned_data[name] for name in ("runs_at_once", "runs_a_day", "storage_mb")}
