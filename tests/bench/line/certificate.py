"""A certificate for the district's address, signed by an authority made for this run, as a province would have."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

_CURVE = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2")


@dataclass(frozen=True, slots=True)
class Certificate:
    """PEM files: what clients trust, what the server shows, and its key."""

    authority: Path
    shown: Path
    key: Path


def make(folder: Path, address: str) -> Certificate:
    authority, shown, key = (folder / name for name in ("authority.pem", "shown.pem", "key.pem"))
    own, asked, extra = (folder / name for name in ("authority-key.pem", "asked.pem", "extra"))
    extra.write_text(f"subjectAltName=IP:{address}\nbasicConstraints=CA:FALSE\n")
    _openssl("req", "-x509", *_CURVE, "-keyout", own, "-out", authority, "-subj", "/CN=Line authority")
    _openssl("req", *_CURVE[:-2], "-keyout", key, "-out", asked, "-subj", f"/CN={address}")
    signed = ("-CA", authority, "-CAkey", own, "-days", "2", "-extfile", extra)
    _openssl("x509", "-req", "-in", asked, *signed, "-out", shown)
    return Certificate(authority, shown, key)


def _openssl(*arguments: object) -> None:
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)
