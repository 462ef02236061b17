"""A day as a file: every verb carried out, mistakes named by their line, what happened told."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from onecua_desk.__main__ import main
from onecua_desk.domain.fee_table import ProvinceFee
from onecua_desk.domain.fees import Band, ByValue
from onecua_desk.domain.parts import State
from onecua_desk.opening import open_desk
from onecua_desk.services import fees, lookup
from onecua_desk.services.desk import Desk
from onecua_desk.services.lookup import Chip
from tests.desk_fixture import BICH_CARD, BIRTH, COPY, MAI, THREE_DAYS, settings_in

RECEIVE: dict[str, object] = {
    "do": "receive",
    "at": "2026-11-23T09:41:00",
    "as": "bich",
    "procedure": BIRTH,
    "card": BICH_CARD,
}
CASH = {"amount": 2000, "receipt": "0012345"}
DAY: list[dict[str, object]] = [
    RECEIVE,
    {"do": "print", "dossier": "bich"},
    {"do": "request_supplement", "dossier": "bich", "missing": ["Giấy chứng sinh"], "at": "2026-11-23T10:00:00"},
    {"do": "supplement", "dossier": "bich", "at": "2026-11-24T08:00:00"},
    {"do": "correct", "dossier": "bich", "values": {"phone": "0987 654 321"}, "reason": "nghe nhầm"},
    {"do": "hand_over", "dossier": "bich", "to": "Tư pháp - Hộ tịch"},
    {"do": "result", "dossier": "bich", "number": "12/KS", "at": "2026-11-25T15:00:00"},
    {"do": "hand_back", "dossier": "bich", "card": BICH_CARD},
    {"do": "undo", "dossier": "bich", "reason": "nhầm người", "allowed_by": "Nguyễn Văn Lâm"},
    {"do": "hand_back", "dossier": "bich", "how": "post", "consignment": "EB123456785VN"},
    {"do": "undelivered", "dossier": "bich", "reason": "Không có người nhận"},
    {"do": "hand_back", "dossier": "bich"},
    {"do": "rate", "dossier": "bich", "rating": "very_satisfied"},
    {
        "do": "receive",
        "as": "copy",
        "procedure": COPY,
        "case": "Thông thường",
        "card": BICH_CARD,
        "copies": 2,
        "pages": 1,
        "pay": "hand_back",
    },
    {"do": "pay", "dossier": "copy", "payment": CASH},
    {"do": "void", "dossier": "copy", "payment": CASH, "reason": "ghi nhầm"},
    {"do": "refuse", "dossier": "copy", "reason": "Bản chính bị tẩy xóa"},
    {"do": "receive", "as": "third", "procedure": THREE_DAYS, "card": BICH_CARD, "amount": 15000},
    {"do": "withdraw", "dossier": "third", "reason": "Không cần nữa"},
    {"do": "guide", "procedure": BIRTH, "card": BICH_CARD, "missing": ["Giấy chứng sinh"]},
    {"do": "turn_away", "procedure": BIRTH, "card": BICH_CARD, "reason": "Không thuộc thẩm quyền"},
    {"do": "close_day"},
]

Play = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(desk: Desk) -> Path:
    desk.store.close()
    return desk.store.folder


@pytest.fixture
def play(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Play:
    def run(lines: list[object], *options: str) -> tuple[int, str, str]:
        script = tmp_path / "day.jsonl"
        text = (one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in lines)
        script.write_text("\n".join(text), encoding="utf-8")
        status = main(["play", str(script), "--folder", str(folder), *options])
        out, err = capsys.readouterr()
        return status, out, err

    return run


def rows(folder: Path) -> list[lookup.DossierRow]:
    desk = open_desk(settings_in(folder))
    try:
        return lookup.page(desk, Chip.ALL, "")
    finally:
        desk.store.close()


def test_a_day_of_every_verb_is_carried_out_at_its_times_and_told_as_json(folder: Path, play: Play) -> None:
    status, out, err = play(list(DAY), "--json")
    told = [json.loads(line) for line in out.splitlines()]
    assert (status, err) == (0, ""), told[-1]
    assert [one["do"] for one in told] == [one["do"] for one in DAY]
    assert not any("error" in one for one in told)
    assert told[0]["code"] == "H02.15.23-261123-1001"
    assert told[13]["code"] == "H02.15.23-261125-1001"
    assert told[2]["at"] == "2026-11-23T10:00:00"
    assert {row.code: row.state for row in rows(folder)} == {
        "H02.15.23-261123-1001": State.RETURNED,
        "H02.15.23-261125-1001": State.REFUSED,
        "H02.15.23-261125-1002": State.WITHDRAWN,
    }
    assert (settings_in(folder).slips / "Giay hen H02.15.23-261123-1001.pdf").read_bytes().startswith(b"%PDF")


def test_papers_that_are_not_named_are_those_that_the_checklist_requires(folder: Path, play: Play) -> None:
    play([RECEIVE])
    desk = open_desk(settings_in(folder))
    (row,) = lookup.page(desk, Chip.ALL, "")
    received = lookup.story(desk, row.id).dossier.received
    desk.store.close()
    assert received.papers
    assert received.applicant.born == date(1988, 2, 29)


def test_a_line_with_a_key_is_taken_in_once_however_often_it_is_played(folder: Path, play: Play) -> None:
    keyed = RECEIVE | {"key": "SO-17"}
    refused = {"do": "refuse", "dossier": "bich", "reason": "x"}
    assert play([keyed])[0] == 0
    status, out, _ = play([keyed | {"at": "2026-11-25T08:00:00"}, refused])
    assert status == 0
    assert "đã có H02.15.23-261123-1001, không nhận lại" in out
    assert [row.state for row in rows(folder)] == [State.REFUSED]


def test_the_first_line_that_is_not_possible_ends_the_script_and_what_stands_before_it_stays(
    folder: Path, play: Play
) -> None:
    nobody = {"do": "withdraw", "dossier": "nobody", "reason": "x"}
    status, out, _ = play([RECEIVE, "", "# một chú thích", nobody, RECEIVE | {"as": "two"}])
    assert status == 1
    assert "    4  23/11/2026 09:41  KHÔNG ĐƯỢC: Với «nobody» không có hồ sơ" in out
    assert len(rows(folder)) == 1


def test_a_dossier_is_named_by_its_whole_code_and_not_by_what_a_search_would_find(folder: Path, play: Play) -> None:
    play([RECEIVE])
    for guess in ("Đặng", "1001", "H02"):
        status, out, _ = play([{"do": "withdraw", "dossier": guess, "reason": "x"}])
        assert status == 1
        assert "không có hồ sơ" in out
    assert play([{"do": "withdraw", "dossier": "h02.15.23-261123-1001", "reason": "x"}])[0] == 0


def test_times_that_no_desk_has_are_refused(folder: Path, play: Play) -> None:
    for at in ("9999-12-31T23:59:59", "1999-01-01T08:00:00", "2026-11-23T09:41:00.5"):
        assert "2000 đến 2100" in play([RECEIVE | {"at": at}])[1]
    with pytest.raises(SystemExit):
        play([RECEIVE], "--since", "2026-11-23T07:30:00+07:00")


def test_a_slip_that_cannot_be_written_is_said_and_is_no_reprint_later(folder: Path, play: Play) -> None:
    settings_in(folder).slips.write_text("ở đây đã có một tệp", encoding="utf-8")
    status, out, _ = play([RECEIVE, {"do": "print", "dossier": "bich"}])
    assert status == 1
    assert "Không lưu được vào" in out
    settings_in(folder).slips.unlink()
    assert play([{"do": "print", "dossier": "H02.15.23-261123-1001"}])[0] == 0
    assert [file.name for file in settings_in(folder).slips.iterdir()] == ["Giay hen H02.15.23-261123-1001.pdf"]


def test_with_go_on_the_lines_after_a_mistake_are_carried_out(folder: Path, play: Play) -> None:
    late = RECEIVE | {"as": "two", "at": "2026-11-22T08:00:00"}
    status, out, _ = play([RECEIVE, late, RECEIVE | {"as": "three"}], "--go-on", "--json")
    assert status == 1
    assert "lùi trước dòng trên" in json.loads(out.splitlines()[1])["error"]
    assert len(rows(folder)) == 2


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "Dòng 1: không đúng dạng"),
        ('{"do": "fly"}', "Dòng 1"),
        ('{"do": "rate", "dossier": "x", "rating": "great"}', "Dòng 1"),
        ('{"do": "withdraw", "dossier": "x", "reason": "y", "extra": 1}', "extra"),
        ('{"do": "receive", "at": "2026-11-23T09:41:00Z", "procedure": "x"}', "Dòng 1"),
        ("[" * 40_000, "Dòng 1"),
        ("x" * 70_000, "dài quá 64 nghìn chữ"),
    ],
    ids=["broken", "unknown verb", "unknown word", "unknown field", "time zone", "deep", "long"],
)
def test_a_line_that_is_no_verb_is_named_and_nothing_is_written(
    folder: Path, play: Play, line: str, words: str
) -> None:
    status, _, err = play([line], "--go-on")
    assert status == 1
    assert words in err
    assert rows(folder) == []


def test_an_unknown_procedure_official_or_file_is_said(folder: Path, play: Play, tmp_path: Path) -> None:
    assert "không có thủ tục 9.999999" in play([RECEIVE | {"procedure": "9.999999"}])[1]
    assert "không có cán bộ «ai»" in play([RECEIVE | {"official": "ai"}])[1]
    assert main(["play", str(tmp_path / "none.jsonl"), "--folder", str(folder)]) == 1


def test_a_fee_by_value_is_computed_from_the_value_of_the_line(folder: Path, play: Play) -> None:
    rule = ByValue(of="giá trị hợp đồng", bands=(Band(50_000, up_to=50_000_000), Band(100_000)))
    desk = open_desk(settings_in(folder))
    fees.add(desk, MAI, ProvinceFee(THREE_DAYS, rule, date(2026, 1, 1), None, "NQ 1/2026/NQ-HĐND"))
    desk.store.close()
    line = {"do": "receive", "at": "2026-11-23T09:41:00", "procedure": THREE_DAYS, "card": BICH_CARD}
    (told,) = play([line | {"value": 60_000_000}], "--json")[1].splitlines()
    assert json.loads(told)["fee"] == 100_000
    (told,) = play([line], "--json")[1].splitlines()
    assert json.loads(told)["field"] == "value"


def test_under_a_doubtful_clock_a_line_says_so_until_a_leader_allows_it(folder: Path, play: Play) -> None:
    assert play([RECEIVE])[0] == 0
    earlier = RECEIVE | {"as": "two", "at": "2026-11-22T08:00:00"}
    status, out, _ = play([earlier])
    assert status == 1
    assert "trước việc đã ghi lúc 09:41 23/11/2026" in out
    allowed = earlier | {"allowed_by": "Nguyễn Văn An, Chủ tịch"}
    status, out, _ = play([allowed, earlier | {"as": "three"}])
    assert status == 0, out
    assert len(rows(folder)) == 3
