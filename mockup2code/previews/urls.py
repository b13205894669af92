"""The address of the preview frame."""

from django.urls import path

from mockup2code.previews import views

app_name = "previews"
urlpatterns = [path("preview/", views.frame, name="frame")]
