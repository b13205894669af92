"""What a full disk looks like."""

import errno

from django.db import OperationalError

DISK_FULL = (
    "The server's disk is full, so this could not be stored. What was stored before is safe. Ask the operator to free"
    " some space, then try again."
)
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def is_full(error: BaseException) -> bool:
    """Whether an error of the file system or of the database says that there is no room left."""
    if isinstance(error, OSError):
        return error.errno in _NO_ROOM
    return isinstance(error, OperationalError) and ("disk is full" in str(error) or "No space left" in str(error))
