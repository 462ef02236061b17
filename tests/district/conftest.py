"""The district under test, and desks that talk to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
import requests
from sqlalchemy import URL

from onecua_desk.district.access import enrol
from onecua_desk.district.database import District, file_url, open_district
from onecua_desk.domain.parts import Unit
from onecua_desk.wire.enrolment import read_enrolment
from tests.district.postgres import new_database, postgres_url
from tests.district.speaking import Enrol, Speaker, through
from tests.district.writing import BareDesk
from tests.district_fixture import NOW, UNIT, EnrolledDistrict, running_district


@pytest.fixture
def enrolled(tmp_path: Path) -> Iterator[EnrolledDistrict]:
    with running_district(tmp_path) as running:
        yield running


@pytest.fixture
def http() -> Iterator[requests.Session]:
    with requests.Session() as session:
        yield session


@pytest.fixture
def desk(enrolled: EnrolledDistrict, http: requests.Session) -> BareDesk:
    return BareDesk(enrolled.enrolments[0], http)


@pytest.fixture
def second_desk(enrolled: EnrolledDistrict, http: requests.Session) -> BareDesk:
    return BareDesk(enrolled.enrolments[1], http)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from postgres_url()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[District]:
    """An empty district in each kind of database, without a server."""
    if request.param == "sqlite":
        url: URL | str = file_url(tmp_path)
    else:
        url = new_database(request.getfixturevalue("postgres"), tmp_path.name)
    district = open_district(url, lambda: NOW)
    yield district
    district.close()


@pytest.fixture
def speaker(database: District) -> Enrol:
    """Enrols a desk of protocol 2 that speaks straight to the district's core."""

    def enrolled(desk: int = 1, unit: Unit = UNIT) -> Speaker:
        known = read_enrolment(enrol(database, asdict(unit), desk, "http://127.0.0.1:1"))
        return Speaker(known, through(database, known))

    return enrolled
