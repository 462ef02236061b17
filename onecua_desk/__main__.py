"""The command ``onecua-desk``: the window by default, and what a technician needs beside it."""

from __future__ import annotations

import argparse
import gc
import logging
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from onecua_desk import config, terminal
from onecua_desk.clock import vietnam_now
from onecua_desk.errors import UserError

if TYPE_CHECKING:  # imported where they are needed: the window starts without them
    from onecua_desk.services.desk import Desk

T = TypeVar("T")


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 0 when all is well, 1 with a sentence on stderr, 2 for a wrong command line, 130 after Ctrl+C."""
    terminal.write_vietnamese()
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    options = _parser().parse_args(arguments)
    return terminal.ended(lambda: options.verb(options))


def _window(options: argparse.Namespace) -> int:
    gc.disable()  # until the first page stands: a start leaves no rubbish
    import_module("onecua_desk.opening")  # before Qt, which looks over the source of every module that comes after it
    from onecua_desk.app import run

    return run(options.folder)


def _check(options: argparse.Namespace) -> int:
    from onecua_desk.services.upkeep import check

    found = _with_desk(options, lambda desk: _unless_damaged(desk, check))
    print("\n".join(found) or "Dữ liệu nguyên vẹn: danh sách đúng như sổ sự kiện.")
    return 1 if found else 0


def _rebuild(options: argparse.Namespace) -> int:
    from onecua_desk.services.upkeep import rebuild

    count = _with_desk(options, lambda desk: _unless_damaged(desk, rebuild))
    print(f"Đã dựng lại danh sách {count} hồ sơ từ sổ sự kiện.")
    return 0


def _backup(options: argparse.Namespace) -> int:
    from onecua_desk.services.upkeep import backup

    path = _with_desk(options, lambda desk: backup(desk, options.to))
    print(f"Đã sao lưu vào {path}.")
    return 0


def _bundle_out(options: argparse.Namespace) -> int:
    from onecua_desk.sync.stick import write

    print(_with_desk(options, lambda desk: write(desk, options.to, not options.no_scans)).words())
    return 0


def _bundle_in(options: argparse.Namespace) -> int:
    from onecua_desk.sync.stick import read

    print(_with_desk(options, lambda desk: read(desk, options.answer, lambda _changes: None)).words())
    return 0


def _with_desk(options: argparse.Namespace, do: Callable[[Desk], T], now: Callable[[], datetime] = vietnam_now) -> T:
    """What ``do`` makes of the desk that lies in the folder; nothing is made where there is none."""
    from onecua_desk.opening import open_desk
    from onecua_desk.store.engine import FILE

    settings = config.load(options.folder)
    if not (settings.data / FILE).is_file():
        raise UserError(f"Thư mục {settings.data} không có dữ liệu của quầy ({FILE}); hãy xem lại --folder.")
    desk = open_desk(settings, now)
    with closing(desk.store):
        return do(desk)


def _unless_damaged(desk: Desk, do: Callable[[Desk], T]) -> T:
    """A row that nobody can read, such as a month 13, is the file's fault and not the program's."""
    from sqlalchemy.exc import DBAPIError

    try:
        return do(desk)
    except (DBAPIError, ValueError) as error:
        raise UserError(
            f"Dữ liệu trong {desk.store.path} bị hỏng, có dòng không đọc được; hãy khôi phục từ bản sao lưu."
        ) from error


def _play(options: argparse.Namespace) -> int:
    from onecua_desk.play.player import Player, ScriptClock
    from onecua_desk.play.run import run, say_as_json, say_in_words

    settings, clock = config.load(options.folder), ScriptClock(options.since or vietnam_now())

    def play(desk: Desk) -> int:
        say = say_as_json if options.json else say_in_words
        return run(Player(desk, clock, settings.slips), clock, options.script, say, go_on=options.go_on)

    return 1 if _with_desk(options, play, clock) else 0


def _demo(options: argparse.Namespace) -> int:
    from onecua_desk.demo.run import run

    folder = (options.folder or Path("demo")).absolute()
    return run(folder, options.dossiers, None if options.no_window else _shown())


def _papers(options: argparse.Namespace) -> int:
    from onecua_desk.samples.run import run

    run(options.sample, partial(print, flush=True), pdfs=not options.pictures)
    return 0


def _demo_part(options: argparse.Namespace) -> int:
    from onecua_desk.demo.part import play_until_killed

    play_until_killed(options.folder, options.dossiers, options.at.date())
    return 0


def _demo_shots(options: argparse.Namespace) -> int:
    from onecua_desk.demo.shots import take

    take(options.folder, options.at)
    return 0


def _shown() -> Callable[[config.Settings], int] | None:
    """What opens the window, where there is a display to open it on."""
    from onecua_desk.app import has_display, run_signed_in

    return run_signed_in if has_display() else None


def _parser() -> argparse.ArgumentParser:
    parser = terminal.Parser(prog="onecua-desk", description="Quầy một cửa của xã.")
    parser.set_defaults(verb=_window)
    parser.add_argument("--folder", type=Path, metavar="THƯ_MỤC", help="thư mục dữ liệu (mặc định: của người dùng)")
    verbs = parser.add_subparsers(title="việc", metavar="VIỆC")
    _takes_folder(verbs.add_parser("check", help="đối chiếu danh sách với sổ sự kiện và kiểm tra tệp"), _check)
    _takes_folder(verbs.add_parser("rebuild", help="dựng lại danh sách từ sổ sự kiện"), _rebuild)
    backup = _takes_folder(verbs.add_parser("backup", help="sao lưu dữ liệu"), _backup)
    backup.add_argument("--to", type=Path, metavar="THƯ_MỤC", help="thư mục nhận bản sao lưu")
    _add_bundle(verbs)
    play = _takes_folder(verbs.add_parser("play", help="làm các việc ghi trong một tệp, mỗi dòng một việc"), _play)
    play.add_argument("script", type=Path, metavar="TỆP", help="tệp JSON từng dòng; xem docs/play.md")
    play.add_argument("--json", action="store_true", help="kể lại mỗi việc bằng một dòng JSON")
    play.add_argument("--go-on", action="store_true", help="gặp việc không được thì vẫn làm tiếp các dòng sau")
    play.add_argument("--since", type=_moment, metavar="LÚC", help="lúc của những dòng đầu không ghi giờ")
    _add_demo(verbs)
    papers = verbs.add_parser("papers", help="ghi mọi mẫu giấy tờ, của những người không có thật, để xem")
    papers.add_argument("--sample", type=Path, required=True, metavar="THƯ_MỤC", help="thư mục nhận tệp PDF và ảnh")
    papers.add_argument("--pictures", action="store_true", help="chỉ ghi ảnh và bảng kê, không ghi tệp PDF")
    papers.set_defaults(verb=_papers)
    return parser


def _add_bundle(verbs: argparse._SubParsersAction[terminal.Parser]) -> None:
    bundle = verbs.add_parser("bundle", help="mang dữ liệu lên cấp trên và về bằng USB (khi cửa sổ đang đóng)")
    ways = bundle.add_subparsers(title="chiều", required=True, metavar="CHIỀU")
    out = _takes_folder(ways.add_parser("out", help="ghi gói gửi lên cấp trên"), _bundle_out)
    out.add_argument("to", type=Path, metavar="NƠI", help="thư mục trên USB, hoặc tên tệp .ocp")
    out.add_argument("--no-scans", action="store_true", help="không kèm bản quét")
    back = _takes_folder(ways.add_parser("in", help="đọc gói trả lời của cấp trên"), _bundle_in)
    back.add_argument("answer", type=Path, metavar="GÓI", help="tệp .oca của cấp trên")


def _add_demo(verbs: argparse._SubParsersAction[terminal.Parser]) -> None:
    words = "diễn một buổi sáng ở quầy trên dữ liệu riêng (thư mục mặc định: demo)"
    demo = _takes_folder(verbs.add_parser("demo", help=words), _demo)
    demo.add_argument("--dossiers", type=int, default=30, metavar="N", help="số hồ sơ (mặc định: 30)")
    demo.add_argument("--no-window", action="store_true", help="không mở cửa sổ sau khi diễn")
    for name, verb in (("demo-part", _demo_part), ("demo-shots", _demo_shots)):  # the demo's own processes
        part = _takes_folder(verbs.add_parser(name), verb)
        part.add_argument("--dossiers", type=int, default=30)
        part.add_argument("--at", type=datetime.fromisoformat, required=True)


def _moment(text: str) -> datetime:
    """A moment in Vietnam time, without a zone, whole seconds."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is not None:
        raise ValueError(text)
    return at.replace(microsecond=0)


def _takes_folder(parser: terminal.Parser, verb: Callable[[argparse.Namespace], int]) -> terminal.Parser:
    # Without a default of its own: it would hide the --folder that stands before the verb.
    parser.add_argument("--folder", type=Path, default=argparse.SUPPRESS, metavar="THƯ_MỤC", help="thư mục dữ liệu")
    parser.set_defaults(verb=verb)
    return parser


if __name__ == "__main__":
    sys.exit(main())
