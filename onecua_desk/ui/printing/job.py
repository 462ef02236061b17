"""What a printer is given, and how it may fail."""

from __future__ import annotations

from dataclasses import dataclass

from onecua_desk.errors import UserError

#: Printers that never answer must not hold up the desk's other work for longer, in seconds.
PATIENCE = 15


@dataclass(frozen=True, slots=True)
class Job:
    """``width`` and ``height`` of the pages in millimetres; ``tray`` by the driver's name, empty = its own choice."""

    pdf: bytes
    title: str
    printer: str
    width: int
    height: int
    tray: str = ""
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Tray:
    """``name`` for the driver, ``label`` for people."""

    name: str
    label: str


class MaybePrinted(UserError):
    """Nobody knows whether the paper will come out: the next print must bear the mark of a reprint."""


def not_seen(printer: str, known: list[str]) -> UserError:
    """The sentence for a printer that this machine does not have, or not now."""
    if not known:
        return UserError(f"Máy này không thấy máy in nào; hãy nối và bật “{printer}”, hoặc lưu PDF.", field="printer")
    return UserError(
        f"Không thấy máy in “{printer}”; hãy bật máy in đó, hoặc chọn máy khác trong Cài đặt (F10).", field="printer"
    )
