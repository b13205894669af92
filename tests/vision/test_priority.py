"""Threads that measure have the processor after those that stream."""

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

from mockup2code.vision.priority import STEPS, behind_streams

BEHIND = STEPS if sys.platform == "linux" else 0
"""Elsewhere single threads have no priorities, and all stays as it is."""


def niceness() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id() if BEHIND else 0)


def test_only_the_thread_and_those_it_starts_are_behind() -> None:
    before = niceness()
    with ThreadPoolExecutor(1, initializer=behind_streams) as threads:
        assert threads.submit(niceness).result() == min(19, before + BEHIND)
        assert threads.submit(child_niceness).result() == min(19, before + BEHIND)
    assert niceness() == before


def child_niceness() -> int:
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(niceness).result()
