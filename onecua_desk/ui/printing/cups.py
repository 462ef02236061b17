"""Hands PDFs to CUPS through its own commands: small jobs, and the queue says how it is. The way of Linux."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import cache

from onecua_desk.errors import UserError
from onecua_desk.ui.printing.job import PATIENCE, Job, MaybePrinted, Tray, not_seen

#: IPP's "printer-state-reasons" (RFC 8011, 5.4.12) that a person must end, and how; the queue keeps the job until then.
_TO_DO = {
    "media-empty": "máy in hết giấy: hãy cho giấy vào, máy tự in tiếp, không cần in lại",
    "media-needed": "máy in chờ đúng khổ giấy: hãy cho giấy vào khay, máy tự in tiếp, không cần in lại",
    "media-jam": "máy in kẹt giấy: hãy lấy giấy kẹt ra, máy tự in tiếp, không cần in lại",
    "cover-open": "nắp máy in đang mở: hãy đóng lại, máy tự in tiếp, không cần in lại",
    "door-open": "cửa máy in đang mở: hãy đóng lại, máy tự in tiếp, không cần in lại",
    "toner-empty": "máy in hết mực: hãy thay mực, máy tự in tiếp, không cần in lại",
    "marker-supply-empty": "máy in hết mực: hãy thay mực, máy tự in tiếp, không cần in lại",
    "offline": "máy in đang tắt hoặc chưa nối: hãy bật máy, máy tự in tiếp, không cần in lại",
}
_TRAYS = {
    "auto": "Tự chọn",
    "manual": "Khay tay",
    "multipurpose": "Khay đa năng",
    "upper": "Khay trên",
    "middle": "Khay giữa",
    "lower": "Khay dưới",
    "envelope": "Khay phong bì",
}
_KNOWN = {(148, 210): "A5", (210, 297): "A4", (297, 210): "A4"}


@cache
def is_here() -> bool:
    """Whether this machine prints through CUPS."""
    return all(shutil.which(command) for command in ("lp", "lpstat", "lpoptions"))


def printers() -> list[str]:
    """What CUPS has and what it has found in the network; none while it does not run."""
    return sorted(_run("lpstat", "-e").stdout.split())


def trays(printer: str) -> list[Tray]:
    """The choices of the driver's option "InputSlot"."""
    for line in _run("lpoptions", "-p", printer, "-l").stdout.splitlines():
        option, _, choices = line.partition(":")
        if option.split("/")[0] == "InputSlot":
            names = (choice.lstrip("*") for choice in choices.split())
            return [Tray(name, _tray_label(name)) for name in names]
    return []


def send(job: Job) -> str:
    _check(job.printer)
    try:
        told = _run("lp", *_options(job), "-", pdf=job.pdf)
    except UserError as error:
        raise MaybePrinted(f"{error} Hãy xem giấy có ra không trước khi in lại.", field="printer") from error
    if told.returncode:
        raise UserError(f"Máy in “{job.printer}” không nhận bản in: {_reason(told.stderr)}.", field="printer")
    return _to_do(_run("lpstat", "-l", "-p", job.printer).stdout)


def _options(job: Job) -> list[str]:
    """The page as it is on paper of its size; one side, because the two copies of a slip part ways."""
    media = _KNOWN.get((job.width, job.height), f"Custom.{job.width}x{job.height}mm")
    chosen = [f"media={media}", "print-scaling=none", "sides=one-sided"]
    tray = [f"InputSlot={job.tray}"] if job.tray else []
    options = [word for option in (*chosen, *tray) for word in ("-o", option)]
    return ["-d", job.printer, "-n", str(job.copies), "-t", job.title, *options]


def _check(printer: str) -> None:
    """``UserError`` while the queue would take the job and keep it, or not take it: nothing is printed by surprise."""
    state = _run("lpstat", "-p", printer, "-a", printer)
    if state.returncode:
        raise not_seen(printer, printers())
    found = re.search(r"^printer \S+ disabled since [^\n]*\n\s*([^\n]*)", state.stdout, re.MULTILINE)
    if found:
        raise UserError(
            f"Máy in “{printer}” đang bị tạm dừng trên máy này{_because(found[1])}. Hãy cho máy in chạy lại, "
            "hoặc chọn máy khác trong Cài đặt (F10), rồi in lại.",
            field="printer",
        )
    found = re.search(r"^\S+ not accepting requests since [^\n]*\n\s*([^\n]*)", state.stdout, re.MULTILINE)
    if found:
        raise UserError(
            f"Máy in “{printer}” đang không nhận bản in{_because(found[1])}. Hãy chọn máy khác trong Cài đặt (F10), "
            "hoặc nhờ người quản lý máy in.",
            field="printer",
        )


def _because(reason: str) -> str:
    """What whoever stopped the queue wrote; CUPS says something of its own where nobody wrote anything."""
    said = reason.strip()
    return f" ({said})" if said and said.lower() not in {"paused", "rejecting jobs", "reason unknown"} else ""


def _to_do(state: str) -> str:
    alerts = re.search(r"^\s*Alerts: (.*)$", state, re.MULTILINE)
    reasons = alerts[1] if alerts else ""
    return next((what for reason, what in _TO_DO.items() if reason in reasons), "")


def _tray_label(name: str) -> str:
    number = re.fullmatch(r"(?:tray|cassette)-?(\d+)", name, re.IGNORECASE)
    return f"Khay {number[1]}" if number else _TRAYS.get(name.lower(), name)


def _reason(stderr: str) -> str:
    return stderr.strip().removeprefix("lp: ").removeprefix("Error - ").rstrip(".") or "không rõ lý do"


def _run(*command: str, pdf: bytes | None = None) -> subprocess.CompletedProcess[str]:
    """``UserError`` when CUPS does not answer in time. Its words are English here, whatever the machine speaks."""
    try:
        done = subprocess.run(
            command, input=pdf or b"", capture_output=True, timeout=PATIENCE, env={**os.environ, "LC_ALL": "C.UTF-8"}
        )
    except subprocess.TimeoutExpired as error:
        raise UserError("Hệ thống in của máy này không trả lời; hãy khởi động lại máy in.", field="printer") from error
    texts = (text.decode("utf-8", "replace") for text in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(command, done.returncode, *texts)
