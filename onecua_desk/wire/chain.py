"""The hash chain over a device's events, and the tag of the server's order: computed at both ends, hardly sent."""

from __future__ import annotations

import hashlib

from onecua_desk.wire.codec import digest
from onecua_desk.wire.messages import WireEvent

GENESIS = bytes(32)
"""The chain before a device's first event."""

HEAD_SENT = 16
"""Bytes of a chain's head that travel with a frame; the whole of it stands on the day sheet."""

NO_TAG = bytes(8)
"""The tag of the order before its first event."""


def link(before: bytes, event: WireEvent) -> bytes:
    """chain(n), 32 bytes: SHA-256 over chain(n-1), and over the SHA-256 of the event's canonical bytes."""
    return link_digest(before, digest(event))


def link_digest(before: bytes, event_digest: bytes) -> bytes:
    """As ``link``, for who has kept the event's digest."""
    return hashlib.sha256(before + event_digest).digest()


def next_tag(before: bytes, event_digest: bytes) -> bytes:
    """The tag of a position, 8 bytes: it names everything that the server accepted up to there, in its order.

    Two servers (one of them put back from a backup) that went apart have other tags from there on.
    """
    return hashlib.sha256(before + event_digest).digest()[:8]
