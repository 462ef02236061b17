"""Scans at the counter: pages prepared, kept as files of a dossier or its draft, dropped, and shown again."""

from __future__ import annotations

from collections.abc import Sequence

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId, FileDropped, FilesAttached
from onecua_desk.domain.file import File
from onecua_desk.domain.parts import Official
from onecua_desk.domain.text import clean
from onecua_desk.errors import UserError
from onecua_desk.scans import source
from onecua_desk.scans.manner import Kind as Kind
from onecua_desk.scans.manner import Manner as Manner
from onecua_desk.scans.origin import Source as Source
from onecua_desk.scans.pdf import pdf_of
from onecua_desk.scans.preview import as_it_came, as_it_is_kept
from onecua_desk.scans.sheet import prepared
from onecua_desk.services.desk import Desk, Done, record
from onecua_desk.services.scan_pages import Candidate as Candidate
from onecua_desk.services.scan_pages import Page as Page
from onecua_desk.services.scan_pages import single as single
from onecua_desk.store.files import files_in


def arrived(found: Source) -> tuple[Page, ...]:
    """The pages of a file; ``UserError`` when it cannot be taken. Nothing is decoded yet.

    A PDF that a program made stays whole: drawn anew it would lose its signature and its letters.
    """
    count = source.count_pages(found)
    if source.is_digital(found):
        return (Page(found, 0, count, whole=True),)
    return single(found, count)


def prepare(page: Page, manner: Manner) -> Candidate:
    """The page as it would be kept, in less than a second; ``UserError`` when it cannot be read."""
    raw = source.read_page(page.source, page.number)
    if page.whole:
        shown = as_it_came(raw)
        return Candidate(page, shown, shown, len(source.read_whole(page.source)))
    sheet = prepared(raw, manner)
    return Candidate(
        page,
        as_it_came(raw, manner.turns),
        as_it_is_kept(sheet),
        len(sheet.coded.data),
        sheet.kind,
        sheet.skew,
        sheet.cropped,
        sheet.like_card,
        sheet.coded,
    )


def keep(
    desk: Desk, pages: Sequence[Candidate], name: str, paper: str = "", *, identity_card: bool | None = None
) -> File:
    """Write ``pages`` as one PDF into the store; the file that a draft or a dossier then names.

    ``identity_card``: what the official said it is; ``None`` = nobody was asked, which is refused for a page that looks
    like one (its picture is sensitive: Luật 91/2025/QH15).
    """
    if identity_card is None and any(page.like_card for page in pages):
        raise UserError("Trang này giống ảnh thẻ căn cước. Hãy chọn giữ hay không giữ.", field="identity_card")
    if not pages:
        raise UserError("Chưa có trang nào để lưu.")
    content = _content(pages)
    count = sum(page.page.pages for page in pages)
    fingerprint = files_in(desk.store.folder).put(content)
    return File(fingerprint, len(content), count, clean(name) or clean(paper) or "Bản quét", paper, bool(identity_card))


def attach(desk: Desk, official: Official, id: EventId, files: Sequence[File]) -> Done[Dossier]:
    """Add kept files to a dossier; ``UserError`` when its state does not allow it."""
    return record(desk, official, id, lambda _dossier, _at: FilesAttached(tuple(files)))


def drop(desk: Desk, official: Official, id: EventId, sha256: str, reason: str) -> Done[Dossier]:
    """The file does not belong to the dossier; its content stays in the store, as other dossiers may name it too."""
    why = clean(reason)
    if not why:
        raise UserError("Hãy ghi lý do bỏ tệp này.", field="reason")
    return record(desk, official, id, lambda _dossier, _at: FileDropped(sha256, why))


def open_file(desk: Desk, sha256: str) -> bytes:
    """The file's PDF; ``UserError`` when it is not on this machine or was damaged."""
    return files_in(desk.store.folder).read(sha256)


def picture_of(desk: Desk, file: File, number: int) -> bytes:
    """Page ``number`` (from 0) of a kept file as a JPEG, to look at."""
    return as_it_came(source.read_page(open_file(desk, file.sha256), number))


def _content(pages: Sequence[Candidate]) -> bytes:
    if len(pages) == 1 and pages[0].page.whole:
        return source.read_whole(pages[0].page.source)
    return pdf_of([page.coded for page in pages if page.coded is not None])
