"""The names that people give to teams and projects: any script, 1 to 200 characters, one line."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError

LONGEST_NAME = 200


class NameField(forms.CharField):
    """Spaces are tidied; what cannot be seen is dropped, and may not be all there is."""

    def __init__(self, *, label: str = "Name", required: bool = True) -> None:
        written = forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})
        super().__init__(max_length=LONGEST_NAME, label=label, required=required, widget=written)

    def to_python(self, value: object) -> str:
        return " ".join("".join(_visible(letter) for letter in str(value or "")).split())

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not any(unicodedata.category(letter)[0] in "LNPS" for letter in value):
            raise ValidationError("A name needs a letter, a figure or a sign that can be seen.")


def _visible(letter: str) -> str:
    """Line ends become spaces; control characters and those that turn the writing around go, joiners stay."""
    if letter in "\n\r\t":
        return " "
    turns = "\u202a" <= letter <= "\u202e" or "\u2066" <= letter <= "\u2069"
    return "" if turns or unicodedata.category(letter) in {"Cc", "Cs"} else letter
