"""What operators see of people, teams, projects and runs. They change accounts and names; history is only read."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from mockup2code.generations.models import Generation
from mockup2code.operating.site import ForOperators
from mockup2code.projects.models import Mockup, Project, Version
from mockup2code.story.models import Entry, Kind
from mockup2code.teams.models import Membership, Team, User


@admin.register(User)
class Users(ForOperators):
    list_display = ("email", "is_active", "is_operator", "team_count", "date_joined", "last_login")
    list_filter = ("is_active", "is_operator")
    search_fields = ("email",)
    ordering = ("-date_joined",)
    fields = ("email", "is_active", "is_operator", "date_joined", "last_login")
    changeable = ("is_active", "is_operator")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        found: QuerySet[User] = super().get_queryset(request)
        return found.annotate(team_count=Count("memberships"))

    @admin.display(description="teams", ordering="team_count")
    def team_count(self, user: Any) -> int:
        return int(user.team_count)


class Members(admin.TabularInline):  # type: ignore[type-arg]  # generic in its stubs only
    model = Membership
    fields = readonly_fields = ("user", "role", "created")
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Team | None = None) -> bool:  # noqa: ARG002 - Django's
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        found: QuerySet[Membership] = super().get_queryset(request)
        return found.select_related("user", "team")


@admin.register(Team)
class Teams(ForOperators):
    list_display = ("name", "member_count", "project_count", "created")
    search_fields = ("name", "members__email")
    ordering = ("-created",)
    fields = ("id", "name", "created")
    changeable = ("name",)
    inlines = (Members,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Team]:
        found: QuerySet[Team] = super().get_queryset(request)
        return found.annotate(
            member_count=Count("memberships", distinct=True), project_count=Count("projects", distinct=True)
        )

    @admin.display(description="members", ordering="member_count")
    def member_count(self, team: Any) -> int:
        return int(team.member_count)

    @admin.display(description="projects", ordering="project_count")
    def project_count(self, team: Any) -> int:
        return int(team.project_count)


@admin.register(Project)
class Projects(ForOperators):
    list_display = ("name", "team", "created_by", "created", "updated", "archived", "deleted")
    list_filter = (("archived", admin.EmptyFieldListFilter), ("deleted", admin.EmptyFieldListFilter), "created")
    list_select_related = ("team", "created_by")
    search_fields = ("name", "team__name", "created_by__email")
    ordering = ("-updated",)
    fields = ("id", "name", "team", "description", "created_by", "created", "updated", "archived", "deleted")


@admin.register(Mockup)
class Mockups(ForOperators):
    list_display = ("name", "project", "width", "height", "created_by", "created")
    list_select_related = ("project", "created_by")
    search_fields = ("name", "project__name", "created_by__email")
    ordering = ("-created",)
    fields = ("id", "name", "project", "width", "height", "note", "created_by", "created")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mockup]:
        found: QuerySet[Mockup] = super().get_queryset(request)
        return found.defer("measurement")


@admin.register(Version)
class Versions(ForOperators):
    list_display = ("project", "number", "source", "name", "fidelity", "created_by", "created")
    list_filter = ("source", "created")
    list_select_related = ("project", "created_by")
    search_fields = ("project__name", "name", "message", "created_by__email")
    ordering = ("-created",)
    fields = ("id", "project", "number", "source", "parent", "name", "message", "fidelity", "created_by", "created")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Version]:
        found: QuerySet[Version] = super().get_queryset(request)
        return found.defer("files", "assets")


@admin.register(Generation)
class Generations(ForOperators):
    list_display = ("created", "state", "engine", "model", "mockup", "created_by", "finished", "cost")
    list_filter = ("state", "engine", "model", "error_code", "created")
    list_select_related = ("mockup", "created_by")
    search_fields = ("id", "mockup__project__name", "created_by__email", "error_code")
    ordering = ("-created",)
    fields = (
        *("id", "mockup", "engine", "model", "state", "attempt", "losses", "message"),
        *("error_code", "error_sentence", "input_tokens", "cached_tokens", "output_tokens", "cost", "estimated"),
        *("created_by", "created", "started", "finished"),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Generation]:
        found: QuerySet[Generation] = super().get_queryset(request)
        return found.defer("mockup__measurement")


class OfKind(admin.SimpleListFilter):
    """By what an entry says: the kinds are known, so that no table need be read for them."""

    title = parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ARG002 - Django's
        return [(str(kind), str(kind)) for kind in Kind]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Entry]) -> QuerySet[Entry]:  # noqa: ARG002 - Django's
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(Entry)
class History(ForOperators):
    list_display = ("created", "kind", "actor", "project_name", "object_name", "address")
    list_filter = (OfKind, "created")
    list_select_related = ("actor",)
    search_fields = ("project_name", "object_name", "actor__email", "address")
    ordering = ("-pk",)
    fields = (
        *("id", "created", "kind", "actor", "address", "team", "project", "project_name"),
        *("object_id", "object_name", "data"),
    )
