"""What a team has spent, for its members: HTTP in, HTTP out."""

from datetime import UTC, datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from mockup2code.generations import limit_rows, spending
from mockup2code.generations.budget import budget_of
from mockup2code.generations.usage_tables import Table, as_csv, chart
from mockup2code.responses import person
from mockup2code.teams.access import membership_for
from mockup2code.teams.permissions import Action, may


@require_GET
def home(request: HttpRequest) -> HttpResponseBase:
    """Leads to the figures of the person's first team."""
    team = person(request).teams.order_by("memberships__created").first()
    if team is None:
        raise Http404("no team of this person")
    return redirect("generations:usage", team.pk)


@require_GET
def usage(request: HttpRequest, team_id: UUID) -> HttpResponse:
    """A month of a team, this one or `?month=2026-11`: its budget, and its runs by project, member and model."""
    user = person(request)
    membership = membership_for(user, team_id, Action.SEE_PROJECTS)
    team = membership.team
    this_month = spending.month_of(timezone.now().date())
    month = _month(request.GET.get("month", "")) or this_month
    books = spending.in_month(spending.books_of(team), month)
    months = spending.by_month(team)
    tables = [
        Table("Projects", "Project", spending.by_project(books)),
        Table("Members", "Member", spending.by_member(books)),
        Table("Models", "Model", spending.by_model(books)),
        Table("Months", "Month", [spent for _, spent in months]),
    ]
    if request.GET.get("format") == "csv":
        return _file(tables, f"{slugify(team.name) or 'team'}-usage-{month:%Y-%m}.csv")
    context = {
        "team": team,
        "teams": user.teams.order_by("name"),
        "month": month,
        "total": spending.total(books),
        "budget": budget_of(team) if month == this_month else None,
        "tables": tables,
        "chart": chart(months, max(this_month, month)) if months else [],
        "months": months,
        "limits": limit_rows.rows(team),
        "may_limit": may(membership.role, Action.SET_LIMITS),
    }
    return render(request, "generations/usage.html", context)


def _file(tables: list[Table], filename: str) -> HttpResponse:
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=filename) or "attachment",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(as_csv(tables), content_type="text/csv; charset=utf-8", headers=headers)


def _month(text: str) -> datetime | None:
    """The beginning of a month written as 2026-11; None where nothing is asked for."""
    if not text:
        return None
    try:
        return datetime.strptime(text, "%Y-%m").replace(tzinfo=UTC)
    except ValueError:
        raise Http404(f"{text} is no month") from None
