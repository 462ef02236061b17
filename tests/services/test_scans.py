"""Scans at the counter: kept as files, attached to a dossier, dropped with a reason, never a card unasked."""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest

from onecua_desk.domain.events import FileDropped, FilesAttached
from onecua_desk.domain.procedure import Channel
from onecua_desk.errors import UserError
from onecua_desk.services import handback, intake, processing, scan_folder, scans, upkeep
from onecua_desk.services.desk import Desk
from onecua_desk.services.identity import Identity
from onecua_desk.services.scan_folder import ScanFolder
from onecua_desk.services.scans import Candidate, Kind, Manner, Page
from onecua_desk.store import log, settings
from onecua_desk.store.files import files_in
from tests.desk_fixture import MAI, MONDAY, UNIT, draft, receive
from tests.scans import papers
from tests.store.programs import said


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return papers.save(papers.clean(100), tmp_path / "quet" / "scan0001.png", 100)


def candidate(path: Path, manner: Manner = Manner()) -> Candidate:  # noqa: B008  # frozen
    return scans.prepare(scans.arrived(path)[0], manner)


def test_several_pages_become_one_file_whose_pages_can_be_looked_at(desk: Desk, page: Path) -> None:
    file = scans.keep(desk, [candidate(page), candidate(page, Manner(turns=1))], "", "Tờ khai")
    assert (file.pages, file.name, file.paper, file.identity_card) == (2, "Tờ khai", "Tờ khai", False)
    assert len(scans.open_file(desk, file.sha256)) == file.size
    assert scans.picture_of(desk, file, 0) != scans.picture_of(desk, file, 1)


def test_the_same_pages_kept_twice_are_one_file(desk: Desk, page: Path) -> None:
    first, second = (scans.keep(desk, [candidate(page)], "Tờ khai") for _ in range(2))
    assert first == second
    assert list(files_in(desk.store.folder).everything()) == [first.sha256]


