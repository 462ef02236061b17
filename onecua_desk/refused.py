"""Why the system refused a file or a port, in the clerk's language: its own words are those of the system."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onecua_desk.domain.text import clean
from onecua_desk.errors import UserError

_WORDS = {
    errno.ENXIO: "ổ đĩa đã rút ra",
    errno.ENOENT: "không còn ở đó nữa",
    errno.EISDIR: "là thư mục, không phải tệp",
    errno.ENOTDIR: "nằm trong thư mục không có",
    errno.EACCES: "không có quyền, hoặc tệp đang mở ở chương trình khác",
    errno.EPERM: "không có quyền",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EDQUOT: "đã hết phần ổ đĩa được dùng",
    errno.EFBIG: "tệp lớn hơn mức ổ đĩa chứa được",
    errno.EIO: "ổ đĩa bị lỗi hoặc đã rút ra",
    errno.ENODEV: "ổ đĩa đã rút ra",
    errno.ELOOP: "là lối tắt dẫn vòng về chính nó",
    errno.ENAMETOOLONG: "tên tệp quá dài",
    errno.EEXIST: "đã có tệp cùng tên",
    errno.EADDRINUSE: "chương trình khác đang dùng",
    errno.EADDRNOTAVAIL: "máy này không có địa chỉ đó",
    socket.EAI_NONAME: "không có máy nào tên như vậy",
}

_WINDOWS = {
    19: "ổ đĩa chỉ cho đọc",
    21: "ổ đĩa đã rút ra hoặc chưa sẵn sàng",
    433: "ổ đĩa đã rút ra",
    1112: "ổ đĩa đã rút ra",
    1117: "ổ đĩa bị lỗi hoặc đã rút ra",
    1167: "ổ đĩa đã rút ra",
}
"""Windows says these as a lack of rights, or not at all, when they are put into ``errno``."""


def reason(error: OSError) -> str:
    """What follows a colon: ``"ổ đĩa đã đầy"``; the number of the error where it is none of the usual ones."""
    known = _WINDOWS.get(getattr(error, "winerror", None) or 0)
    return known or _WORDS.get(error.errno or 0, f"máy báo lỗi số {error.errno}")


@contextmanager
def sentences(what: str, path: Path) -> Iterator[None]:
    """What the system refuses in the block as ``UserError``: ``what``, the path, and why."""
    if "\0" in str(path):  # Python refuses it itself, as a fault of the program
        raise UserError(f"{what} {clean(str(path))}: tên có ký tự không dùng được.")
    try:
        yield
    except OSError as error:
        raise UserError(f"{what} {path}: {reason(error)}.") from error
