"""Addresses of share links: for those who make them, and under `s/` for those who have one."""

from django.urls import path

from mockup2code.shares import views, visitor_views

app_name = "shares"

urlpatterns = [
    path("projects/<uuid:project_id>/shares/", views.shares, name="shares"),
    path("shares/<uuid:share_id>/revoke/", views.revoke, name="revoke"),
    path("s/<str:token>/", visitor_views.visit, name="visit"),
    path("s/<str:token>/mockup/", visitor_views.mockup, name="mockup"),
    path("s/<str:token>/assets/<uuid:asset_id>/", visitor_views.asset, name="asset"),
    path("s/<str:token>/zip/", visitor_views.zip_file, name="zip"),
    path("s/<str:token>/files/<path:path>", visitor_views.file, name="file"),
]
