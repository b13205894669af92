"""The ASGI application: pages over HTTP, runs over websockets."""

import os
from pathlib import Path
from wsgiref.headers import Headers

import django
from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from django.conf import settings
from django.contrib import admin
from django.urls import path
from servestatic import ServeStaticASGI

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mockup2code.settings")

django.setup(set_prefix=False)

# Imported after Django is set up.
from mockup2code.gates import BodyLimit, SameOrigin  # noqa: E402
from mockup2code.generations.consumers import GenerationConsumer  # noqa: E402
from mockup2code.live.consumers import TeamConsumer  # noqa: E402
from mockup2code.operating.probes import Probes  # noqa: E402
from mockup2code.threads import KeptThreads, OneThreadHandler  # noqa: E402

sockets = URLRouter(
    [
        path("ws/generations/<uuid:generation_id>/", GenerationConsumer.as_asgi()),
        path("ws/teams/<uuid:team_id>/", TeamConsumer.as_asgi()),
    ]
)


def _static_headers(headers: Headers, _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"


static = ServeStaticASGI(
    KeptThreads(OneThreadHandler()),
    root=settings.STATIC_ROOT,
    prefix=settings.STATIC_URL,
    autorefresh=settings.DEBUG,
    add_headers_function=_static_headers,
)
static.add_files(str(Path(admin.__file__).parent / "static"), prefix=settings.STATIC_URL)

application = ProtocolTypeRouter(
    {"http": Probes(BodyLimit(static)), "websocket": SameOrigin(AuthMiddlewareStack(sockets))},
)
