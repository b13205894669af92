"""The document inside the sandboxed frame, and the headers that hold the code it runs."""

import functools
import hashlib
import json

from django.template.loader import render_to_string
from django.urls import reverse

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
}


@functools.cache
def markup() -> str:
    """What a browser gets; the same for everybody."""
    return render_to_string("previews/frame.html", {"fonts": json.dumps(font_addresses())})


@functools.cache
def edition() -> str:
    """Another for every other markup and other headers."""
    return hashlib.sha256(json.dumps([markup(), HEADERS]).encode()).hexdigest()[:12]


def address() -> str:
    """Where the frame is; with its edition, so that browsers may keep it."""
    return f"{reverse('previews:frame')}?{edition()}"
