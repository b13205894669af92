"""A server of somebody else's, who would like to hear something: it notes every connection and every datagram."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

BODY = b"<!doctype html><title>elsewhere</title>"
ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nAccess-Control-Allow-Origin: *\r\nConnection: close\r\n"
    b"Content-Length: " + str(len(BODY)).encode() + b"\r\n\r\n" + BODY
)


@dataclass
class Listener:
    """What was heard: the first line of each connection, or how it was silent."""

    port: int
    heard: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextlib.contextmanager
def listening() -> Iterator[Listener]:
    """Listens on one port of the loopback, over TCP and UDP."""
    with socket.create_server(("127.0.0.1", 0)) as tcp, socket.socket(type=socket.SOCK_DGRAM) as udp:
        listener = Listener(tcp.getsockname()[1])
        udp.bind(("127.0.0.1", listener.port))
        threads = [
            threading.Thread(target=_accept, args=(tcp, listener), daemon=True),
            threading.Thread(target=_receive, args=(udp, listener), daemon=True),
        ]
        for thread in threads:
            thread.start()
        yield listener
        tcp.shutdown(socket.SHUT_RDWR)
        udp.sendto(b"", ("127.0.0.1", listener.port))
        for thread in threads:
            thread.join(timeout=5)


def _accept(tcp: socket.socket, listener: Listener) -> None:
    with contextlib.suppress(OSError):
        while True:
            connection, _ = tcp.accept()
            threading.Thread(target=_answer, args=(connection, listener), daemon=True).start()


def _answer(connection: socket.socket, listener: Listener) -> None:
    with connection, contextlib.suppress(OSError):
        listener.heard.append("a connection")
        connection.settimeout(5)
        line = connection.recv(4096).split(b"\r\n")[0].decode(errors="replace")
        listener.heard.append(line)
        connection.sendall(ANSWER)


def _receive(udp: socket.socket, listener: Listener) -> None:
    with contextlib.suppress(OSError):
        while data := udp.recv(4096):
            listener.heard.append(f"a datagram of {len(data)} bytes")
