"""What a team's lead may enter about its connection, a request to try, and a check to keep."""

import json
from typing import Any

from django import forms
from django.conf import settings

from mockup2code.connections.actions import Wanted
from mockup2code.connections.models import SERVER, Connection
from mockup2code.connections.queries import provider_for
from mockup2code.engines.kimi.checkup import requests
from mockup2code.engines.kimi.checkup.assertions import Assertion, Kind
from mockup2code.engines.kimi.checkup.exchange import Sent
from mockup2code.engines.kimi.profiles import provider_of, providers
from mockup2code.engines.kimi.settings import KimiSettings
from mockup2code.engines.kimi.upstream import ADDRESS, USABLE_KEY

LONGEST_REQUEST = 400_000
LONGEST_INSTRUCTIONS = 4_000
MOST_ASSERTIONS = 20
MOST_COUNT = 1_000_000_000
OPEN_PATHS = (requests.MODELS.path, requests.CHAT)


EXACT = {"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}


def _count(label: str) -> forms.IntegerField:
    return forms.IntegerField(required=False, min_value=1, max_value=MOST_COUNT, label=label)


class ConnectionForm(forms.Form):
    """The form for one team: which keys it may keep depends on what is stored."""

    provider = forms.ChoiceField()
    base_url = forms.CharField(required=False, max_length=500, widget=forms.TextInput({**EXACT, "inputmode": "url"}))
    key = forms.CharField(required=False, max_length=500, strip=True, widget=forms.PasswordInput(EXACT))
    model = forms.CharField(required=False, max_length=100, strip=True, widget=forms.TextInput(EXACT))
    thinking = forms.BooleanField(required=False)
    monthly_budget = forms.DecimalField(
        required=False, min_value=0, max_digits=10, decimal_places=2, label="Budget a month, in US dollars"
    )
    tier = forms.IntegerField(required=False, min_value=0, max_value=99)
    concurrency = _count("Runs at once")
    requests_per_minute = _count("Requests a minute")
    tokens_per_minute = _count("Tokens a minute")
    instructions = forms.CharField(
        required=False,
        max_length=LONGEST_INSTRUCTIONS,
        strip=True,
        label="Instructions for the team's code",
        widget=forms.Textarea({"rows": 6, "dir": "auto"}),
    )

    def __init__(self, connection: Connection, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._connection = connection
        server = [(SERVER, "This server's")] if settings.MOONSHOT_API_KEY or connection.provider == SERVER else []
        self.providers = [*server, *((row.id, row.title) for row in providers())]
        provider = self.fields["provider"]
        assert isinstance(provider, forms.ChoiceField)
        provider.choices = self.providers

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        if key and not USABLE_KEY.fullmatch(key):
            raise forms.ValidationError("A key has no spaces and no letters beyond ASCII. Copy it again, whole.")
        return key

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = cleaned.get("provider", "")
        if chosen == SERVER:
            cleaned.update(base_url="", key="")
            return cleaned
        row = provider_of("", chosen)
        entered = (cleaned.get("base_url") or "").strip().rstrip("/")
        cleaned["base_url"] = row.base_url or entered
        if not ADDRESS.fullmatch(cleaned["base_url"]):
            self.add_error("base_url", "Enter an http or https address, for instance http://10.0.0.5:8000/v1.")
        elif row.needs_key and not cleaned.get("key") and not self._has_key_for(cleaned["base_url"]):
            self.add_error("key", f"Enter a key of {row.title}.")
        return cleaned

    def wanted(self) -> Wanted:
        """What was entered; only after the form was found valid."""
        return Wanted(**self.cleaned_data)

    def _has_key_for(self, address: str) -> bool:
        return bool(self._connection.sealed_key) and self._connection.base_url == address


def sentences(form: forms.Form) -> str:
    """All that is wrong with what was entered, for answers without the form."""
    return " ".join(str(sentence) for errors in form.errors.values() for sentence in errors)


def initial_of(connection: Connection) -> dict[str, Any]:
    """The form as the connection is; a key is never sent back."""
    names = [name for name in ConnectionForm.base_fields if name != "key"]
    values = {name: getattr(connection, name) for name in names}
    row = provider_for(connection)
    return {**values, "base_url": "" if row.base_url else connection.base_url}


class RequestForm(forms.Form):
    """A request as a person wrote it; without a body it is a GET, without a model it asks the connection's."""

    path = forms.RegexField(r"^/[^\s\\]*$", max_length=500, error_messages={"invalid": "A path begins with /."})
    body = forms.CharField(required=False, max_length=LONGEST_REQUEST)

    def clean_body(self) -> dict[str, Any] | None:
        text = self.cleaned_data["body"]
        if not text.strip():
            return None
        try:
            body = json.loads(text)
        except ValueError as error:
            raise forms.ValidationError(f"The body is no JSON: {error}.") from None
        if not isinstance(body, dict):
            raise forms.ValidationError("The body must be a JSON object, from { to }.")
        return body

    def request(self) -> dict[str, Any]:
        return {"path": self.cleaned_data["path"], "body": self.cleaned_data["body"]}


class CheckForm(RequestForm):
    """A request to be kept, with what is asserted of its answer."""

    name = forms.CharField(max_length=100, strip=True)
    assertions = forms.CharField(max_length=20_000)

    def clean_assertions(self) -> list[Assertion]:
        try:
            rows = json.loads(self.cleaned_data["assertions"])
            found = [
                Assertion(Kind(row["kind"]), str(row["expected"]).strip(), str(row.get("path", "")).strip())
                for row in rows
            ]
        except (ValueError, KeyError, TypeError, AttributeError):
            raise forms.ValidationError(
                "The assertions could not be read. Reload the page and enter them again."
            ) from None
        if not 0 < len(found) <= MOST_ASSERTIONS:
            raise forms.ValidationError(f"A check asserts something: from 1 to {MOST_ASSERTIONS} things.")
        if any(not one.expected or (one.kind is Kind.PATH and not one.path) for one in found):
            raise forms.ValidationError("Fill in each assertion, or remove it.")
        return found


def refusal(request: dict[str, Any], connection: KimiSettings) -> str:
    """Why this request may not go with this connection's key, or "".

    The server's key is every team's: with other paths one could read what others keep at the host.
    """
    if connection.of_team or request["path"] in OPEN_PATHS:
        return ""
    return f"With the server's own key only {' and '.join(OPEN_PATHS)} may be asked. Enter a key of the team's own."


def sent(request: dict[str, Any], model: str) -> Sent:
    """The request as it goes, with the connection's model where it names none."""
    body = request["body"]
    asks_a_model = body is not None and "messages" in body
    return Sent(request["path"], {"model": model, **body} if asks_a_model else body)
