"""Scans and digital results on the disk, each under the fingerprint of its content: the one place that touches them."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from onecua_desk.errors import UserError

_PART = ".part"


class Files:
    """The files in ``folder``: ``ab/cdef...`` has the content whose SHA-256 is ``abcdef...``; none ever changes.

    May be used by several threads; two that put the same content write the same bytes.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, content: bytes) -> str:
        """Keep ``content`` and say its fingerprint; on the disk when this returns.

        ``UserError`` when the disk is full or may not be written: nothing half written stays.
        """
        fingerprint = sha256(content).hexdigest()
        if not self.has(fingerprint):
            with _as_sentences(self.folder):
                _write(self._path(fingerprint), content)
        return fingerprint

    def read(self, fingerprint: str) -> bytes:
        """The content, compared with its fingerprint; ``UserError`` when it is missing or was damaged."""
        try:
            content = self._path(fingerprint).read_bytes()
        except FileNotFoundError as error:
            raise UserError("Máy này không có bản quét đó. Hãy mở trên máy đã quét, hoặc quét lại.") from error
        except OSError as error:
            raise UserError(f"Không đọc được bản quét: {error.strerror}. Hãy báo kỹ thuật kiểm tra ổ đĩa.") from error
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
            if path.suffix != _PART and len(path.parent.name + path.name) == 64:
                yield path.parent.name + path.name

    def orphans(self, used: Collection[str]) -> list[str]:
        """The files that nothing in ``used`` names any more, in order of their fingerprints."""
        return sorted(set(self.everything()).difference(used))

    def damaged(self) -> list[str]:
        """The files whose content is no longer what it was; reads them all, which takes its time."""
        return sorted(fingerprint for fingerprint in self.everything() if not self.has(fingerprint))

    def remove(self, fingerprint: str) -> None:
        """Take away what nothing names; who calls this has looked at ``orphans``."""
        with _as_sentences(self.folder):
            self._path(fingerprint).unlink(missing_ok=True)

    def copy_to(self, other: Files) -> int:
        """Bring every file that ``other`` lacks into it; how many those were.

        Two copies on one disk share their bytes (a hard link), as nothing ever writes into them.
        """
        brought = 0
        with _as_sentences(other.folder):
            for fingerprint in self.everything():
                target = other._path(fingerprint)
                if not target.exists():
                    _link_or_copy(self._path(fingerprint), target)
                    brought += 1
        return brought

    def _path(self, fingerprint: str) -> Path:
        return self.folder / fingerprint[:2] / fingerprint[2:]


def files_in(folder: Path) -> Files:
    """Those that belong to the database in ``folder``, or to the copies of one."""
    return Files(folder / "files")


def _write(path: Path, content: bytes) -> None:
    """Under another name first, so that a name always has its whole content, also after a power cut."""
    _make_folder(path.parent)
    part = path.with_suffix(_PART)
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    _on_the_disk(path.parent)


def _make_folder(folder: Path) -> None:
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _on_the_disk(folder.parent)


def _on_the_disk(folder: Path) -> None:
    """POSIX writes a new name with its folder; Windows with the file."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _link_or_copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:  # another disk, or a file system without links
        part = target.with_suffix(_PART)
        try:
            shutil.copyfile(source, part)
            part.replace(target)
        except OSError:
            part.unlink(missing_ok=True)
            raise


@contextmanager
def _as_sentences(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            said = "Ổ đĩa đã đầy, chưa lưu được bản quét. Hãy xóa bớt tệp không cần rồi lưu lại."
        else:
            said = f"Không ghi được vào {folder}: {error.strerror}. Hãy báo kỹ thuật kiểm tra thư mục dữ liệu."
        raise UserError(said) from error
