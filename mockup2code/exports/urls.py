"""Addresses of downloads."""

from django.urls import path

from mockup2code.exports import views

app_name = "exports"

urlpatterns = [
    path("versions/<uuid:version_id>/zip/", views.zip_file, name="zip"),
    path("versions/<uuid:version_id>/files/<path:path>", views.file, name="file"),
]
