"""The peers that a short program can be: one POST a dossier, or the whole day in one packed POST, until it is there."""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import requests
import zstandard

PAUSE = 1.0
"""Seconds after a failure, for every peer and for ours."""

TIMEOUT = (10.0, 15.0)

Documents = list[dict[str, Any]]


def _compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


BODIES: dict[str, Callable[[Documents], list[bytes]]] = {
    "post": lambda documents: [_compact(one) for one in documents],
    "gzip": lambda documents: [gzip.compress(_compact(documents), 9)],
    "zstd": lambda documents: [zstandard.ZstdCompressor(level=19).compress(_compact(documents))],
}
_PACKED = {"gzip": {"Content-Encoding": "gzip"}, "zstd": {"Content-Encoding": "zstd"}}


def main(way: str, url: str, file: str) -> None:
    """Prints seconds and requests, as JSON."""
    bodies = BODIES[way](json.loads(Path(file).read_text()))
    session, tries = requests.Session(), 0
    session.headers.update({"Content-Type": "application/json", **_PACKED.get(way, {})})
    began = time.monotonic()
    for body in bodies:
        while True:
            tries += 1
            if _sent(session, url, body):
                break
            time.sleep(PAUSE)
    print(json.dumps({"seconds": time.monotonic() - began, "requests": tries}))


def _sent(session: requests.Session, url: str, body: bytes) -> bool:
    try:
        return session.post(url, data=body, timeout=TIMEOUT).ok
    except requests.RequestException:
        return False


if __name__ == "__main__":
    main(*sys.argv[1:])
