"""The Django applications of an operator's tools."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin


class OperatingConfig(AppConfig):
    name = "mockup2code.operating"


class OperatorPages(admin.AdminConfig):
    """Django's admin, for operators only."""

    default = False
    default_site = "mockup2code.operating.site.OperatorSite"
