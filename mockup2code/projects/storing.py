"""How many bytes a team's pictures and recordings take, and whether there is room for more."""

from uuid import UUID

from django.db.models import Sum

from mockup2code.limits.queries import WHO_HELPS, LimitReachedError, bounds, lock
from mockup2code.projects.models import Asset, Mockup, Recording

MB = 1_000_000


def stored(team_id: UUID) -> dict[int | None, int]:
    """By the id of the account that brought them; under None what runs have cut out of pictures, and what was brought
    by people whose account is gone.
    """
    total: dict[int | None, int] = {}
    pictures = Mockup.objects.filter(project__team=team_id, removed=None)
    for rows in (pictures, Recording.objects.filter(project__team=team_id)):
        for user, size in rows.order_by().values_list("created_by").annotate(size=Sum("size")):
            total[user] = total.get(user, 0) + size
    cut = Asset.objects.filter(project__team=team_id).aggregate(size=Sum("size"))["size"] or 0
    total[None] = total.get(None, 0) + cut
    return total


def check_room(*, team_id: UUID, user_id: int, more: int) -> None:
    """Raises LimitReachedError where `more` bytes would go over the team's or the member's limit."""
    found = bounds(team_id, user_id, "storage_mb")
    if not found:
        return
    lock(team_id)
    sizes = stored(team_id)
    for bound in found:
        used = sizes.get(bound.member, 0) if bound.member else sum(sizes.values())
        if used + more > bound.most * MB:
            raise LimitReachedError("storage_reached", _sentence(bound.whose, bound.most, used), 413)


def _sentence(whose: str, most: int, used: int) -> str:
    have = "have" if whose == "You" else "has"
    return (
        f"{whose} {have} pictures of {used / MB:.1f} MB here and may have {most} MB, so this one was not stored."
        f" Projects that are deleted count until they are gone for good. {WHO_HELPS}"
    )
