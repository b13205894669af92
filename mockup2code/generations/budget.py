"""A team's budget for a month: where it is spent, no further run starts."""

from decimal import Decimal

from django.utils import timezone

from mockup2code.connections.queries import monthly_budget
from mockup2code.generations.spending import month_after, month_of, spent_this_month
from mockup2code.teams.models import Team


class BudgetReachedError(Exception):
    """The message is a sentence for the person."""


def check(team: Team) -> None:
    """Raises BudgetReachedError where the month's budget is spent."""
    budget = monthly_budget(team)
    if budget is None:
        return
    spent = spent_this_month(team)
    if spent >= budget:
        raise BudgetReachedError(_sentence(spent, budget))


def _sentence(spent: Decimal, budget: Decimal) -> str:
    month = month_of(timezone.now().date())
    return (
        f"The team has spent ${spent:.2f} of its budget of ${budget:.2f} for {month:%B}, so no new run was started."
        " Nothing is lost, and runs that are under way go on. A lead of the team can raise the budget on the connection"
        f" page; it begins anew on 1 {month_after(month):%B}."
    )
