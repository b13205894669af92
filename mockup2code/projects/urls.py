"""Addresses of projects and their files."""

from django.urls import path

from mockup2code.projects import picture_views, project_views, story_views, version_views, views

app_name = "projects"

urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("projects/", views.upload, name="upload"),
    path("projects/<uuid:project_id>/rename/", views.rename, name="rename"),
    path("projects/<uuid:project_id>/settings/", project_views.settings, name="settings"),
    path("projects/<uuid:project_id>/story/", story_views.story, name="story"),
    path("projects/<uuid:project_id>/star/", project_views.star, name="star"),
    path("projects/<uuid:project_id>/archive/", project_views.archive, name="archive"),
    path("projects/<uuid:project_id>/delete/", project_views.delete, name="delete"),
    path("projects/<uuid:project_id>/undelete/", project_views.undelete, name="undelete"),
    path("projects/<uuid:project_id>/move/", project_views.move, name="move"),
    path("projects/<uuid:project_id>/duplicate/", project_views.duplicate, name="duplicate"),
    path("projects/<uuid:project_id>/mockups/", views.add_mockup, name="add_mockup"),
    path("projects/<uuid:project_id>/pictures/order/", picture_views.order, name="order"),
    path("recordings/", picture_views.upload_recording, name="upload_recording"),
    path("projects/<uuid:project_id>/recordings/", picture_views.add_recording, name="add_recording"),
    path("mockups/<uuid:mockup_id>/describe/", picture_views.describe, name="describe"),
    path("mockups/<uuid:mockup_id>/remove/", picture_views.remove, name="remove_mockup"),
    path("mockups/<uuid:mockup_id>/picture/", views.picture, name="picture"),
    path("mockups/<uuid:mockup_id>/thumbnail/", views.thumbnail, name="thumbnail"),
    path("assets/<uuid:asset_id>/", views.asset, name="asset"),
    path("projects/<uuid:project_id>/versions/", version_views.save, name="save_version"),
    path("versions/<uuid:version_id>/restore/", version_views.restore, name="restore_version"),
    path("versions/<uuid:version_id>/label/", version_views.label, name="label_version"),
    path("versions/<uuid:version_id>/star/", version_views.star, name="star_version"),
    path("versions/<uuid:version_id>/fidelity/", version_views.keep_fidelity, name="keep_fidelity"),
    path("versions/<uuid:version_id>/picture/", version_views.picture, name="version_picture"),
    path("versions/<uuid:version_id>/picture/keep/", version_views.keep_picture, name="keep_picture"),
    path("mockups/<uuid:mockup_id>/measurement/", version_views.measurement, name="measurement"),
    path("mockups/<uuid:mockup_id>/fidelity/", version_views.fidelity, name="fidelity"),
    path("examples/<slug:slug>.png", views.example, name="example"),
]
