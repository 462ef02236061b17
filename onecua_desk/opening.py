"""Opening a desk on its data folder: store, calendar, catalogue, clock."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from onecua_desk.clock import vietnam_now
from onecua_desk.config import Settings
from onecua_desk.domain.calendar import WorkCalendar
from onecua_desk.errors import UserError
from onecua_desk.resources import resource
from onecua_desk.services.desk import Desk
from onecua_desk.services.identity import catalogue_problems, load_catalogue, take_into_use
from onecua_desk.services.upkeep import take_over
from onecua_desk.store.engine import open_store
from onecua_desk.wire.calendar import parse_calendar

log = logging.getLogger(__name__)


def open_desk(settings: Settings, now: Callable[[], datetime] = vietnam_now) -> Desk:
    """The desk in ``settings.data``, ready for its verbs; ``desk.store.close()`` ends it."""
    calendar = _calendar(settings)
    store = open_store(settings.data)
    try:
        take_into_use(store)
        take_over(store)
        taken = load_catalogue(store, settings.catalogue or resource("catalogue.jsonl"))
        for problem in taken or catalogue_problems(store):  # at every start, not only at the one that read the file
            log.warning("catalogue: %s", problem)
    except BaseException:
        store.close()
        raise
    return Desk(store, calendar, now)


def _calendar(settings: Settings) -> WorkCalendar:
    path = settings.calendar or resource("calendar.json")
    try:
        return parse_calendar(path.read_text(encoding="utf-8"), settings.hours)
    except UnicodeDecodeError as error:
        raise UserError(f"Lịch làm việc {path} không phải là văn bản UTF-8.") from error
    except OSError as error:
        raise UserError(f"Không mở được lịch làm việc {path}; hãy xem đường dẫn và quyền đọc.") from error
