"""Django's settings, all of them from the environment; docs/settings.md lists the variables."""

import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from jinja2 import StrictUndefined

from mockup2code import environment, logs
from mockup2code.operating import sentry

ENV = environment.load()
ROOT = environment.ROOT
DATA_DIR: Path = ENV.data_dir.resolve()
EMBEDDED = not (ENV.redis_url or ENV.broker_url)
"""One process does everything: its Celery worker lives in threads beside the web server."""


def _kept_secret(path: Path) -> str:
    """The secret in a file, made on first use, readable by its owner only."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(50))
        secret = path.read_text().strip()
    except OSError as error:
        raise SystemExit(
            f"mockup2code: the variable DATA_DIR is wrong: {path.parent} cannot be written ({error.strerror})"
        ) from None
    if not secret:
        raise SystemExit(f"mockup2code: {path} is empty: put back what it held, or remove it to get a new secret")
    return secret


def _database() -> dict[str, Any]:
    if not ENV.database_url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_DIR / "mockup2code.sqlite3",
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;",
            },
        }
    try:
        return dict(dj_database_url.parse(ENV.database_url, conn_max_age=60, conn_health_checks=True))
    except (ValueError, KeyError):
        raise SystemExit(
            "mockup2code: the variable DATABASE_URL is wrong: it must look like postgres://user:password@host/name"
        ) from None


_site = urlsplit(ENV.site_url)
_https = _site.scheme == "https"

SECRET_KEY = ENV.secret_key or _kept_secret(DATA_DIR / "secret_key")
ENCRYPTION_KEYS = ENV.encryption_key or [_kept_secret(DATA_DIR / "encryption_key")]
DEBUG = ENV.debug
ALLOWED_HOSTS = ENV.allowed_hosts or [*environment.LOCAL_HOSTS, *([_site.hostname] if _site.hostname else [])]
CSRF_TRUSTED_ORIGINS = [ENV.site_url] if ENV.site_url else []
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

PROVIDERS = {
    name: {"client_id": client, "secret": secret, "key": ""}
    for name, client, secret in (
        ("github", ENV.github_client_id, ENV.github_client_secret),
        ("google", ENV.google_client_id, ENV.google_client_secret),
    )
    if client and secret
}
"""Who else may say who a person is."""

INSTALLED_APPS = [
    "mockup2code.operating.apps.OperatorPages",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    *(
        ["allauth.socialaccount", *(f"allauth.socialaccount.providers.{name}" for name in PROVIDERS)]
        if PROVIDERS
        else []
    ),
    "channels",
    "csp",
    "mockup2code.story",
    "mockup2code.teams",
    "mockup2code.limits",
    "mockup2code.connections",
    "mockup2code.projects",
    "mockup2code.generations",
    "mockup2code.previews",
    "mockup2code.exports",
    "mockup2code.shares",
    "mockup2code.live",
    "mockup2code.operating.apps.OperatingConfig",
]

MIDDLEWARE = [
    "mockup2code.operating.requests.Requests",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "mockup2code.story.origin.RememberAddress",
    "mockup2code.teams.access.MembersOnly",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "mockup2code.problems.Problems",
]

ROOT_URLCONF = "mockup2code.urls"
ASGI_APPLICATION = "mockup2code.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["mockup2code.markup"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "mockup2code.teams.context.teams",
            ],
        },
    },
    {
        "NAME": "lists",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [ROOT / "templates" / "lists"],
        "OPTIONS": {
            "environment": "mockup2code.markup.lists",
            "undefined": StrictUndefined,
            "trim_blocks": True,
            "lstrip_blocks": True,
        },
    },
]

DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": ENV.redis_url}
    if ENV.redis_url
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

AUTH_USER_MODEL = "teams.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "/accounts/login/"
ACCOUNT_ADAPTER = "mockup2code.teams.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Mockup2Code"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _https
# Where mail goes nowhere, no address is ever confirmed; two factors must be had all the same.
MFA_ALLOW_UNVERIFIED_EMAIL = True
SOCIALACCOUNT_PROVIDERS = {
    name: {"APPS": [app], "VERIFIED_EMAIL": True, **({"SCOPE": ["user:email"]} if name == "github" else {})}
    for name, app in PROVIDERS.items()
}
SOCIALACCOUNT_ADAPTER = "mockup2code.teams.accounts.SocialAccountAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
TRUSTED_PROXIES = ENV.trusted_proxies
SIGN_UP_OPEN = ENV.sign_up == "open"

_mail = urlsplit(ENV.email_url)
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if ENV.email_url else 'console'}.EmailBackend"
EMAIL_HOST = _mail.hostname or "localhost"
EMAIL_PORT = _mail.port or {"smtps": 465, "smtp+tls": 587}.get(_mail.scheme, 25)
EMAIL_HOST_USER = unquote(_mail.username or "")
EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
EMAIL_USE_TLS = _mail.scheme == "smtp+tls"
EMAIL_USE_SSL = _mail.scheme == "smtps"
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV.email_from

LANGUAGE_CODE = "en"
USE_I18N = False
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "static" / "dist"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA_DIR / "files"}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024

_SIGN_IN_HOSTS = {"github": "https://github.com", "google": "https://accounts.google.com"}

# The theme script needs a nonce; everything else is a file of this server.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF, *(_SIGN_IN_HOSTS[name] for name in PROVIDERS)],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    },
}

CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.core.RedisChannelLayer",
        "CONFIG": {"hosts": [ENV.redis_url], "prefix": "mockup2code"},
    }
    if ENV.redis_url
    else {"BACKEND": "channels.layers.InMemoryChannelLayer"},
}

CELERY_BROKER_URL = ENV.broker_url or ENV.redis_url or "memory://localhost/"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"polling_interval": 0.02}
    if CELERY_BROKER_URL.startswith("memory")
    else {"visibility_timeout": 3 * 3600}
    if CELERY_BROKER_URL.startswith("redis")
    else {}
)
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_WORKER_POOL = "threads"
CELERY_WORKER_CONCURRENCY = ENV.worker_concurrency
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"

MAX_UPLOAD_BYTES = ENV.max_upload_mb * 1_000_000
MAX_RECORDING_BYTES = ENV.max_recording_mb * 1_000_000
MAX_MEGAPIXELS = ENV.max_megapixels
MAX_PICTURE_SIDE = ENV.max_picture_side
LEASE_SECONDS = ENV.lease_seconds
RUN_DEADLINE_SECONDS = ENV.run_deadline_seconds
MOONSHOT_API_KEY = ENV.moonshot_api_key
MOONSHOT_BASE_URL = ENV.moonshot_base_url
KIMI_MODEL = ENV.kimi_model
KIMI_TIER = ENV.kimi_tier
KIMI_MONTHLY_BUDGET = ENV.kimi_monthly_budget

LOGGING = logs.configuration(ENV.log_format)
METRICS_TOKEN = ENV.metrics_token
if ENV.sentry_dsn:
    sentry.start(ENV.sentry_dsn)
