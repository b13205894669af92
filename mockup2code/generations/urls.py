"""Addresses of the workspace, runs and versions."""

from django.urls import path

from mockup2code.generations import usage_views, views

app_name = "generations"

urlpatterns = [
    path("projects/<uuid:project_id>/", views.workspace, name="workspace"),
    path("projects/<uuid:project_id>/history/", views.history, name="history"),
    path("mockups/<uuid:mockup_id>/generate/", views.generate, name="generate"),
    path("generations/<uuid:generation_id>/stop/", views.stop, name="stop"),
    path("versions/<uuid:version_id>/", views.version, name="version"),
    path("versions/<uuid:version_id>/page/", views.page, name="page"),
    path("usage/", usage_views.home, name="usage_home"),
    path("teams/<uuid:team_id>/usage/", usage_views.usage, name="usage"),
]
