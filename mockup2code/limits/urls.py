"""The address under which limits are set."""

from django.urls import path

from mockup2code.limits import views

app_name = "limits"

urlpatterns = [path("teams/<uuid:team_id>/limits/", views.set_limits, name="set")]
