"""Dossiers whose result lies at the desk, and how they and their stories stand."""

from __future__ import annotations

from datetime import date

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId
from onecua_desk.domain.file import File
from onecua_desk.domain.parts import Collector
from onecua_desk.services import lookup, processing
from onecua_desk.services.desk import Desk
from tests.desk_fixture import COPY, MAI, receive

MONDAY = date(2026, 11, 23)
COLLECTOR = Collector("Đặng Thị Ngọc Bích", "034188001234")


def ready(desk: Desk, code: str = COPY) -> EventId:
    """A dossier whose result lies at the desk; 2.000 đ are due for the copy, nothing for the birth."""
    return with_result(desk, receive(desk, code)).id


def with_result(desk: Desk, dossier: Dossier, files: tuple[File, ...] = ()) -> Dossier:
    return processing.record_result(desk, MAI, dossier.id, "12/CT", MONDAY, files=files).value


def of(desk: Desk, id: EventId) -> Dossier:
    return lookup.story(desk, id).dossier


def newest(desk: Desk, id: EventId) -> str:
    return lookup.story(desk, id).lines[0].detail
