"""The records of one exchange as one zstd stream: each can be read as soon as its last byte has come."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

import zstandard

from onecua_desk.wire.codec import Garbled
from onecua_desk.wire.dialogue import Kind
from onecua_desk.wire.dictionary import NUMBER, dictionary

LARGEST_RECORD = 512 * 1024
"""Bytes of one record when unpacked."""

LARGEST_STREAM = 64 * 1024 * 1024
"""Bytes of all records of one stream, packed and unpacked: a hostile one must not keep the reader for ever."""

_WINDOW = 17
_HEAD = 9  # kind (1), length (4), CRC-32 of these and the content (4)
_PIECE = 16 * 1024
_LONGEST_HEAD = 18  # bytes of a zstd frame's head, with its magic number
_STEP = 64  # bytes unpacked at once: at most 16 blocks of 128 KiB


class Cut(Exception):
    """The stream ended before its last record: the line was cut."""


class Writer:
    """Gives the bytes of a stream record by record. Both ends must write and read a stream from its beginning.

    ``words``: the number of a dictionary that the reader has.
    """

    def __init__(self, words: int = NUMBER) -> None:
        parameters = zstandard.ZstdCompressionParameters.from_level(
            19, source_size=1 << _WINDOW, window_log=_WINDOW, write_dict_id=1
        )
        packer = zstandard.ZstdCompressor(dict_data=dictionary(words), compression_params=parameters)
        self._packed = packer.compressobj()

    def record(self, kind: Kind, content: bytes = b"") -> bytes:
        """The bytes that carry this record; nothing of it is kept back."""
        head = bytes([kind]) + len(content).to_bytes(4)
        whole = head + _check(head, content) + content
        return self._packed.compress(whole) + self._packed.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)

    def end(self) -> bytes:
        return self._packed.flush(zstandard.COMPRESSOBJ_FLUSH_FINISH)


def _check(head: bytes, content: bytes) -> bytes:
    return zlib.crc32(content, zlib.crc32(head)).to_bytes(4)


def records(read: Callable[[int], bytes]) -> Iterator[tuple[Kind, bytes]]:
    """The records of the stream that ``read(most)`` gives piece by piece (``b""`` at its end).

    ``Garbled`` for anything that is no such stream (``Newer`` for one of a newer program); ``Cut`` when it ends within
    a record. What came before counts.
    """
    unpacked, left = _Unpacked(read), LARGEST_STREAM
    try:
        while head := unpacked.take(_HEAD, may_end=True):
            size = int.from_bytes(head[1:5])
            left -= _HEAD + size
            if size > LARGEST_RECORD or left < 0 or head[0] not in list(Kind):
                raise Garbled("no record of this protocol")
            content = unpacked.take(size)
            if _check(head[:5], content) != head[5:]:
                raise Garbled("a record was changed on its way")
            yield Kind(head[0]), content
    except zstandard.ZstdError as error:
        raise Garbled(str(error)) from error


class _Unpacked:
    """What comes out of the stream. Memory: a record, and what ``_STEP`` bytes can become."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read
        self._unpacker: zstandard.ZstdDecompressionObj | None = None
        self._packed, self._ready = b"", bytearray()
        self._left = LARGEST_STREAM

    def take(self, size: int, may_end: bool = False) -> bytes:
        while len(self._ready) < size and self._more():
            pass
        if len(self._ready) < size and not (may_end and not self._ready):
            raise Cut(f"{len(self._ready)} of {size} bytes")
        data = bytes(self._ready[:size])
        del self._ready[:size]
        return data

    def _more(self) -> bool:
        if self._unpacker is None and not self._begin():
            return False
        assert self._unpacker is not None
        if self._unpacker.eof:
            return False
        self._packed = self._packed or self._piece()
        step, self._packed = self._packed[:_STEP], self._packed[_STEP:]
        self._ready += self._unpacker.decompress(step) if step else b""
        return bool(step)

    def _piece(self) -> bytes:
        """Counted: blocks of nothing become no bytes, however many there are."""
        piece = self._read(_PIECE)
        self._left -= len(piece)
        if self._left < 0:
            raise Garbled("a stream without end")
        return piece

    def _begin(self) -> bool:
        """Read the stream's head, which names its dictionary; whether it came whole."""
        while (number := _dictionary_of(self._packed)) is None:
            if not (piece := self._piece()):
                return False
            self._packed += piece
        words = dictionary(number) if number else None
        self._unpacker = zstandard.ZstdDecompressor(dict_data=words, max_window_size=1 << _WINDOW).decompressobj()
        return True


def _dictionary_of(head: bytes) -> int | None:
    """The number of the dictionary (0: none) that the first bytes of a stream name; ``None`` while they are too few."""
    try:
        return zstandard.get_frame_parameters(head).dict_id
    except zstandard.ZstdError:
        if len(head) < _LONGEST_HEAD:
            return None
        raise
