"""The ASGI application: pages over HTTP, runs over websockets."""

import os

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from django.core.asgi import get_asgi_application
from django.urls import path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mockup2code.settings")

http = get_asgi_application()

# Imported after Django is set up.
from mockup2code.gates import BodyLimit, SameOrigin  # noqa: E402
from mockup2code.generations.consumers import GenerationConsumer  # noqa: E402

sockets = URLRouter([path("ws/generations/<uuid:generation_id>/", GenerationConsumer.as_asgi())])

application = ProtocolTypeRouter(
    {"http": BodyLimit(http), "websocket": SameOrigin(AuthMiddlewareStack(sockets))},
)
