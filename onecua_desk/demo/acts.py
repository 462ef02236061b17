"""The demo's acts: a morning that is cut and killed, an afternoon with results, and the comparison at its end."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time

from onecua_desk.demo.exchange import Reached, exchange_fully, exchanging
from onecua_desk.demo.killed import run_and_kill
from onecua_desk.demo.listed import codes, listed
from onecua_desk.demo.morning import MAI, play
from onecua_desk.demo.printer import print_missing
from onecua_desk.demo.stage import Stage
from onecua_desk.domain.citizen import Card, read_card
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.parts import Collector, State
from onecua_desk.domain.payment import Payment
from onecua_desk.play.player import Player
from onecua_desk.services import handback, lookup, processing, replica, upkeep
from onecua_desk.services.desk import Desk
from onecua_desk.services.lookup import Chip, DossierRow
from onecua_desk.sync.status import LineState

SOME_BYTES = 700
"""After so many the second cut comes: within a request or its answer."""


def work_until_killed(stage: Stage) -> list[str]:
    """A desk process takes dossiers in; the line is cut; the process is killed while it saves. What it received."""
    half = len(stage.visits) // 2
    cut_at = max(stage.earlier, half // 2)

    def at_visit(number: int) -> None:
        stage.clock.at = stage.visits[number].at
        if number == cut_at:
            stage.line.cut()

    received = run_and_kill(stage.folder.path, len(stage.visits), stage.day, half, at_visit)
    stage.report.say("Đường truyền bị cắt lần 1", f"từ hồ sơ thứ {cut_at + 1}, quầy vẫn tiếp nhận")
    stage.report.say("Máy bị tắt ngang (kill -9)", f"khi đang lưu hồ sơ thứ {half + 1}")
    return received


def start_again(stage: Stage, desk: Desk, received: list[str]) -> None:
    """The machine is on again: nothing that was received is gone, and the line comes back."""
    report, kept = stage.report, codes(desk)
    report.say("Mở lại máy", f"còn đủ {len(kept)} hồ sơ, {_waiting(desk)} việc chờ gửi")
    report.check(set(received) <= kept, "có hồ sơ đã nhận mà mất sau khi tắt ngang")
    report.check(not upkeep.check(desk), "danh sách khác sổ sự kiện sau khi tắt ngang")
    if late := print_missing(desk, stage.settings.slips):
        report.say("In nốt giấy hẹn", f"{late} giấy của hồ sơ đã lưu mà chưa kịp in")
    stage.line.restore()
    report.check(exchange_fully(desk), "không gửi hết sau khi có lại đường truyền")
    report.say("Có lại đường truyền", f"còn {left} việc chờ gửi" if (left := _waiting(desk)) else "đã gửi hết")


def work_on(stage: Stage, desk: Desk) -> None:
    """The rest of the visits in this process, with a second cut in the middle of an exchange."""
    report, todo = stage.report, stage.visits[len(codes(desk)) :]
    offline = Reached(LineState.OFFLINE)
    with exchanging(desk, offline) as worker:
        player = Player(desk, stage.clock, stage.settings.slips)
        played = play(player, stage.clock, desk.calendar, todo, _silent)
        for number, _ in enumerate(played):
            if number == len(todo) // 2:
                stage.line.cut_after(SOME_BYTES)
            worker.send_now()
        report.check(offline.wait(30), "lần cắt thứ hai không xảy ra")
    report.say("Đường truyền bị cắt lần 2", f"giữa một lần gửi; {_waiting(desk)} việc còn chờ")
    stage.line.restore()
    report.check(exchange_fully(desk), "không gửi hết sau lần cắt thứ hai")
    count, slips = len(codes(desk)), len(list(stage.settings.slips.glob("*.pdf")))
    report.check(count == len(stage.visits), f"tiếp nhận {count} thay vì {len(stage.visits)} hồ sơ")
    report.check(slips == count, f"{slips} giấy hẹn cho {count} hồ sơ")
    report.say("Tiếp nhận", f"{count} hồ sơ, {slips} giấy hẹn PDF")


def afternoon(stage: Stage, desk: Desk) -> None:
    """Papers that were missing come, results come down, citizens collect them."""
    stage.clock.at = max(stage.clock.at, datetime.combine(stage.day, time(11)))
    for row in listed(desk, Chip.AWAITING):
        processing.supplement(desk, MAI, row.id, ())
        stage.report.say("Bổ sung đủ", row.code)
    _results(stage, desk)
    came = listed(desk, Chip.READY)
    stage.report.say("Kết quả từ cấp trên về", f"{len(came)} hồ sơ")
    _hand_back(stage, desk, came[: max(2, len(came) * 2 // 3)])


def _results(stage: Stage, desk: Desk) -> None:
    """The level above decides a third of the dossiers, the newest; the oldest stay, and are late."""
    decidable = [row for row in listed(desk) if row.state in (State.RECEIVED, State.PROCESSING)]
    exchange_fully(desk)
    for number, row in enumerate(decidable[: len(stage.visits) // 3], start=412):
        stage.clock.pass_minutes(1)
        stage.above.record_result(row.code, f"{number}/{stage.day.year}", stage.day)
    stage.report.check(exchange_fully(desk), "kết quả không về quầy")


def _hand_back(stage: Stage, desk: Desk, collected: list[DossierRow]) -> None:
    cards = {card.number: card for card in (read_card(visit.card, stage.day) for visit in stage.visits)}
    for number, row in enumerate(collected):
        stage.clock.pass_minutes(2)
        dossier = lookup.story(desk, row.id).dossier
        collector = _authorised() if number == 1 else _applicant(dossier, cards)
        handback.hand_back(desk, MAI, row.id, collector, Payment(dossier.owed) if dossier.owed else None)
    stage.report.say("Trả kết quả", f"{len(collected)} hồ sơ, một người được ủy quyền")


def _applicant(dossier: Dossier, cards: dict[str, Card]) -> Collector:
    matched = handback.same_person(dossier, cards[dossier.applicant.number])
    return handback.applicant_collects(dossier, matched)


def _authorised() -> Collector:
    return Collector("Nguyễn Thị Lan", "024188001234", "Giấy ủy quyền số 05")


def compare(stage: Stage, desk: Desk) -> None:
    """The end: nothing waits, the level above has every dossier in the same state, the lists are what the log says."""
    report = stage.report
    report.check(exchange_fully(desk), "cuối buổi không gửi hết")
    outbox = replica.standing(desk).outbox
    report.check(not outbox.events and not outbox.refused, f"{outbox.events} chưa gửi, {outbox.refused} bị từ chối")
    report.check(not upkeep.check(desk), "danh sách khác sổ sự kiện")
    rows = listed(desk)
    other = [row.code for row in rows if stage.above.state_of(row.code) != row.state]
    report.check(not other, f"cấp trên thiếu hoặc khác {len(other)} hồ sơ: {', '.join(other[:3])}")
    report.say("Cuối buổi", f"{len(rows) - len(other)}/{len(rows)} hồ sơ ở cấp trên, trạng thái giống nhau")
    states = Counter(row.state.label for row in rows)
    report.say("Trạng thái", ", ".join(f"{label} {number}" for label, number in sorted(states.items())))
    late = listed(desk, Chip.LATE)
    before = sum(row.received_at.date() < stage.day for row in late)
    report.check(before > 0, "không thấy hồ sơ quá hạn của những ngày trước")
    report.say("Quá hạn", f"{len(late)} hồ sơ, {before} nhận từ những ngày làm việc trước")


def _waiting(desk: Desk) -> int:
    return replica.standing(desk).outbox.events


def _silent(_step: str, _what: str) -> None:
    """The report tells it."""
