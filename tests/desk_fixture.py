"""Real desks for tests: a store in a temporary folder, the real catalogue and calendar, a clock that the test turns."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest

from onecua_desk.config import Settings
from onecua_desk.demo.morning import MAI as MAI
from onecua_desk.demo.morning import UNIT as UNIT
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.parts import Applicant, Given
from onecua_desk.domain.procedure import Channel, PaperKind, Procedure
from onecua_desk.opening import open_desk
from onecua_desk.resources import resource
from onecua_desk.services import identity, intake
from onecua_desk.services.desk import Desk
from onecua_desk.services.identity import Identity
from onecua_desk.services.intake import Draft
from onecua_desk.store.engine import FILE
from onecua_desk.wire.catalogue import parse
from tests.clock import Clock

PASSWORD = "mat-khau-1"
MONDAY = datetime(2026, 11, 23, 9, 41)
BICH = Applicant(
    name="Đặng Thị Ngọc Bích",
    number="034188001234",
    born=date(1988, 2, 29),
    sex="Nữ",
    address="Tổ dân phố số 5, Suối Trong, Bắc Ninh",
    phone="0912345678",
)
BICH_CARD = "034188001234||Đặng Thị Ngọc Bích|29021988|Nữ|Tổ dân phố số 5, Suối Trong, Bắc Ninh|15042021"
BIRTH = "1.001193"
COPY = "2.000815"
THREE_DAYS = "1.004873"


def settings_in(folder: Path) -> Settings:
    return Settings(data=folder, slips=folder / "giay-hen")


def make_desk(folder: Path, clock: Clock, template: Path, desk: int = 1, device: int = 0) -> Desk:
    """A desk that was set up as ``desk`` of the unit, its store a copy."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(_set_up(template, desk, device), folder / FILE)
    return open_desk(settings_in(folder), clock)


@cache
def _set_up(template: Path, desk: int, device: int) -> Path:
    """The store of a desk that did nothing yet: hashing a password anew for each test would cost the most of it."""
    folder = template / f"set-up-{desk}-{device}"
    folder.mkdir()
    shutil.copy(template / FILE, folder / FILE)
    store = open_desk(settings_in(folder)).store
    identity.set_up(store, Identity(UNIT, desk, device), MAI, PASSWORD)
    store.close()
    return folder / FILE


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store that has the catalogue in it and nothing else."""
    folder = tmp_path_factory.mktemp("template")
    open_desk(settings_in(folder)).store.close()
    return folder


@pytest.fixture
def clock() -> Clock:
    return Clock(MONDAY)


@pytest.fixture
def desk(tmp_path: Path, clock: Clock, template: Path) -> Iterator[Desk]:
    """Desk 1 of the commune, alone (no district), on Monday 23/11/2026 at 9:41."""
    made = make_desk(tmp_path / "desk", clock, template)
    yield made
    made.store.close()


@cache
def _catalogue() -> dict[str, Procedure]:
    with resource("catalogue.jsonl").open(encoding="utf-8") as lines:
        return {one.code: one for one in parse(lines)[0]}


def procedure(code: str) -> Procedure:
    return _catalogue()[code]


def draft(desk: Desk, code: str = BIRTH, applicant: Applicant = BICH) -> Draft:
    """A draft with everything in it that a receipt needs."""
    chosen = procedure(code)
    papers = tuple(Given(paper.name, paper.kind, paper.quantity, paper.shown) for paper in chosen.papers[:2])
    case = chosen.cases_for(Channel.COUNTER)[0].id
    return Draft(
        procedure=chosen,
        case=case,
        amount=0,
        applicant=applicant,
        papers=papers or (Given("Đơn", PaperKind.FORM, 1),),
        pages=1,
    )


def receive(desk: Desk, code: str = BIRTH, applicant: Applicant = BICH) -> Dossier:
    return intake.receive(desk, draft(desk, code, applicant), MAI).value
