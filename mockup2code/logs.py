"""Log lines that carry the ids of the request, the person, the team and the run that they belong to."""

from typing import Any

import structlog
from structlog.typing import Processor

_SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
_RENDERERS: dict[str, list[Processor]] = {
    "json": [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()],
    "line": [structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0, pad_level=False)],
}


def configuration(log_format: str) -> dict[str, Any]:
    """Django's LOGGING: `line` is for people, `json` gives an object a line, each request among them."""
    processors = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_RENDERERS[log_format]]
    formatter = {"()": structlog.stdlib.ProcessorFormatter, "foreign_pre_chain": _SHARED, "processors": processors}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"shown": formatter},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "shown"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "mockup2code": {"level": "INFO"},
            "mockup2code.operating.requests": {"level": "INFO" if log_format == "json" else "ERROR"},
            "django.request": {"level": "ERROR"},
        },
    }


def bind(**ids: object) -> None:
    """From now on the log lines of this request or run carry these."""
    structlog.contextvars.bind_contextvars(**{name: str(value) for name, value in ids.items()})
