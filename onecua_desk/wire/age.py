"""Encryption to a reader's public key, in the age format (X25519): the one place that knows the library."""

from __future__ import annotations

from typing import NamedTuple


class NotForUs(Exception):
    """It was encrypted to another key, or is not in the age format."""


class Keys(NamedTuple):
    """``identity`` is secret (``AGE-SECRET-KEY-1...``), ``recipient`` is what others encrypt to (``age1...``)."""

    identity: str
    recipient: str


def make_keys() -> Keys:
    import pyrage  # not while the window starts

    made = pyrage.x25519.Identity.generate()
    return Keys(str(made), str(made.to_public()))


def is_recipient(text: str) -> bool:
    import pyrage

    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def encrypt(content: bytes, recipient: str) -> bytes:
    import pyrage

    packed: bytes = pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(recipient)])
    return packed


def decrypt(packed: bytes, identity: str) -> bytes:
    """``NotForUs`` where that is not the key."""
    import pyrage

    try:
        content: bytes = pyrage.decrypt(packed, [pyrage.x25519.Identity.from_str(identity)])
    except pyrage.DecryptError as error:
        raise NotForUs(str(error)) from error
    return content
