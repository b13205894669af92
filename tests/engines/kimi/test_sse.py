"""Events come out the same, wherever their bytes are cut."""

import pytest

from mockup2code.engines.kimi.sse import LONGEST_EVENT, EventReader

STREAM = (
    b': hello\n\ndata: {"a": 1}\n\nevent: message\nid: 7\ndata:{"b":\ndata:  2}\n\n'
    b"retry: 10\n\ndata\n\ndata: \xe2\x82\xac\xf0\x9f\x8e\x88\n\n\ndata: [DONE]\n\ndata: cut"
)
EVENTS = [b'{"a": 1}', b'{"b":\n 2}', b"", "€🎈".encode(), b"[DONE]"]


def events(*pieces: bytes) -> list[bytes]:
    reader = EventReader()
    return [event for piece in pieces for event in reader.feed(piece)]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_events_are_the_same_for_every_way_of_cutting(end: bytes) -> None:
    stream = STREAM.replace(b"\n", end)
    assert events(stream) == EVENTS
    assert events(*[stream[i : i + 1] for i in range(len(stream))]) == EVENTS
    for cut in range(len(stream)):
        assert events(stream[:cut], stream[cut:]) == EVENTS


@pytest.mark.parametrize("end", [b"", b"\n"])
def test_an_event_without_an_end_is_given_up_before_it_fills_the_memory(end: bytes) -> None:
    reader = EventReader()
    assert reader.feed(b"data: " + b"x" * (LONGEST_EVENT - 6) + end) == []
    with pytest.raises(ValueError, match="an event of more than"):
        reader.feed(b"data: xxxxxxx")
