"""Errors reach a Sentry, without the data that they happened to."""

import gzip
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from tests.servers import environment

PROGRAM = """
import django, logging
django.setup()
def fail(key):
    raise RuntimeError("it broke")
try:
    fail("sk-" + "secret")
except RuntimeError:
    logging.getLogger("mockup2code.x").exception("the run failed")
import sentry_sdk
sentry_sdk.flush(10)
"""


def test_an_error_is_reported_without_local_values(tmp_path):
    bodies: list[bytes] = []

    class Listener(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            bodies.append(gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    dsn = f"http://public@127.0.0.1:{server.server_port}/1"
    variables = environment(tmp_path, {"SENTRY_DSN": dsn, "DJANGO_SETTINGS_MODULE": "mockup2code.settings"})
    done = subprocess.run([sys.executable, "-c", PROGRAM], env=variables, capture_output=True, timeout=60, check=False)
    server.shutdown()
    server.server_close()
    sent = b"".join(bodies)
    assert done.returncode == 0, done.stderr
    assert b"it broke" in sent
    assert b"sk-secret" not in sent
    assert os.fsencode(str(tmp_path)) not in sent


def test_an_address_that_is_none_is_one_line(tmp_path):
    variables = environment(tmp_path, {"SENTRY_DSN": "https://sentry.example"})
    command = [sys.executable, "-m", "mockup2code", "integrity"]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode != 0
    assert len(done.stderr.splitlines()) == 1
    assert "SENTRY_DSN" in done.stderr
