"""Addresses of teams, their members and invitations."""

from django.urls import path

from mockup2code.teams import account_views, member_views, story_views, views

app_name = "teams"

urlpatterns = [
    path("teams/new/", views.found, name="found"),
    path("teams/<uuid:team_id>/", views.team, name="team"),
    path("teams/<uuid:team_id>/history/", story_views.story, name="story"),
    path("teams/<uuid:team_id>/switch/", views.switch, name="switch"),
    path("teams/<uuid:team_id>/change/", views.change, name="change"),
    path("teams/<uuid:team_id>/picture/", views.picture, name="picture"),
    path("teams/<uuid:team_id>/leave/", views.leave, name="leave"),
    path("teams/<uuid:team_id>/delete/", views.delete, name="delete"),
    path("teams/<uuid:team_id>/members/<int:member_id>/role/", member_views.change_role, name="change_role"),
    path("teams/<uuid:team_id>/members/<int:member_id>/remove/", member_views.remove, name="remove"),
    path("teams/<uuid:team_id>/members/<int:member_id>/hand-over/", member_views.hand_over, name="hand_over"),
    path("teams/<uuid:team_id>/invitations/", member_views.invite, name="invite"),
    path("teams/<uuid:team_id>/invitations/<uuid:invitation_id>/revoke/", member_views.revoke, name="revoke"),
    path("accounts/delete/", account_views.delete, name="delete_account"),
    path("invitations/<str:token>/", member_views.invitation, name="invitation"),
]
