"""`python -m tests.kimi_server --port 0 --rate 50` prints its base URL and serves until it is stopped."""

import argparse

import uvicorn

from tests.kimi_server import address, config, listening
from tests.kimi_server.app import KimiApp


def main() -> None:
    parser = argparse.ArgumentParser(description="A stand-in for Kimi's API on this machine.")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--rate", type=float, default=0, help="chunks a second of each stream, 0 for no pauses")
    options = parser.parse_args()
    with listening(options.port) as listener:
        print(address(listener), flush=True)  # noqa: T201 - what the caller reads
        uvicorn.Server(config(KimiApp(options.rate))).run(sockets=[listener])


if __name__ == "__main__":
    main()
