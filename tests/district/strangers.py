"""A desk of another unit of the same district."""

from __future__ import annotations

from dataclasses import asdict

import requests

from onecua_desk.district.access import enrol
from onecua_desk.wire.enrolment import read_enrolment
from tests.district.writing import BareDesk, other_unit
from tests.district_fixture import EnrolledDistrict


def stranger_to(enrolled: EnrolledDistrict, http: requests.Session) -> BareDesk:
    return BareDesk(read_enrolment(enrol(enrolled.district, asdict(other_unit()), 1, enrolled.url)), http)