def test_a_digital_original_is_kept_byte_for_byte_unless_the_official_wants_pages(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "ket-qua.pdf"
    path.write_bytes(papers.application(pages=2))
    whole = candidate(path)
    assert (whole.page.whole, whole.page.pages, whole.kind) == (True, 2, None)
    file = scans.keep(desk, [whole], "Kết quả")
    assert (file.pages, scans.open_file(desk, file.sha256)) == (2, path.read_bytes())
    single = [scans.prepare(one, Manner()) for one in scans.single(path, 2)]
    assert scans.keep(desk, single, "Kết quả").sha256 != file.sha256


def test_what_was_pasted_has_no_file_and_is_kept_all_the_same(desk: Desk, page: Path) -> None:
    pasted = scans.prepare(Page(page.read_bytes()), Manner())
    assert pasted.page.name == "Ảnh dán vào"
    assert scans.keep(desk, [pasted], "").name == "Bản quét"


def test_what_looks_like_an_identity_card_is_not_kept_before_somebody_said_so(desk: Desk, tmp_path: Path) -> None:
    card = candidate(papers.save(papers.card_on_table(), tmp_path / "the.jpg", None))
    assert card.like_card
    with pytest.raises(UserError, match="thẻ căn cước") as refused:
        scans.keep(desk, [card], "Ảnh")
    assert refused.value.field == "identity_card"
    assert list(files_in(desk.store.folder).everything()) == []
    assert scans.keep(desk, [card], "Ảnh", identity_card=True).identity_card
    assert not scans.keep(desk, [card], "Ảnh chân dung", identity_card=False).identity_card


def test_the_official_overrides_what_was_measured(page: Path) -> None:
    assert candidate(page).kind is Kind.TEXT
    assert candidate(page, Manner(Kind.PICTURE)).kind is Kind.PICTURE


def test_files_are_attached_to_a_dossier_and_dropped_with_a_reason(desk: Desk, page: Path) -> None:
    dossier = receive(desk)
    file = scans.keep(desk, [candidate(page)], "Tờ khai")
    attached = scans.attach(desk, MAI, dossier.id, [file])
    assert attached.value.files == (file,)
    assert attached.changes.dossiers == {dossier.id}
    assert said(lambda: scans.drop(desk, MAI, dossier.id, file.sha256, "  ")) == "Hãy ghi lý do bỏ tệp này."
    dropped = scans.drop(desk, MAI, dossier.id, file.sha256, "quét nhầm")
    assert dropped.value.files == ()
    assert scans.open_file(desk, file.sha256)
    with desk.store.read() as connection:
        facts = [entry.event.fact for entry in log.of_dossier(connection, dossier.id) if entry.event]
    assert facts[-2:] == [FilesAttached((file,)), FileDropped(file.sha256, "quét nhầm")]
    assert upkeep.check(desk) == []


def test_a_result_whose_digital_copy_was_dropped_does_not_go_online(desk: Desk, page: Path) -> None:
    dossier = receive(desk)
    copies = tuple(scans.keep(desk, [candidate(page, Manner(turns=n))], "Kết quả") for n in range(2))
    processing.record_result(desk, MAI, dossier.id, "12/KS", MONDAY.date(), files=copies)
    who = handback.applicant_collects(dossier, card_matched=True)
    scans.drop(desk, MAI, dossier.id, copies[0].sha256, "quét thiếu trang")
    handback.hand_back(desk, MAI, dossier.id, who, how=Channel.ONLINE)
    handback.undo(desk, MAI, dossier.id, "ghi nhầm", "Nguyễn Văn Lâm")
    scans.drop(desk, MAI, dossier.id, copies[1].sha256, "quét nhầm hồ sơ")
    said_no = said(lambda: handback.hand_back(desk, MAI, dossier.id, who, how=Channel.ONLINE))
    assert said_no == "Kết quả chưa có bản điện tử để trả trực tuyến."


def test_a_backup_has_the_scans_too_and_a_damaged_one_is_found(desk: Desk, page: Path, tmp_path: Path) -> None:
    file = scans.keep(desk, [candidate(page)], "Tờ khai")
    copy = upkeep.backup(desk, tmp_path / "usb").parent
    assert files_in(copy).read(file.sha256) == scans.open_file(desk, file.sha256)
    upkeep.backup(desk)
    assert files_in(desk.store.folder / "backup").read(file.sha256)
    path = desk.store.folder / "files" / file.sha256[:2] / file.sha256[2:]
    path.unlink()
    path.write_bytes(b"%PDF")
    assert upkeep.check(desk) == [f"bản quét {file.sha256}: hỏng"]


def test_the_check_names_the_own_scans_that_are_not_here_and_no_others(desk: Desk, page: Path) -> None:
    at_receipt, later, result = (scans.keep(desk, [candidate(page, Manner(turns=n))], "Tờ khai") for n in range(3))
    dossier = intake.receive(desk, replace(draft(desk), files=(at_receipt,)), MAI).value
    scans.attach(desk, MAI, dossier.id, [later])
    processing.record_result(desk, MAI, dossier.id, "12/KS", MONDAY.date(), files=(result,))
    assert upkeep.check(desk) == []
    shutil.rmtree(desk.store.folder / "files")
    names = sorted(file.sha256 for file in (at_receipt, later, result))
    assert upkeep.check(desk) == [f"bản quét {name}: không có trên máy này" for name in names]
    with desk.store.write() as connection:
        settings.put(connection, "identity", Identity(UNIT, 2, 7))
    assert upkeep.check(desk) == []


def rest(desk: Desk) -> list[str]:
    """What the scanner's folder offers now, to somebody who looks for the first time."""
    watch = scan_folder.watch(desk.store)
    assert watch is not None
    watch.look()
    return [path.name for path in watch.look()]


def test_kept_files_move_into_a_subfolder_and_none_is_ever_overwritten(desk: Desk, page: Path) -> None:
    scan_folder.write(desk.store, ScanFolder(str(page.parent)))
    assert rest(desk) == ["scan0001.png"]
    content = page.read_bytes()
    scan_folder.was_kept(desk.store, page)
    page.write_bytes(content + b" ")
    scan_folder.was_kept(desk.store, page)
    taken = page.parent / "da-nhan"
    assert sorted(path.name for path in taken.iterdir()) == ["scan0001-2.png", "scan0001.png"]
    assert (taken / "scan0001.png").read_bytes() == content
    assert rest(desk) == []


def test_kept_files_may_stay_where_they_are_and_are_not_offered_again(desk: Desk, page: Path) -> None:
    scan_folder.write(desk.store, ScanFolder(str(page.parent), put_away=False))
    scan_folder.was_kept(desk.store, page)
    assert page.exists()
    assert rest(desk) == []
    page.write_bytes(page.read_bytes() + b" ")
    assert rest(desk) == ["scan0001.png"]


def test_files_that_are_passed_over_at_the_same_time_are_all_remembered(desk: Desk, tmp_path: Path) -> None:
    pages = [tmp_path / f"scan{number}.jpg" for number in range(6)]
    for one in pages:
        one.write_bytes(b"1")
    scan_folder.write(desk.store, ScanFolder(str(tmp_path)))
    together = Barrier(len(pages))

    def pass_over(one: Path) -> None:
        together.wait()
        scan_folder.pass_over(desk.store, one)

    with ThreadPoolExecutor(len(pages)) as threads:
        list(threads.map(pass_over, pages))
    assert rest(desk) == []


def test_what_left_the_folder_is_forgotten(desk: Desk, page: Path) -> None:
    scan_folder.write(desk.store, ScanFolder(str(page.parent)))
    scan_folder.pass_over(desk.store, page)
    content, seen = page.read_bytes(), page.stat()
    page.unlink()
    other = page.with_name("scan0002.png")
    other.write_bytes(content)
    scan_folder.pass_over(desk.store, other)
    page.write_bytes(content)
    os.utime(page, ns=(seen.st_mtime_ns, seen.st_mtime_ns))
    assert rest(desk) == ["scan0001.png"]


def test_files_from_elsewhere_are_left_alone(desk: Desk, page: Path, tmp_path: Path) -> None:
    scan_folder.write(desk.store, ScanFolder(str(tmp_path)))
    scan_folder.was_kept(desk.store, page)
    assert page.exists()
    assert not (page.parent / "da-nhan").exists()


def test_without_a_folder_nothing_is_watched_and_a_missing_one_is_not_kept(desk: Desk, tmp_path: Path) -> None:
    assert scan_folder.watch(desk.store) is None
    assert "Không thấy thư mục" in said(lambda: scan_folder.write(desk.store, ScanFolder(str(tmp_path / "khong-co"))))
    assert scan_folder.read(desk.store) == ScanFolder()
