"""Which column of a register holds what, guessed from the words above it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from onecua_desk.domain.register import NEEDED, RegisterField
from onecua_desk.domain.text import fold
from onecua_desk.imports.reading import Row

Mapped = Mapping[RegisterField, int]
"""The places of the columns, from 0; fields that the table does not have are left out."""

SEARCHED = 20
"""The heads stand below the titles of a register, not further down than this."""
_LONGEST_HEAD = 200

_WORDS = {
    RegisterField.CODE: "so bien nhan|ma ho so|so ho so|ma so ho so|so phieu|so tiep nhan|ma bien nhan|so giay hen",
    RegisterField.NAME: "ho ten|ho va ten|nguoi nop|ten nguoi nop|chu ho so|nguoi yeu cau|ten ca nhan|ten to chuc"
    "|ten cong dan|cong dan|khach hang|ca nhan to chuc|ho ten nguoi nop|ho va ten nguoi nop",
    RegisterField.NUMBER: "so giay to|cccd|so cccd|cmnd|so cmnd|dinh danh|so dinh danh|can cuoc|giay to tuy than",
    RegisterField.BORN: "ngay sinh|nam sinh|ngay thang nam sinh",
    RegisterField.ADDRESS: "dia chi|noi o|thuong tru|noi thuong tru|noi cu tru",
    RegisterField.PHONE: "dien thoai|so dien thoai|sdt|di dong|so dt",
    RegisterField.PROCEDURE: "thu tuc|ten thu tuc|noi dung|loai ho so|ten ho so|noi dung yeu cau|tthc|ten tthc"
    "|thu tuc hanh chinh",
    RegisterField.PROCEDURE_CODE: "ma thu tuc|ma tthc",
    RegisterField.RECEIVED: "ngay nhan|ngay tiep nhan|ngay nop|thoi gian nhan|thoi gian tiep nhan|nhan ho so"
    "|ngay nhan ho so",
    RegisterField.DUE: "ngay hen|hen tra|ngay hen tra|thoi gian hen|thoi han|han tra"
    "|ngay hen tra ket qua|ngay hen tra kq",
    RegisterField.STATE: "trang thai|tinh trang|trang thai ho so|tinh trang ho so",
    RegisterField.RETURNED: "ngay tra|thoi gian tra|tra ket qua|ngay tra ket qua|ngay nhan ket qua|ngay giao"
    "|ngay tra kq|ngay nhan kq",
    RegisterField.RESULT: "so ket qua|so van ban|so quyet dinh|so ky hieu",
    RegisterField.OFFICIAL: "can bo|can bo tiep nhan|nguoi tiep nhan|cong chuc|can bo nhan",
    RegisterField.FEE: "le phi|phi|phi le phi|so tien",
    RegisterField.NOTE: "ghi chu",
}
_PHRASES = [(phrase, field) for field, phrases in _WORDS.items() for phrase in phrases.split("|")]


def find_heads(rows: Sequence[Row]) -> int:
    """The place among ``rows`` of the one that says what the columns are; the first one where none is sure."""
    found = [(len(guess(row)), -place) for place, row in enumerate(islice(rows, SEARCHED))]
    best, place = max(found)
    return -place if best >= len(NEEDED) - 1 else 0


def guess(heads: Row) -> dict[RegisterField, int]:
    """The columns that can be told from their heads: the longest known words decide, each column has one meaning."""
    plain = [f" {_plain(head[:_LONGEST_HEAD])} " for head in heads.cells]
    fits = sorted(
        (-len(phrase), place, field)
        for place, head in enumerate(plain)
        for phrase, field in _PHRASES
        if f" {phrase} " in head
    )
    mapped: dict[RegisterField, int] = {}
    for _, place, field in fits:
        if field not in mapped and place not in mapped.values():
            mapped[field] = place
    return mapped


def _plain(head: str) -> str:
    return " ".join(re.findall(r"\w+", fold(head)))
