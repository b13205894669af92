"""The operator's pages: Django's admin, signed into like everything else, and not there for anybody else."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from mockup2code.teams.models import User

View = Callable[..., HttpResponseBase]


class OperatorSite(admin.AdminSite):
    """Nobody signs in here: the product's own sign-in asks for the second factor, the admin's would not."""

    site_title = "Mockup2Code"
    site_header = "Mockup2Code: the operator's pages"
    index_title = "On this server"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only pages that are made for operators: those that libraries bring would show second factors' secrets."""
        if admin_class and issubclass(admin_class, ForOperators):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        return isinstance(user, User) and user.is_active and user.is_operator

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:  # noqa: ARG002 - Django's
        self._must_be_operators(request)
        return redirect_to_login(request.GET.get("next") or request.path)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        inner: View = super().admin_view(view, cacheable)

        def for_operators(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            self._must_be_operators(request)
            return inner(request, *args, **kwargs)

        return for_operators

    def _must_be_operators(self, request: HttpRequest) -> None:
        """Raises Http404 for other people; those who are not signed in are asked to do so."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise Http404("these pages are for operators")


class ForOperators(admin.ModelAdmin):  # type: ignore[type-arg]  # generic in its stubs only
    """Rows that operators look up; what they may change, a subclass names in `changeable`."""

    changeable: tuple[str, ...] = ()
    list_per_page = 50
    show_full_result_count = False
    """Counting a table of millions for a page of fifty would take longer than the page."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002 - Django's
        return self.admin_site.has_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002 - Django's
        return bool(self.changeable) and self.admin_site.has_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - Django's
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002 - Django's
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:  # noqa: ARG002 - Django's
        fields = self.fields or []
        return [str(field) for field in fields if field not in self.changeable]
