"""Scans and digital results on the disk, each under the fingerprint of its content: the one place that touches them."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from onecua_desk.errors import UserError
from onecua_desk.refused import reason
from onecua_desk.whole_file import PART, clear_left, on_the_disk, whole


class Files:
    """The files in ``folder``: ``ab/cdef...`` has the content whose SHA-256 is ``abcdef...``; none ever changes.

    May be used by several threads, also for the same content.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, content: bytes) -> str:
        """Keep ``content`` and say its fingerprint; on the disk when this returns.

        ``UserError`` when the disk is full or may not be written: nothing half written stays.
        """
        fingerprint = sha256(content).hexdigest()
        if not self.has(fingerprint):
            self._bring(fingerprint, partial(_write, content))
        return fingerprint

    def read(self, fingerprint: str) -> bytes:
        """The content, compared with its fingerprint; ``UserError`` when it is missing or was damaged."""
        try:
            content = self._path(fingerprint).read_bytes()
        except FileNotFoundError as error:
            raise UserError("Máy này không có bản quét đó. Hãy mở trên máy đã quét, hoặc quét lại.") from error
        except OSError as error:
            raise UserError(f"Không đọc được bản quét: {reason(error)}. Hãy báo kỹ thuật kiểm tra ổ đĩa.") from error
        if sha256(content).hexdigest() != fingerprint:
            raise UserError("Bản quét trên đĩa đã bị hỏng. Hãy báo kỹ thuật lấy lại từ bản sao lưu, hoặc quét lại.")
        return content

    def has(self, fingerprint: str) -> bool:
        """Whether it is here and whole; a damaged one counts as missing, so that it is written anew."""
        try:
            return sha256(self._path(fingerprint).read_bytes()).hexdigest() == fingerprint
        except OSError:
            return False

    def everything(self) -> Iterator[str]:
        """The fingerprints of all files, in no order."""
        for path in self.folder.glob("??/*"):
            if path.suffix != PART and len(path.parent.name + path.name) == 64:
                yield path.parent.name + path.name

    def damaged(self) -> list[str]:
        """The files whose content is no longer what it was; reads them all, which takes its time."""
        return sorted(fingerprint for fingerprint in self.everything() if not self.has(fingerprint))

    def copy_to(self, other: Files) -> int:
        """Bring every whole file that ``other`` lacks, or has with another size, into it; how many those were.

        Two copies on one disk share their bytes (a hard link), as nothing ever writes into them.
        """
        brought = 0
        for fingerprint in self.everything():
            if self._size(fingerprint) != other._size(fingerprint) and self.has(fingerprint):
                other._bring(fingerprint, partial(_link_or_copy, self._path(fingerprint)))
                brought += 1
        return brought

    def _bring(self, fingerprint: str, write: Callable[[Path], None]) -> None:
        """What another thread has written meanwhile is as good as ours."""
        with _as_sentences(self.folder):
            try:
                write(self._path(fingerprint))
            except OSError:
                if not self.has(fingerprint):
                    raise

    def _size(self, fingerprint: str) -> int | None:
        try:
            return self._path(fingerprint).stat().st_size
        except OSError:
            return None

    def _path(self, fingerprint: str) -> Path:
        return self.folder / fingerprint[:2] / fingerprint[2:]


def files_in(folder: Path) -> Files:
    """Those that belong to the database in ``folder``, or to the copies of one."""
    return Files(folder / "files")


def _write(content: bytes, path: Path) -> None:
    with _whole(path) as file:
        file.write(content)


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """The same in a folder that is made when missing, and rid of what earlier power cuts left there."""
    _make_folder(path.parent)
    with whole(path) as file:
        yield file
    clear_left(path.parent, "")


def _make_folder(folder: Path) -> None:
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
        on_the_disk(folder.parent)


def _link_or_copy(source: Path, target: Path) -> None:
    _make_folder(target.parent)
    try:
        target.unlink(missing_ok=True)  # a damaged one
        os.link(source, target)
    except OSError:  # another disk, or a file system without links
        with source.open("rb") as content, _whole(target) as file:
            shutil.copyfileobj(content, file)
    else:
        on_the_disk(target.parent)


@contextmanager
def _as_sentences(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            said = "Ổ đĩa đã đầy, chưa lưu được bản quét. Hãy xóa bớt tệp không cần rồi lưu lại."
        else:
            said = f"Không ghi được vào {folder}: {reason(error)}. Hãy báo kỹ thuật kiểm tra thư mục dữ liệu."
        raise UserError(said) from error
