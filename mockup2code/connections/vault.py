"""Keeps secrets unreadable in the database: sealed with the server's encryption key, which is not in it."""

import base64
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class UnreadableError(Exception):
    """What was sealed cannot be opened: by none of the encryption keys that the server has now."""


def seal(secret: str) -> str:
    """The secret as text that only this server can open."""
    return _fernet().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """The secret again. Raises UnreadableError."""
    try:
        return _fernet().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise UnreadableError from None


def reseal(sealed: str) -> str:
    """What was sealed with any of the keys, sealed with the first. Raises UnreadableError."""
    try:
        return _fernet().rotate(sealed.encode()).decode()
    except InvalidToken:
        raise UnreadableError from None


def _fernet() -> MultiFernet:
    """The first key seals, each of them opens: so that keys can be replaced."""
    return MultiFernet([Fernet(_fernet_key(key)) for key in settings.ENCRYPTION_KEYS])


def _fernet_key(key: str) -> bytes:
    """A setting may be any long random text; Fernet takes 32 bytes."""
    return base64.urlsafe_b64encode(sha256(key.encode()).digest())
