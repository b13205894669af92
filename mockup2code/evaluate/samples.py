"""The pictures to evaluate, and what is known to be on them."""

import json
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from mockup2code.fidelity.reference import Reference

_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp"})


class LabelsError(Exception):
    """Labelled contents that cannot be read; the message is a sentence for the person."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A picture and the JSON file with its contents, where there is one. `name` is the file's without the suffix."""

    name: str
    picture: Path
    labels: Path | None

    def reference(self) -> Reference | None:
        """What the JSON says is on the picture; None without one. Raises LabelsError where it says nothing readable."""
        if self.labels is None:
            return None
        try:
            return Reference.from_json(json.loads(self.labels.read_bytes()))
        except OSError as error:
            raise LabelsError(f"{self.labels.name} cannot be read ({error.strerror}).") from error
        except ValueError as error:
            first = str(error).partition("\n")[0]
            raise LabelsError(f"{self.labels.name} does not hold the contents of a picture: {first}") from error


def samples_in(folder: Path, only: str = "*") -> list[Sample]:
    """The pictures of a folder by name, those whose name matches the pattern; of one name the first suffix counts."""
    found: dict[str, Sample] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in _SUFFIXES and path.is_file() and fnmatch(path.stem, only):
            labels = path.with_suffix(".json")
            found.setdefault(path.stem, Sample(path.stem, path, labels if labels.is_file() else None))
    return list(found.values())
