"""Server-sent events, from bytes as they come: https://html.spec.whatwg.org/multipage/server-sent-events.html"""

LONGEST_EVENT = 4_000_000
"""Bytes: who sends more without an end to the event sends no answer."""


class EventReader:
    """Feed it bytes, cut anywhere; it gives the data of each event that has ended. Only data is read: hosts name no
    events.
    """

    def __init__(self) -> None:
        self._rest = b""
        """A line without its end yet."""
        self._data: list[bytes] = []

    def feed(self, piece: bytes) -> list[bytes]:
        """The data of the events that this piece ends. Raises ValueError where an event is too long."""
        text, self._rest = self._rest + piece, b""
        if b"\r" in text:
            text, held = (text[:-1], b"\r") if text.endswith(b"\r") else (text, b"")
            text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
            *lines, rest = text.split(b"\n")
            self._rest = rest + held
        else:
            *lines, self._rest = text.split(b"\n")
        events = [event for line in lines if (event := self._take(line)) is not None]
        if len(self._rest) + sum(map(len, self._data)) > LONGEST_EVENT:
            raise ValueError(f"an event of more than {LONGEST_EVENT} bytes")
        return events

    def _take(self, line: bytes) -> bytes | None:
        """The event that this line ends, if it does."""
        if line:
            name, _, value = line.partition(b":")
            if name == b"data":
                self._data.append(value.removeprefix(b" "))
            return None
        if not self._data:
            return None
        data, self._data = self._data, []
        return b"\n".join(data)
