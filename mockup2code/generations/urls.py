"""Addresses of the workspace, runs and versions."""

from django.urls import path

from mockup2code.generations import talk_views, usage_views, views

app_name = "generations"

urlpatterns = [
    path("projects/<uuid:project_id>/", views.workspace, name="workspace"),
    path("projects/<uuid:project_id>/history/", views.history, name="history"),
    path("projects/<uuid:project_id>/messages/", talk_views.send, name="send"),
    path("projects/<uuid:project_id>/estimate/", talk_views.estimate, name="estimate"),
    path("projects/<uuid:project_id>/talk/", talk_views.talk, name="talk"),
    path("generations/<uuid:generation_id>/again/", talk_views.answer_again, name="answer_again"),
    path("mockups/<uuid:mockup_id>/generate/", views.generate, name="generate"),
    path("generations/<uuid:generation_id>/stop/", views.stop, name="stop"),
    path("versions/<uuid:version_id>/", views.version, name="version"),
    path("versions/<uuid:version_id>/page/", views.page, name="page"),
    path("usage/", usage_views.home, name="usage_home"),
    path("teams/<uuid:team_id>/usage/", usage_views.usage, name="usage"),
]
