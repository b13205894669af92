"""Which threads have the processor first: those that stream before those that measure."""

import os
import sys
import threading

STEPS = 5
"""Of niceness: about a third of the processor time that others get where there is too little for all."""


def behind_streams() -> None:
    """Puts this thread, and those that it starts, behind the others. Only Linux has priorities of single threads."""
    if sys.platform != "linux":
        return
    thread = threading.get_native_id()
    niceness = os.getpriority(os.PRIO_PROCESS, thread)
    os.setpriority(os.PRIO_PROCESS, thread, min(19, niceness + STEPS))
