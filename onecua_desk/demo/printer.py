"""The demo's printer: a folder that takes one PDF a slip."""

from __future__ import annotations

from pathlib import Path

from onecua_desk.demo.listed import listed
from onecua_desk.demo.morning import MAI
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.services import lookup, slips
from onecua_desk.services.desk import Desk
from onecua_desk.services.slips import Slip


def print_slip(desk: Desk, slip: Slip, folder: Path) -> None:
    """Put the slip into ``folder`` and write down that it was printed."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{slip.code}.pdf").write_bytes(slip.pdf)
    slips.printed(desk, MAI, slip, "tệp PDF")


def print_missing(desk: Desk, folder: Path) -> int:
    """The slips of dossiers that were saved when the machine died before it could print; how many there were."""
    unprinted = [row for row in listed(desk) if not lookup.story(desk, row.id).dossier.reprints(FormKind.SLIP)]
    for row in unprinted:
        print_slip(desk, slips.slip(desk, row.id), folder)
    return len(unprinted)
