"""Certificates that a technician names for the server: PEM text, checked before it is kept or sent."""

from __future__ import annotations

from pathlib import Path

from onecua_desk.errors import UserError
from onecua_desk.refused import reason


def read_pem(path: Path) -> str:
    """The certificates in the file, without what else stands there; ``UserError`` when there is none."""
    try:
        return _only_certificates(path.read_text(encoding="ascii", errors="replace"))
    except OSError as error:
        raise UserError(f"Không đọc được tệp chứng chỉ {path}: {reason(error)}.") from error
    except ValueError as error:  # ssl's own error is one of these, and one of OSError
        raise UserError(f"Tệp {path} không có chứng chỉ dạng PEM (BEGIN CERTIFICATE).") from error


def _only_certificates(text: str) -> str:
    """``ValueError`` when one of them is none; a secret key that stands beside them stays where it is."""
    import ssl  # not while the window starts

    begin, end = "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"
    found = [f"{begin}{part.partition(end)[0]}{end}\n" for part in text.split(begin)[1:]]
    try:
        ssl.create_default_context(cadata="".join(found))
    except ssl.SSLError as error:
        raise ValueError(str(error)) from error
    if not found:
        raise ValueError("no certificate")
    return "".join(found)
