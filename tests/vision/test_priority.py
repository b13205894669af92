"""Threads that measure have the processor after those that stream."""

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from mockup2code.vision.priority import STEPS, behind_streams

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has priorities of single threads")


def niceness() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


def test_only_the_thread_and_those_it_starts_are_behind() -> None:
    before = niceness()
    with ThreadPoolExecutor(1, initializer=behind_streams) as threads:
        assert threads.submit(niceness).result() == min(19, before + STEPS)
        assert threads.submit(child_niceness).result() == min(19, before + STEPS)
    assert niceness() == before


def child_niceness() -> int:
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(niceness).result()
