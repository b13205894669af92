"""The settings of tests that run inside the test process: a data folder of their own, nothing from the machine."""

import os
import tempfile
from pathlib import Path

import dj_database_url

# A PostgreSQL to run on in place of SQLite: tests/test_postgresql.py.
database = os.environ.pop("TESTS_DATABASE_URL", "")
for name in ("DATABASE_URL", "REDIS_URL", "BROKER_URL", "MOONSHOT_API_KEY", "SITE_URL", "ALLOWED_HOSTS", "DEBUG"):
    os.environ.pop(name, None)
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="mockup2code-tests-")

from mockup2code.settings import *  # noqa: E402, F403
from mockup2code.settings import DATA_DIR, DATABASES  # noqa: E402

if database:
    DATABASES["default"] = {**dj_database_url.parse(database), "ATOMIC_REQUESTS": False}
else:
    # A file, since runs use the database from several threads.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(DATA_DIR) / "test.sqlite3")}
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
