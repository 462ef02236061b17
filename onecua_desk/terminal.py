"""What both commands need of a terminal: Vietnamese on any stream, and one sentence for whatever ends them."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterable
from typing import NoReturn

from onecua_desk.errors import UserError

INTERRUPTED = 130
"""Exit status after Ctrl+C, as shells give it: 128 and the number of the signal."""


class _Formatter(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = "Cách dùng: ",
    ) -> None:
        super().add_usage(usage, actions, groups, prefix)


class Parser(argparse.ArgumentParser):
    """Says what is wrong with a command line in one sentence, and its help in Vietnamese."""

    def __init__(self, prog: str, description: str | None = None) -> None:
        super().__init__(prog, description=description, formatter_class=_Formatter, add_help=False)
        self._positionals.title, self._optionals.title = "cần ghi", "tùy chọn"
        self.add_argument("-h", "--help", action="help", help="xem hướng dẫn này")

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"Lệnh chưa đúng ({message}). Xem: {self.prog} --help\n")


def write_vietnamese() -> None:
    """Streams that go into a file or a pipe may have a code page without our letters: they take UTF-8 from now on."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a program without a console has none
            stream.reconfigure(encoding="utf-8", errors="replace")


def ended(work: Callable[[], int]) -> int:
    """The exit status of ``work``; 1 after a ``UserError`` and 130 after Ctrl+C, each with its sentence on stderr."""
    try:
        return work()
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # who read has gone: there is nobody to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains at its end
        return 1
    except KeyboardInterrupt:
        print("Đã dừng theo yêu cầu (Ctrl+C).", file=sys.stderr)
        return INTERRUPTED
