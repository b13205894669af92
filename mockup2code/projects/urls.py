"""Addresses of projects and their files."""

from django.urls import path

from mockup2code.projects import views

app_name = "projects"

urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("projects/", views.upload, name="upload"),
    path("projects/<uuid:project_id>/rename/", views.rename, name="rename"),
    path("projects/<uuid:project_id>/mockups/", views.add_mockup, name="add_mockup"),
    path("mockups/<uuid:mockup_id>/picture/", views.picture, name="picture"),
    path("mockups/<uuid:mockup_id>/thumbnail/", views.thumbnail, name="thumbnail"),
    path("assets/<uuid:asset_id>/", views.asset, name="asset"),
    path("examples/<slug:slug>.png", views.example, name="example"),
]
