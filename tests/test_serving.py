"""How the web server listens."""

import asyncio
import socket

from mockup2code.serving import _listen


async def test_small_pieces_are_sent_at_once() -> None:
    listener = _listen("127.0.0.1", 0)
    accepted: asyncio.Future[asyncio.StreamWriter] = asyncio.get_running_loop().create_future()
    async with await asyncio.start_server(lambda _, writer: accepted.set_result(writer), sock=listener):
        _, client = await asyncio.open_connection(*listener.getsockname())
        server = await accepted
        try:
            assert server.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        finally:
            client.close()
            server.close()
