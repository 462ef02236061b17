"""Printing, after the machine came back, what it had saved and not printed."""

from __future__ import annotations

from pathlib import Path

from onecua_desk.demo.listed import listed
from onecua_desk.demo.morning import MAI
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.play.printer import print_slip
from onecua_desk.services import lookup
from onecua_desk.services.desk import Desk


def print_missing(desk: Desk, folder: Path) -> int:
    """The slips of dossiers that were saved when the machine died before it could print; how many there were."""
    unprinted = [row for row in listed(desk) if not lookup.story(desk, row.id).dossier.reprints(FormKind.SLIP)]
    for row in unprinted:
        print_slip(desk, MAI, row.id, folder)
    return len(unprinted)
