"""The page inside the sandboxed frame, and the headers that hold the code it runs."""

import json

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from mockup2code.previews.fonts import font_addresses

# 'unsafe-eval' is how compiled code runs. Nothing can be fetched: connect-src is closed, pictures come as
# data: or blob: only, and scripts, styles and fonts are files of this server that hold no team's work.
_DIRECTIVES = (
    "default-src 'none'",
    "script-src 'self' 'unsafe-eval'",
    "style-src 'unsafe-inline'",
    "img-src data: blob:",
    "font-src 'self' data:",
    "media-src data: blob:",
    "connect-src 'none'",
    "worker-src 'none'",
    "frame-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
    "sandbox allow-scripts allow-forms",
)

# fmt: off
_FEATURES = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "compute-pressure", "display-capture", "encrypted-media",
    "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection",
    "keyboard-map", "local-fonts", "magnetometer", "microphone", "midi", "otp-credentials", "payment",
    "picture-in-picture", "publickey-credentials-create", "publickey-credentials-get", "screen-wake-lock", "serial",
    "storage-access", "usb", "window-management", "xr-spatial-tracking",
)
# fmt: on

HEADERS = {
    "Content-Security-Policy": "; ".join(_DIRECTIVES),
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _FEATURES),
    # Browsers that know it refuse every connection elsewhere, those that no policy above names included.
    "Connection-Allowlist": "(response-origin)",
    "X-DNS-Prefetch-Control": "off",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


@require_safe
@login_not_required
@xframe_options_exempt
def frame(request: HttpRequest) -> HttpResponse:
    """The empty page that compiles and shows what its parent sends it. Needs no login: it holds nothing."""
    response = render(request, "previews/frame.html", {"fonts": json.dumps(font_addresses())})
    for name, value in HEADERS.items():
        response[name] = value
    return response
