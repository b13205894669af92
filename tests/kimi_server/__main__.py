"""`python -m tests.kimi_server --port 0 --rate 50` prints its base URL and serves until it is stopped."""

import argparse

import uvicorn

from tests.kimi_server import address, config, listening
from tests.kimi_server.allowance import Allowance
from tests.kimi_server.app import KimiApp
from tests.kimi_server.checks import SITES
from tests.kimi_server.profiles import MODELS, SERVED


def main() -> None:
    parser = argparse.ArgumentParser(description="A stand-in for Kimi's API on this machine.")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--rate", type=float, default=0, help="chunks a second of each stream, 0 for no pauses")
    parser.add_argument("--site", choices=SITES, default="ai", help="whose keys it takes: sk-cn-… belongs to cn")
    parser.add_argument("--retired", action="store_true", help="serve kimi-k2.5 too, as other hosts do")
    parser.add_argument("--concurrency", type=int, help="runs at once of a key")
    parser.add_argument("--requests", type=int, help="requests a minute of a key")
    parser.add_argument("--tokens", type=int, help="tokens a minute of a key")
    parser.add_argument("--count", action="store_true", help="tell the tokens that requests truly have and share")
    options = parser.parse_args()
    app = KimiApp(options.rate, options.site)
    app.served = frozenset(MODELS) if options.retired else SERVED
    app.allowance = Allowance(options.concurrency, options.requests, options.tokens)
    app.counting = options.count
    with listening(options.port) as listener:
        print(address(listener), flush=True)  # noqa: T201 - what the caller reads
        uvicorn.Server(config(app)).run(sockets=[listener])


if __name__ == "__main__":
    main()
