"""Every address of the server."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("mockup2code.projects.urls")),
    path("", include("mockup2code.connections.urls")),
    path("", include("mockup2code.teams.urls")),
    path("", include("mockup2code.generations.urls")),
    path("", include("mockup2code.exports.urls")),
    path("", include("mockup2code.limits.urls")),
    path("", include("mockup2code.shares.urls")),
    path("", include("mockup2code.previews.urls")),
    path("operator/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
]
