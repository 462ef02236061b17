"""The demo: a commune's morning from the first scan to the last hand-back, over a line that is cut twice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from onecua_desk import config
from onecua_desk.clock import vietnam_now
from onecua_desk.config import Settings
from onecua_desk.demo import part
from onecua_desk.demo.killed import run_and_kill
from onecua_desk.demo.level_above import LevelAbove
from onecua_desk.demo.line import CuttableLine
from onecua_desk.demo.morning import EARLIER, MAI, PASSWORD, PlayClock, play, visits
from onecua_desk.domain.citizen import Card, read_card
from onecua_desk.domain.parts import Collector, State
from onecua_desk.errors import UserError
from onecua_desk.opening import open_desk
from onecua_desk.services import handback, identity, lookup, processing, replica, upkeep
from onecua_desk.services.desk import Desk

FEWEST = 10
SHOTS = "man-hinh"


@dataclass
class Report:
    """What happened, line by line, for the table at the end; ``wrong`` makes the exit status."""

    lines: list[tuple[str, str]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def say(self, what: str, how: str) -> None:
        self.lines.append((what, how))
        print(f"  {what:<34} {how}", flush=True)

    def check(self, good: bool, sentence: str) -> None:
        if not good:
            self.wrong.append(sentence)
            print(f"  SAI: {sentence}", flush=True)


@dataclass
class Morning:
    """Everything the parts of the demo share."""

    settings: Settings
    count: int
    today: datetime
    clock: PlayClock
    line: CuttableLine
    above: LevelAbove
    report: Report


def run(folder: Path, dossiers: int, show: Callable[[Settings], int] | None) -> int:
    """Play the demo in ``folder``, which is emptied first; ``show`` opens the window afterwards. The exit status.

    ``UserError`` for a folder that holds something else, or for too few dossiers.
    """
    if dossiers < FEWEST:
        raise UserError(f"Cần ít nhất {FEWEST} hồ sơ để diễn đủ các việc.")
    _empty(folder)
    morning = _begin(folder, dossiers)
    print(f"Một buổi sáng ở {identity_words(morning)}:", flush=True)
    try:
        desk = _first_half(morning)
        try:
            _second_half(morning, desk)
            _afternoon(morning, desk)
            _day_end(morning, desk)
        finally:
            desk.store.close()
        _shots(morning)
        _where(morning)
        if show and not morning.report.wrong:
            return show(morning.settings)
    finally:
        morning.line.close()
        morning.above.stop()
    return 1 if morning.report.wrong else 0


def identity_words(morning: Morning) -> str:
    return f"xã Suối Trong, ngày {morning.today:%d/%m/%Y}, {morning.count} hồ sơ"


def _empty(folder: Path) -> None:
    known = {"desk", "district", "giay-hen", SHOTS}
    if folder.exists():
        strange = {entry.name for entry in folder.iterdir()} - known
        if strange:
            raise UserError(f"Thư mục {folder} có tệp khác ({sorted(strange)[0]}); hãy chọn thư mục trống.")
        for name in known:
            shutil.rmtree(folder / name, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)


def _begin(folder: Path, count: int) -> Morning:
    settings = config.load(folder / "desk")
    settings = Settings(data=settings.data, slips=folder / "giay-hen")
    desk = open_desk(settings)
    day = desk.calendar.working_day_after(vietnam_now().date() + timedelta(days=1), -1)  # today, or the last one
    first = visits(count, desk.calendar, day)[0].at
    clock = PlayClock(first)
    above = LevelAbove(folder / "district", clock)
    line = CuttableLine("127.0.0.1", above.port)
    mine, _ = identity.enrolled(code := above.enrol(line.url))
    identity.set_up(desk.store, mine, MAI, PASSWORD)
    identity.enrol(desk.store, code)
    desk.store.close()
    report = Report()
    report.say("Ghi danh", f"quầy {mine.desk}, thiết bị {mine.device}, máy chủ {line.url}")
    today = datetime.combine(day, first.time())
    return Morning(settings, count, today, clock, line, above, report)


def _first_half(morning: Morning) -> Desk:
    """A desk process takes dossiers in; the line is cut; the process is killed while it saves."""
    report, half = morning.report, morning.count // 2
    cut_at = max(EARLIER, half // 2)

    def at_visit(number: int) -> None:
        if number == cut_at:
            morning.line.cut()

    killed = run_and_kill(morning.settings.data.parent, morning.count, morning.today, half, at_visit)
    report.say("Đường truyền bị cắt lần 1", f"từ hồ sơ thứ {cut_at + 1}, quầy vẫn tiếp nhận")
    report.say("Máy bị tắt ngang (kill -9)", f"khi đang lưu hồ sơ thứ {killed.during + 1}")
    desk = open_desk(morning.settings, morning.clock)
    kept = part.codes(desk)
    report.say("Mở lại máy", f"còn đủ {len(kept)} hồ sơ, {replica.standing(desk).outbox.events} việc chờ gửi")
    report.check(set(killed.received) <= kept, "có hồ sơ đã in giấy hẹn mà mất sau khi tắt ngang")
    report.check(not upkeep.check(desk), "danh sách khác sổ sự kiện sau khi tắt ngang")
    if late := part.print_what_is_missing(desk, morning.settings.slips):
        report.say("In nốt giấy hẹn", f"{late} giấy của hồ sơ đã lưu mà chưa kịp in")
    morning.line.restore()
    report.check(part.exchange_fully(desk), "không gửi hết sau khi có lại đường truyền")
    report.say("Có lại đường truyền", _sent_words(desk))
    return desk


def _second_half(morning: Morning, desk: Desk) -> None:
    """The rest of the visits in this process, with a second cut in the middle of an answer."""
    done = len(part.codes(desk))
    todo = visits(morning.count, desk.calendar, morning.today.date())[done:]
    worker = part.worker_of(desk)
    worker.start()
    for number, _ in enumerate(
        play(desk, morning.clock, todo, _silent, lambda s: part.save(s, morning.settings.slips))
    ):
        if number == len(todo) // 2:
            morning.line.cut_after(700)
        worker.send_now()
    worker.stop()
    cut = not morning.line.is_up
    morning.line.restore()
    waiting = replica.standing(desk).outbox.events
    words = f"giữa một lần gửi; {waiting} việc còn chờ" if cut else "không kịp cắt"
    morning.report.say("Đường truyền bị cắt lần 2", words)
    morning.report.check(cut, "lần cắt thứ hai không xảy ra")
    morning.report.check(part.exchange_fully(desk), "không gửi hết sau lần cắt thứ hai")
    codes = part.codes(desk)
    morning.report.check(len(codes) == morning.count, f"tiếp nhận {len(codes)} thay vì {morning.count} hồ sơ")
    morning.report.say(
        "Tiếp nhận", f"{len(codes)} hồ sơ, {len(list(morning.settings.slips.glob('*.pdf')))} giấy hẹn PDF"
    )


def _afternoon(morning: Morning, desk: Desk) -> None:
    """Papers that were missing come, results come down, citizens collect them."""
    clock, report = morning.clock, morning.report
    clock.at = max(clock.at, datetime.combine(morning.today.date(), datetime.min.time()).replace(hour=11))
    for row in lookup.page(desk, lookup.Chip.AWAITING, ""):
        processing.supplement(desk, MAI, row.id, ())
        report.say("Bổ sung đủ", row.code)
    ready = [row for row in lookup.page(desk, lookup.Chip.ALL, "") if row.state in (State.RECEIVED, State.PROCESSING)]
    part.exchange_fully(desk)
    for number, row in enumerate(ready[: morning.count // 3]):
        clock.pass_minutes(1)
        morning.above.record_result(row.code, f"{412 + number}/2026", morning.today.date())
    report.check(part.exchange_fully(desk), "kết quả không về quầy")
    came = lookup.page(desk, lookup.Chip.READY, "")
    report.say("Kết quả từ cấp trên về", f"{len(came)} hồ sơ")
    cards = {read.number: read for read in _cards(morning, desk)}
    for number, row in enumerate(came[: max(2, len(came) * 2 // 3)]):
        clock.pass_minutes(2)
        dossier = lookup.story(desk, row.id).dossier
        matched = handback.same_person(dossier, cards[dossier.applicant.number])
        collector = handback.applicant_collects(dossier, matched)
        if number == 1:
            collector = Collector("Nguyễn Thị Lan", "024188001234", "Giấy ủy quyền số 05")
        handback.hand_back(desk, MAI, row.id, collector, dossier.owed)
    report.say("Trả kết quả", f"{max(2, len(came) * 2 // 3)} hồ sơ, một người được ủy quyền")


def _cards(morning: Morning, desk: Desk) -> list[Card]:
    all_visits = visits(morning.count, desk.calendar, morning.today.date())
    return [read_card(visit.card, morning.today.date()) for visit in all_visits]


def _day_end(morning: Morning, desk: Desk) -> None:
    report = morning.report
    report.check(part.exchange_fully(desk), "cuối buổi không gửi hết")
    outbox = replica.standing(desk).outbox
    report.check(
        outbox.events == 0 and outbox.refused == 0, f"còn {outbox.events} việc chưa gửi, {outbox.refused} bị từ chối"
    )
    codes = part.codes(desk)
    states = {row.code: row.state for row in _all_rows(desk)}
    missing = [code for code in codes if morning.above.state_of(code) != states[code]]
    report.check(not missing, f"cấp trên thiếu hoặc khác {len(missing)} hồ sơ: {', '.join(missing[:3])}")
    report.check(not upkeep.check(desk), "danh sách khác sổ sự kiện")
    report.say("Cuối buổi", f"{len(codes) - len(missing)}/{len(codes)} hồ sơ ở cấp trên, trạng thái giống nhau")
    counts: dict[str, int] = {}
    for state in states.values():
        counts[state.label] = counts.get(state.label, 0) + 1
    report.say("Trạng thái", ", ".join(f"{label} {number}" for label, number in sorted(counts.items())))


def _all_rows(desk: Desk) -> list[lookup.DossierRow]:
    rows: list[lookup.DossierRow] = []
    while page := lookup.page(desk, lookup.Chip.ALL, "", rows[-1].arrival if rows else None):
        rows += page
    return rows


def _sent_words(desk: Desk) -> str:
    left = replica.standing(desk).outbox.events
    return "đã gửi hết" if not left else f"còn {left} việc chờ gửi"


def _silent(_step: str, _what: str) -> None:
    """The table at the end tells it."""


def _shots(morning: Morning) -> None:
    """Screenshots in a process of its own: Qt takes one platform a process, and this one may open a real window."""
    folder = morning.settings.data.parent
    arguments = ["demo-shots", "--folder", str(folder), "--today", morning.clock.at.isoformat()]
    # Offscreen has no window manager and says so at every window.
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "default.warning=false"}
    done = subprocess.run([sys.executable, "-m", "onecua_desk", *arguments], env=environment, check=False)
    shots = sorted((folder / SHOTS).glob("*.png"))
    morning.report.check(done.returncode == 0 and len(shots) >= 5, "không chụp được các màn hình")
    morning.report.say("Ảnh màn hình", f"{len(shots)} ảnh")


def _where(morning: Morning) -> None:
    folder = morning.settings.data.parent
    print("\nNằm ở đâu:")
    for what, name in (
        ("Giấy hẹn (PDF)", "giay-hen"),
        ("Ảnh các màn hình (PNG)", SHOTS),
        ("Dữ liệu của quầy", "desk/desk.sqlite3"),
        ("Dữ liệu của cấp trên", "district/district.sqlite3"),
    ):
        print(f"  {what:<34} {folder / name}")
    print("\nKẾT QUẢ: " + ("có việc SAI, xem các dòng trên." if morning.report.wrong else "mọi hồ sơ đã ở cấp trên."))
