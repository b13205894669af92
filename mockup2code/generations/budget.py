"""A team's budget for a month: where it is spent, no further run starts."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from mockup2code.connections.queries import monthly_budget
from mockup2code.generations.spending import month_after, month_of, spent_this_month
from mockup2code.teams.models import Team


class BudgetReachedError(Exception):
    """The message is a sentence for the person."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What a team may spend in a month and what it has spent, in US dollars; it begins anew with the `next` one."""

    limit: Decimal
    spent: Decimal
    next: datetime

    @property
    def is_reached(self) -> bool:
        return self.spent >= self.limit

    @property
    def share(self) -> float:
        """How much of it is spent, 0 to 1."""
        return min(1.0, float(self.spent / self.limit)) if self.limit else 1.0


def budget_of(team: Team) -> Budget | None:
    """This month's budget; None where the team has none."""
    limit = monthly_budget(team)
    if limit is None:
        return None
    return Budget(limit, spent_this_month(team), month_after(month_of(timezone.now().date())))


def check(team: Team, refused: str = "no new run was started") -> None:
    """Raises BudgetReachedError where the month's budget is spent; `refused` says what is not done because of it."""
    budget = budget_of(team)
    if budget and budget.is_reached:
        raise BudgetReachedError(
            f"The team has spent ${budget.spent:.2f} of its budget of ${budget.limit:.2f} for this month, so"
            f" {refused}. Nothing is lost, and runs that are under way go on. A lead of the team can raise the budget"
            f" on the connection page; it begins anew on 1 {budget.next:%B}."
        )
