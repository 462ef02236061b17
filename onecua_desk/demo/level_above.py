"""The demo's embedded district: server, enrolled desk, officials who record results, and what it has in the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

import requests

from onecua_desk.demo.morning import DESK, UNIT
from onecua_desk.district import access
from onecua_desk.district.database import file_url, open_district
from onecua_desk.district.server import RunningDistrict


class LevelAbove:
    """A real district on loopback, with one operator."""

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self._running = RunningDistrict(open_district(file_url(folder), now))
        self.port = int(self._running.url.rpartition(":")[2])
        _, self._token = access.add_operator(self._running.district, "Nguyễn Văn Phong")

    def enrol(self, url: str) -> str:
        """The enrolment code of the demo's desk, which reaches the district at ``url``."""
        return access.enrol(self._running.district, asdict(UNIT), DESK, url)

    def record_result(self, code: str, number: str, day: date) -> None:
        """What an official of the district does through its API."""
        self._ask("POST", f"{code}/result", {"number": number, "day": day.isoformat(), "copies": 1})

    def state_of(self, code: str) -> str | None:
        """The dossier's state at the district, ``None`` when it is not there."""
        found = self._ask("GET", code)
        return None if found is None else str(found["dossier"]["state"])

    def stop(self) -> None:
        self._running.stop()

    def _ask(
        self, method: str, path: str, body: dict[str, object] | None = None
    ) -> dict[str, dict[str, object]] | None:
        url, headers = f"{self._running.url}/v1/dossiers/{path}", {"Authorization": f"Bearer {self._token}"}
        response = requests.request(method, url, json=body, headers=headers, timeout=30)
        if response.status_code == 404:
            return None
        response.raise_for_status()
        answer: dict[str, dict[str, object]] = response.json()
        return answer
