"""What the line above the form says about the dossier that was just saved, or is being given up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId
from onecua_desk.domain.numbering import serial_of
from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.ui.intake import slip_words
from onecua_desk.ui.intake.slip_words import Act
from onecua_desk.ui.widgets.notice import Notice, Verb
from onecua_desk.ui.widgets.rich import bold, join
from onecua_desk.ui.workplace import PutOut

if TYPE_CHECKING:  # with the forms 02 and 03, which the first screen does not need
    from onecua_desk.services.guidance import Guidance

_CLEAR = "Bỏ, nhập lại từ đầu"


class IntakeNews(Notice):
    """Good news gives way to the next citizen; bad news and questions stay until they are answered."""

    again = Signal(object)
    """Print the slip of this ``Dossier`` once more."""
    as_file = Signal(object)
    """Save the slip of this ``Dossier`` as a PDF."""
    give_again = Signal(object)
    """Print the paper of this ``Guidance`` once more."""
    give_as_file = Signal(object)
    go_on = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asking = self._passing = False
        self._unprinted: dict[EventId, Dossier] = {}
        self.dismissed.connect(self._forget)

    def tell_saved(self, dossier: Dossier) -> None:
        saved = join("Đã lưu hồ sơ ", bold(dossier.code), ", giấy hẹn đang ra…")
        self._say(saved, Tone.OK, lasting=not self._unprinted)

    def tell_printed(self, dossier: Dossier, out: PutOut) -> None:
        self._unprinted.pop(dossier.id, None)
        sentence, verbs = slip_words.came_out(dossier, out)
        acts: dict[Act, Callable[[], object]] = {
            Act.OPEN: lambda: self._open_file(out),
            Act.AGAIN: lambda: self.again.emit(dossier),
            Act.NEXT: self.go_on.emit,
        }
        self._say(sentence, Tone.DUE if out.to_do else Tone.OK, [(verb.value, acts[verb]) for verb in verbs])
        self._passing = not (out.to_do or self._unprinted)

    def tell_not_printed(self, dossier: Dossier, error: Exception) -> None:
        why = str(error) if isinstance(error, UserError) else "lỗi của chương trình."
        verbs = [
            (Act.AGAIN.value, lambda: self.again.emit(dossier)),
            (Act.SAVE.value, lambda: self.as_file.emit(dossier)),
        ]
        self._unprinted.pop(dossier.id, None)  # said by this very message
        self._say(slip_words.did_not_come_out(dossier, why), Tone.LATE, verbs)
        self._unprinted[dossier.id] = dossier
        if not isinstance(error, UserError):
            raise error  # a bug: reported by ``failures``, after the official knows that nothing is lost

    def tell_given(self, guidance: Guidance, out: PutOut) -> None:
        """Form 02 or 03 came out."""
        tone = Tone.DUE if out.to_do else Tone.OK
        verbs = [(Act.AGAIN.value, lambda: self.give_again.emit(guidance))]
        if out.file:
            verbs = [(Act.OPEN.value, lambda: self._open_file(out))]
        self._say(slip_words.given(guidance, out), tone, verbs)
        self._passing = not (out.to_do or self._unprinted)

    def tell_not_given(self, guidance: Guidance, error: Exception) -> None:
        why = str(error) if isinstance(error, UserError) else "lỗi của chương trình."
        verbs = [
            (Act.AGAIN.value, lambda: self.give_again.emit(guidance)),
            (Act.SAVE.value, lambda: self.give_as_file.emit(guidance)),
        ]
        self._say(slip_words.not_given(guidance, why), Tone.LATE, verbs)
        if not isinstance(error, UserError):
            raise error

    def tell_not_kept(self, error: Exception) -> None:
        """What stands in the form is not on the disk."""
        if not isinstance(error, UserError):
            raise error
        self._say(f"Chưa giữ được phần đang nhập: {error}", Tone.LATE)

    def ask_to_clear(self, whose: str, clear: Callable[[], object]) -> None:
        verbs = [("Nhập tiếp", self.go_on.emit), (_CLEAR, clear)]
        self._say(f"Bỏ hồ sơ đang nhập của {whose}? Hồ sơ này chưa lưu.", Tone.DUE, verbs)
        self.asking = True
        self.focus_verb()

    def pass_on(self) -> None:
        """The next citizen is served: good news about the last one has been read."""
        if self._passing:
            self.dismiss()

    def forget_question(self) -> None:
        """Another draft is in the form: the question was about the one before."""
        if self.asking:
            self.dismiss()

    def _say(self, sentence: str, tone: Tone, verbs: Sequence[Verb] = (), *, lasting: bool = False) -> None:
        """Whatever is said, slips of earlier dossiers that never came out are not forgotten over it."""
        self._forget()
        verbs = list(verbs)
        for dossier in self._unprinted.values():
            sentence = join(sentence, " ", slip_words.still_to_print(dossier))
            verbs.append((f"In {serial_of(dossier.code)}", partial(self.again.emit, dossier)))
        self.say(sentence, Tone.DUE if self._unprinted and tone is Tone.OK else tone, verbs, lasting=lasting)

    def _open_file(self, out: PutOut) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(out.file))):
            self.say(f"Máy này chưa có chương trình mở tệp PDF; giấy hẹn nằm ở {out.file}", Tone.DUE)

    def _forget(self) -> None:
        self.asking = self._passing = False
