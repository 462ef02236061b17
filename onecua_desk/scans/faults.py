"""What can be wrong with a file that somebody scanned, as sentences."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, UnidentifiedImageError

from onecua_desk.errors import UserError
from onecua_desk.scans.origin import Source, name_of

Stamp = tuple[int, int] | None
"""Size in bytes and time of the last change, to see whether somebody still writes; ``None`` without a file."""


def stamp(source: Source) -> Stamp:
    if isinstance(source, bytes):
        return None
    found = source.stat()
    return found.st_size, found.st_mtime_ns


@contextmanager
def as_sentences(source: Source) -> Iterator[None]:
    """Turn every way in which a picture can be unreadable into one ``UserError``.

    Pillow's decoders meet damaged bytes with many kinds of errors; all of them mean the same to the official.
    """
    before = _stamp_or_refuse(source)
    try:
        yield
    except UnidentifiedImageError as error:
        raise wrong_kind(source) from error
    except FileNotFoundError as error:
        raise _gone(source) from error
    except PermissionError as error:
        raise _locked(source) from error
    except Image.DecompressionBombError as error:
        raise too_large(source) from error
    except (OSError, SyntaxError, ValueError, TypeError, IndexError, KeyError, struct.error, zlib.error) as error:
        raise (_being_written(source) if _changed(source, before) else damaged(source)) from error
    except MemoryError as error:
        raise too_large(source) from error


def wrong_kind(source: Source) -> UserError:
    return UserError(f"«{name_of(source)}» không phải là ảnh hay PDF. Hãy chọn tệp JPEG, PNG, TIFF, BMP hoặc PDF.")


def damaged(source: Source) -> UserError:
    return UserError(f"«{name_of(source)}» bị hỏng nên không đọc được. Hãy quét hoặc chụp lại.")


def too_large(source: Source) -> UserError:
    return UserError(f"«{name_of(source)}» có quá nhiều điểm ảnh. Hãy quét lại khổ A4 ở 200 đến 300 dpi.")


def _stamp_or_refuse(source: Source) -> Stamp:
    try:
        return stamp(source)
    except FileNotFoundError as error:
        raise _gone(source) from error
    except OSError as error:
        raise _locked(source) from error


def _changed(source: Source, before: Stamp) -> bool:
    try:
        return stamp(source) != before
    except OSError:
        return True


def _gone(source: Source) -> UserError:
    return UserError(f"Không còn thấy tệp «{name_of(source)}». Có thể tệp đã được chuyển đi hoặc xóa.")


def _locked(source: Source) -> UserError:
    return UserError(f"Không mở được «{name_of(source)}»: chương trình khác đang giữ tệp, hoặc không có quyền đọc.")


def _being_written(source: Source) -> UserError:
    return UserError(f"«{name_of(source)}» còn đang được ghi. Hãy đợi máy quét làm xong rồi thử lại.")
