"""Writes a project into a folder, whole or not at all."""

import errno
import tempfile
from collections.abc import Mapping
from pathlib import Path

from mockup2code.exports.project import is_ours

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class FolderError(Exception):
    """A folder that was not written; `sentence` tells a person why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def write_folder(project: Mapping[str, bytes], folder: Path) -> None:
    """Makes `folder` hold exactly the project; an earlier project of ours there is replaced, anything else is kept.

    Raises FolderError, and then the folder is as it was.
    """
    if not _is_free(folder):
        raise FolderError(
            f"{folder} is there already and does not look like a project made here, so it was left as it is. "
            "Move it away, or choose another folder."
        )
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".mockup2code-", dir=folder.parent) as temporary:
            fresh = Path(temporary, "new")
            for path, content in project.items():
                target = fresh / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
            _swap(fresh, folder, Path(temporary, "old"))
    except OSError as error:
        raise FolderError(f"{_reason(error, folder.parent)} Nothing was written or changed at {folder}.") from error


def _is_free(folder: Path) -> bool:
    if not folder.exists():
        return True
    if not folder.is_dir():
        return False
    try:
        return is_ours((folder / "package.json").read_bytes())
    except OSError:
        return not any(folder.iterdir())


def _swap(fresh: Path, folder: Path, old: Path) -> None:
    if not folder.exists():
        fresh.rename(folder)
        return
    folder.rename(old)
    try:
        fresh.rename(folder)
    except OSError:
        old.rename(folder)
        raise


def _reason(error: OSError, parent: Path) -> str:
    if error.errno in _FULL:
        return "The disk is full; free some space and run it again."
    if error.errno in _FORBIDDEN:
        return f"{parent} may not be written; choose another folder, or change its permissions."
    return f"{parent} cannot be written ({error.strerror}); choose another folder."
