"""What the server's address says about the way to it: this machine, a private network, or the open internet."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

_OWN_NAMES = (".local", ".lan", ".internal", ".home.arpa", ".localhost")


def is_this_machine(url: str) -> bool:
    host = _host(url)
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def is_private(url: str) -> bool:
    """Whether the host is one of this machine's own network, as far as its address tells."""
    host = _host(url)
    try:
        return ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith(_OWN_NAMES)


def open_to_all(url: str) -> str:
    """The warning for an address to which everything would go unencrypted over the internet; usually empty."""
    if url.lower().startswith("https:") or is_this_machine(url) or is_private(url):
        return ""
    return (
        f"Địa chỉ {url} không mã hóa (http): hồ sơ của người dân và mã truy cập đi qua mạng ngoài mà ai cũng đọc được; "
        "hãy báo kỹ thuật đổi sang https."
    )


def _host(url: str) -> str:
    """Small letters; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:  # an IPv6 address without its end
        return ""
