"""The settings that come from the environment, checked once."""

from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent

SECRETS = {
    "SECRET_KEY",
    "ENCRYPTION_KEY",
    "MOONSHOT_API_KEY",
    "EMAIL_URL",
    "GITHUB_CLIENT_SECRET",
    "GOOGLE_CLIENT_SECRET",
    "SENTRY_DSN",
    "METRICS_TOKEN",
}
SHORTEST_ENCRYPTION_KEY = 32
SHORTEST_TOKEN = 16
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")


def _commas(value: object) -> object:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _http(value: str) -> str:
    if value and not value.startswith(("http://", "https://")):
        raise ValueError("must begin with http:// or https://")
    return value.rstrip("/")


def _redis(value: str) -> str:
    if value and not value.startswith(("redis://", "rediss://", "unix://")):
        raise ValueError("must begin with redis://, rediss:// or unix://")
    return value


def _long(values: list[str]) -> list[str]:
    if any(len(value) < SHORTEST_ENCRYPTION_KEY for value in values):
        raise ValueError(f"each key must have {SHORTEST_ENCRYPTION_KEY} characters or more")
    return values


def _smtp(value: str) -> str:
    parts = urlsplit(value)
    if value and (parts.scheme not in {"smtp", "smtp+tls", "smtps"} or not parts.hostname):
        raise ValueError("must look like smtp+tls://user:password@host:587 (or smtps://, smtp://)")
    return value


def _unguessable(value: str) -> str:
    if value and len(value) < SHORTEST_TOKEN:
        raise ValueError(f"must have {SHORTEST_TOKEN} characters or more")
    return value


MailAddress = Annotated[str, AfterValidator(_smtp)]
HttpAddress = Annotated[str, AfterValidator(_http)]
RedisAddress = Annotated[str, AfterValidator(_redis)]
Names = Annotated[list[str], NoDecode, BeforeValidator(_commas)]
Token = Annotated[str, AfterValidator(_unguessable)]
EncryptionKeys = Annotated[Names, AfterValidator(_long)]


class Environment(BaseSettings):
    """Every variable that the server reads; the field's name in capitals is the variable's."""

    model_config = SettingsConfigDict(env_ignore_empty=True, extra="ignore")

    secret_key: str = ""
    encryption_key: EncryptionKeys = Field(default=[], repr=False)
    debug: bool = False
    site_url: HttpAddress = ""
    allowed_hosts: Names = []
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    trusted_proxies: int = Field(default=0, ge=0, le=10)
    data_dir: Path = ROOT / "var"
    database_url: str = ""
    redis_url: RedisAddress = ""
    broker_url: str = ""

    sign_up: Literal["open", "invited"] = "open"
    email_url: MailAddress = Field(default="", repr=False)
    email_from: str = "Mockup2Code <mockup2code@localhost>"
    github_client_id: str = ""
    github_client_secret: str = Field(default="", repr=False)
    google_client_id: str = ""
    google_client_secret: str = Field(default="", repr=False)

    moonshot_api_key: str = Field(default="", repr=False)
    moonshot_base_url: HttpAddress = "https://api.moonshot.ai/v1"
    kimi_model: str = "kimi-k2.6"
    kimi_tier: int | None = Field(default=None, ge=0, le=99)
    kimi_monthly_budget: Decimal | None = Field(default=None, ge=0)

    log_format: Literal["line", "json"] = "line"
    sentry_dsn: HttpAddress = Field(default="", repr=False)
    metrics_token: Token = Field(default="", repr=False)

    max_upload_mb: int = Field(default=20, ge=1, le=200)
    max_recording_mb: int = Field(default=100, ge=1, le=1000)
    max_megapixels: int = Field(default=40, ge=1, le=170)
    max_picture_side: int = Field(default=12_000, ge=64, le=60_000)
    worker_concurrency: int = Field(default=100, ge=1, le=500)
    lease_seconds: float = Field(default=15, ge=1, le=3600)
    run_deadline_seconds: float = Field(default=900, ge=1, le=7200)


def load() -> Environment:
    """The checked environment; a wrong value ends the process with one line that names the variable."""
    try:
        return Environment()
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "environment"
        shown = "" if name in SECRETS else f" (it is {first['input']!r})"
        reason = first["msg"].removeprefix("Value error, ")
        raise SystemExit(f"mockup2code: the variable {name} is wrong: {reason}{shown}") from None
