"""What a running process has used: its processor time and its memory."""

import threading
import time
from pathlib import Path


def cpu_seconds(pid: int) -> float:
    """User and system time so far, of all its threads, by the clock that Linux keeps of it to the nanosecond."""
    return time.clock_gettime((~pid << 3) | 2)


def memory(pid: int, name: str = "VmRSS") -> float:
    """Megabytes; VmHWM is the most that it ever had."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith(f"{name}:"))


class Meter(threading.Thread):
    """Notes five times a second what the processes have used, so that any span of time can be looked at afterwards."""

    def __init__(self, *pids: int) -> None:
        super().__init__(daemon=True)
        self._pids = pids
        self._over = threading.Event()
        self._notes: list[tuple[float, list[float]]] = []

    def run(self) -> None:
        while not self._over.wait(0.2):
            self._notes.append((time.time(), [cpu_seconds(pid) for pid in self._pids]))

    def stop(self) -> None:
        self._over.set()
        self.join()

    def between(self, begin: float, end: float) -> tuple[float, float, list[float]]:
        """The notes nearest to these times (seconds since 1970), and the processor seconds of each process between."""
        first, last = (min(self._notes, key=lambda note: abs(note[0] - at)) for at in (begin, end))
        return first[0], last[0], [after - before for before, after in zip(first[1], last[1], strict=True)]
