"""How far letters reach above and below the baseline, in em: the middle of what common interface fonts have."""

CAP, X_HEIGHT, DESCENT = 0.725, 0.535, 0.21

_CLASSES = (
    ("gpqy", X_HEIGHT, DESCENT),
    ("j", CAP, DESCENT),
    ("acemnorsuvwxz", X_HEIGHT, 0.01),
    ("bdfhklß", 0.745, 0.01),
    ("t", 0.68, 0.01),
    ("()[]{}|@§", 0.75, 0.16),
    ("$", 0.79, 0.09),
    ("Q", CAP, 0.1),
    (",", 0.1, 0.13),
    (";", X_HEIGHT, 0.13),
    (".…_", 0.1, 0.0),
    ("-–—~+=<>·•", 0.35, 0.0),  # noqa: RUF001 - signs that are on pages
)
_REACH = {letter: (above, below) for letters, above, below in _CLASSES for letter in letters} | {" ": (0.0, 0.0)}


def reach(text: str) -> tuple[float, float]:
    """How far the letters of a text reach above and below the baseline."""
    reaches = [_reach(letter) for letter in text]
    above = max((up for up, _ in reaches), default=0.0)
    below = max((down for _, down in reaches), default=0.0)
    return (above, below) if above + below > 0.2 else (CAP, 0.0)


def _reach(letter: str) -> tuple[float, float]:
    ideographs = 0x2E80
    return _REACH.get(letter) or ((CAP, 0.01) if ord(letter) < ideographs else (0.85, 0.08))
