"""Addresses of the teams' connections."""

from django.urls import path

from mockup2code.connections import live, views

app_name = "connections"

urlpatterns = [
    path("connection/", views.home, name="home"),
    path("teams/<uuid:team_id>/connection/", views.connection, name="connection"),
    path("teams/<uuid:team_id>/connection/models/", live.models, name="models"),
    path("teams/<uuid:team_id>/connection/check/", live.check, name="check"),
    path("teams/<uuid:team_id>/connection/send/", live.send, name="send"),
    path("teams/<uuid:team_id>/connection/checks/", views.keep_check, name="keep_check"),
    path("teams/<uuid:team_id>/connection/checks/run/", live.run_checks, name="run_checks"),
    path("teams/<uuid:team_id>/connection/checks/<int:check_id>/remove/", views.remove_check, name="remove_check"),
]
