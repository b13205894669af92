"""How long a call must wait for its key's minute."""

import pytest

from mockup2code.connections.queries import Limits
from mockup2code.generations.windows import Window

NOW = 1_790_000_000.5


def test_without_limits_every_call_passes() -> None:
    window = Window()
    assert [window.take(NOW, 50_000, Limits()) for _ in range(1000)] == [0] * 1000


def test_requests_a_minute() -> None:
    window, limits = Window(), Limits(requests_per_minute=3)
    assert [window.take(NOW + second, 1, limits) for second in range(3)] == [0, 0, 0]
    wait = window.take(NOW + 10, 1, limits)
    assert wait == pytest.approx(50.5)
    assert window.take(NOW + 10 + wait, 1, limits) == 0
    assert window.take(NOW + 10 + wait, 1, limits) == pytest.approx(1)


def test_tokens_a_minute() -> None:
    window, limits = Window(), Limits(tokens_per_minute=100_000)
    assert window.take(NOW, 40_000, limits) == 0
    assert window.take(NOW + 20, 40_000, limits) == 0
    assert window.take(NOW + 30, 40_000, limits) == pytest.approx(30.5)
    assert window.take(NOW + 30, 20_000, limits) == 0


def test_a_call_larger_than_the_limit_passes_alone() -> None:
    window, limits = Window(), Limits(tokens_per_minute=10_000)
    assert window.take(NOW, 40_000, limits) == 0
    assert window.take(NOW + 1, 40_000, limits) == pytest.approx(59.5)


def test_never_more_than_the_limit_in_any_minute() -> None:
    window, limits = Window(), Limits(requests_per_minute=7)
    passed = [at for at in (NOW + step * 0.37 for step in range(1000)) if window.take(at, 1, limits) == 0]
    assert len(passed) > 7 * 5
    assert all(sum(start <= at < start + 60 for at in passed) <= 7 for start in passed)


def test_a_held_key_lets_nothing_through() -> None:
    window = Window()
    window.hold(NOW + 5)
    assert window.take(NOW, 1, Limits()) == pytest.approx(5)
    assert window.take(NOW + 5, 1, Limits()) == 0


def test_it_is_kept_as_json() -> None:
    window = Window()
    window.take(NOW, 7, Limits(requests_per_minute=3))
    window.hold(NOW + 5)
    assert Window.from_json(window.to_json()) == window
    assert Window.from_json({}) == Window()
