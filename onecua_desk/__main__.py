"""The command ``onecua-desk``: the window by default, and what a technician needs beside it."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from onecua_desk import config
from onecua_desk.errors import UserError


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 0 when all is well, 1 with a sentence on stderr, 2 for a wrong command line."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    options = _parser().parse_args(arguments)
    try:
        status: int = options.verb(options)
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    return status


def _window(options: argparse.Namespace) -> int:
    from onecua_desk.app import run

    return run(options.folder)


def _check(options: argparse.Namespace) -> int:
    from onecua_desk.opening import open_desk
    from onecua_desk.services.upkeep import check

    desk = open_desk(config.load(options.folder))
    found = check(desk)
    desk.store.close()
    print("\n".join(found) or "Dữ liệu nguyên vẹn: danh sách đúng như sổ sự kiện.")
    return 1 if found else 0


def _rebuild(options: argparse.Namespace) -> int:
    from onecua_desk.opening import open_desk
    from onecua_desk.services.upkeep import rebuild

    desk = open_desk(config.load(options.folder))
    count = rebuild(desk)
    desk.store.close()
    print(f"Đã dựng lại danh sách {count} hồ sơ từ sổ sự kiện.")
    return 0


def _backup(options: argparse.Namespace) -> int:
    from onecua_desk.opening import open_desk
    from onecua_desk.services.upkeep import backup

    desk = open_desk(config.load(options.folder))
    path = backup(desk, options.to)
    desk.store.close()
    print(f"Đã sao lưu vào {path}.")
    return 0


def _demo(options: argparse.Namespace) -> int:
    from onecua_desk.demo.run import run

    return run(options.folder.resolve(), options.dossiers, None if options.no_window else _shown())


def _demo_part(options: argparse.Namespace) -> int:
    from onecua_desk.demo.part import play_from

    settings = config.Settings(data=options.folder / "desk", slips=options.folder / "giay-hen")
    play_from(settings, options.dossiers, options.today, 0)
    return 0


def _demo_shots(options: argparse.Namespace) -> int:
    from onecua_desk.demo.shots import take

    settings = config.Settings(data=options.folder / "desk", slips=options.folder / "giay-hen")
    take(settings, options.folder / "man-hinh", options.today)
    return 0


def _shown() -> Callable[[config.Settings], int] | None:
    """What opens the window, where there is a display to open it on."""
    from onecua_desk.app import has_display, run_signed_in

    return run_signed_in if has_display() else None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="onecua-desk", description="Quầy một cửa của xã.")
    parser.set_defaults(verb=_window)
    parser.add_argument("--folder", type=Path, help="thư mục dữ liệu (mặc định: của người dùng)")
    verbs = parser.add_subparsers(title="việc", metavar="VIỆC")
    for name, verb, words in (
        ("check", _check, "đối chiếu danh sách với sổ sự kiện và kiểm tra tệp"),
        ("rebuild", _rebuild, "dựng lại danh sách từ sổ sự kiện"),
        ("backup", _backup, "sao lưu dữ liệu"),
    ):
        made = verbs.add_parser(name, help=words)
        made.add_argument("--folder", type=Path, default=argparse.SUPPRESS, help="thư mục dữ liệu")
        made.set_defaults(verb=verb)
        if name == "backup":
            made.add_argument("--to", type=Path, help="thư mục nhận bản sao lưu")
    _add_demo(verbs)
    return parser


def _add_demo(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    demo = verbs.add_parser("demo", help="diễn một buổi sáng ở quầy trên dữ liệu riêng")
    demo.add_argument("--folder", type=Path, default=Path("demo"), help="thư mục của buổi diễn (mặc định: demo)")
    demo.add_argument("--dossiers", type=int, default=30, metavar="N", help="số hồ sơ (mặc định: 30)")
    demo.add_argument("--no-window", action="store_true", help="không mở cửa sổ sau khi diễn")
    demo.set_defaults(verb=_demo)
    for name, verb in (("demo-part", _demo_part), ("demo-shots", _demo_shots)):  # the demo's own processes
        part = verbs.add_parser(name)
        part.add_argument("--folder", type=Path, required=True)
        part.add_argument("--dossiers", type=int, default=30)
        part.add_argument("--today", type=datetime.fromisoformat, required=True)
        part.set_defaults(verb=verb)


if __name__ == "__main__":
    sys.exit(main())
