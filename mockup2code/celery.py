"""The Celery application; `celery -A mockup2code worker` finds it here."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mockup2code.settings")

app = Celery("mockup2code")
# Celery's current app is thread-local: without this the threads pool silently loses tasks.
app.set_default()
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
