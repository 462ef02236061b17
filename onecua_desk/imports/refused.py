"""Why the system refused a file, in the clerk's language: its own words are those of the system."""

from __future__ import annotations

import errno

_WORDS = {
    errno.ENOENT: "không còn ở đó nữa",
    errno.EISDIR: "là thư mục, không phải tệp",
    errno.ENOTDIR: "nằm trong thư mục không có",
    errno.EACCES: "không có quyền, hoặc tệp đang mở ở chương trình khác",
    errno.EPERM: "không có quyền",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EDQUOT: "đã hết phần ổ đĩa được dùng",
    errno.EIO: "ổ đĩa bị lỗi hoặc đã rút ra",
    errno.ENODEV: "ổ đĩa đã rút ra",
    errno.ENAMETOOLONG: "tên tệp quá dài",
    errno.EEXIST: "đã có tệp cùng tên",
}


def reason(error: OSError) -> str:
    """What follows a colon: ``"ổ đĩa đã đầy"``; the number of the error where it is none of the usual ones."""
    return _WORDS.get(error.errno or 0, f"máy báo lỗi số {error.errno}")
