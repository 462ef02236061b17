"""Carries out what a person decides about a matter of *Cần xử lý*, and says how that went."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from onecua_desk.domain.events import EventId
from onecua_desk.domain.parts import Official
from onecua_desk.domain.standing import Tone
from onecua_desk.services import file_lane, parked, replica
from onecua_desk.services.desk import Changes, Done
from onecua_desk.services.parked import Sent
from onecua_desk.ui.sync.matters import UNKNOWN, Matter, Sort
from onecua_desk.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Settled:
    """What to say in place, and what to announce (``None``: nothing)."""

    sentence: str
    changes: Changes | None = None
    tone: Tone = Tone.OK


class Settler(QObject):
    """``done`` carries a ``Settled``; ``failed`` the error, and then nothing was written."""

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = workplace

    def send_again(self, matter: Matter) -> None:
        desk, me = self._place.desk, self._place.official
        if matter.sort is Sort.FILE:
            self._run(lambda: _file_again(self._place, matter))
            return

        def written(sent: Done[Sent]) -> None:
            self.done.emit(Settled(_sent_words(matter, sent.value), sent.changes, _tone(sent.value)))
            if sent.value.printed_anew and sent.value.dossier:
                self._print(sent.value.dossier.id)

        self._place.tasks.run(lambda: parked.send_corrected(desk, me, _event(matter)), written, self.failed.emit)

    def withdraw(self, matter: Matter, reason: str) -> None:
        desk, me = self._place.desk, self._place.official
        words = f"Đã rút «{matter.title}» của hồ sơ {matter.code or UNKNOWN}."
        self._run(lambda: Settled(words, parked.withdraw(desk, me, _event(matter), reason).changes))

    def hand(self, matter: Matter, colleague: Official, note: str) -> None:
        desk, words = self._place.desk, f"Đã giao «{matter.title}» cho {colleague.name}."
        self._run(lambda: Settled(words, parked.hand_to(desk, _event(matter), colleague, note).changes))

    def drop(self, matter: Matter, reason: str) -> None:
        """A file that cannot be sent any more."""
        desk, me, sha256 = self._place.desk, self._place.official, matter.key
        assert isinstance(sha256, str)
        words = f"Đã bỏ {matter.title} khỏi hồ sơ {matter.code or UNKNOWN}; có bản giấy thì hãy quét lại."
        self._run(lambda: Settled(words, file_lane.give_up(desk, me, sha256, reason).changes))

    def settle(self, matter: Matter) -> None:
        """What the level above lost: those who wrote it were asked."""
        desk, row = self._place.desk, matter.row
        words = f"Đã xử lý «{matter.title}» của hồ sơ {matter.code or UNKNOWN}."
        self._run(lambda: Settled(words, replica.settle_displaced(desk, row).changes))

    def _run(self, job: Callable[[], Settled]) -> None:
        self._place.tasks.run(job, self.done.emit, self.failed.emit)

    def _print(self, id: EventId) -> None:
        """The citizen's slip bears a code that does not count: the new one comes out at once."""
        place = self._place
        place.printing.run(
            lambda: place.print_slip(id),
            lambda out: self.done.emit(Settled(f"{out.told('giấy hẹn mới')} Hãy đổi giấy hẹn cho người nộp.")),
            self.failed.emit,
        )


def _file_again(place: Workplace, matter: Matter) -> Settled:
    file_lane.try_again(place.desk)
    place.send_now()
    return Settled(f"{matter.title} được gửi lại ở lần chạy tới.")


def _event(matter: Matter) -> EventId:
    assert isinstance(matter.key, EventId)
    return matter.key


def _sent_words(matter: Matter, sent: Sent) -> str:
    left = "; ".join(f"{one.title}{f' {one.detail}' if one.detail else ''}: {one.reason}" for one in sent.left)
    rest = f" Chưa mang theo được: {left}" if left else ""
    if sent.printed_anew and sent.dossier:
        return f"Đã tiếp nhận lại thành {sent.dossier.code}, đang in giấy hẹn mới.{rest}"
    return f"Đã ghi lại «{matter.title}», sẽ gửi ở lần chạy tới.{rest}"


def _tone(sent: Sent) -> Tone:
    return Tone.DUE if sent.left else Tone.OK
