"""Deleting one's account: what happens to the work is said before."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from mockup2code.responses import person
from mockup2code.teams import actions
from mockup2code.teams.actions import TeamError
from mockup2code.teams.queries import fate_of_teams


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]  # allauth ships no types
def delete(request: HttpRequest) -> HttpResponseBase:
    """A page that says what goes and what stays; a POST with the address typed does it."""
    user = person(request)
    sentence = ""
    if request.method == "POST":
        if request.POST.get("email", "").strip().casefold() != user.email.casefold():
            sentence = "The address that you typed is not the one of this account. Nothing was deleted."
        else:
            try:
                actions.delete_account(user=user)
            except TeamError as error:
                sentence = error.sentence
            else:
                logout(request)
                messages.success(request, "Your account is deleted.")
                return redirect("account_login")
    context = {"fate": fate_of_teams(user), "sentence": sentence}
    return render(request, "account/delete.html", context, status=422 if sentence else 200)
