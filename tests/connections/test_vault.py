"""A secret is unreadable in the database, and stays readable while encryption keys are replaced."""

import pytest

from mockup2code.connections.vault import UnreadableError, seal, unseal

OLD, NEW = "old-" * 10, "new-" * 10


def test_what_is_sealed_does_not_show_and_opens_again(settings) -> None:
    settings.ENCRYPTION_KEYS = [OLD]
    sealed = seal("sk-my-secret")
    assert "sk-my-secret" not in sealed
    assert sealed != seal("sk-my-secret")
    assert unseal(sealed) == "sk-my-secret"


def test_a_replaced_key_still_opens_and_no_longer_seals(settings) -> None:
    settings.ENCRYPTION_KEYS = [OLD]
    before = seal("sk-my-secret")
    settings.ENCRYPTION_KEYS = [NEW, OLD]
    assert unseal(before) == "sk-my-secret"
    after = seal("sk-my-secret")
    settings.ENCRYPTION_KEYS = [NEW]
    assert unseal(after) == "sk-my-secret"
    with pytest.raises(UnreadableError):
        unseal(before)


def test_what_was_changed_in_the_database_does_not_open(settings) -> None:
    sealed = seal("sk-my-secret")
    with pytest.raises(UnreadableError):
        unseal(sealed[:-8] + "AAAAAAA=")
