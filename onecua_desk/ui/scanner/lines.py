"""Bytes from a serial scanner cut into scans, and read as letters."""

from __future__ import annotations

import re

OLD_CODES = (
    "Máy quét gửi bảng mã cũ: hãy so chữ với thẻ, và đặt máy quét gửi UTF-8 (quét mã cài đặt trong sách của máy)."
)
_END = re.compile(rb"[\r\n\t\x03\x04]+")
_LONGEST = 8192
"""Bytes: more is no code, but noise on the line."""


class Lines:
    """What has come and is not yet whole. A silence ends a scan as Enter does."""

    def __init__(self, suffix: str = "") -> None:
        self._end = re.compile(_END.pattern + b"|" + re.escape(suffix.encode())) if suffix else _END
        self._came = b""

    def feed(self, data: bytes) -> list[bytes]:
        """The scans that ``data`` completes."""
        *whole, self._came = self._end.split((self._came + data)[-_LONGEST:])
        return [one for one in whole if one]

    def silence(self) -> list[bytes]:
        """What is left when nothing more comes."""
        rest, self._came = self._came, b""
        return [rest] if rest else []


def read(scan: bytes, prefix: str = "") -> tuple[str, str]:
    """The text, and the sentence about it where it was not UTF-8 (else empty)."""
    scan = scan.lstrip(b"\x02").removeprefix(prefix.encode())
    for codec in ("utf-8-sig", "cp1258", "cp1252"):
        try:
            return scan.decode(codec), "" if codec == "utf-8-sig" else OLD_CODES
        except UnicodeDecodeError:
            continue
    return scan.decode("latin-1"), OLD_CODES
