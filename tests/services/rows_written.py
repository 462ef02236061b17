"""How much of each kind stands in the store of a desk, so that a test sees that nothing was written."""

from __future__ import annotations

from sqlalchemy import text

from onecua_desk.services.desk import Desk


def written(desk: Desk) -> dict[str, int]:
    tables = ("event", "dossier", "dossier_key", "serial", "procedure_use")
    with desk.store.read() as connection:
        return {table: int(connection.scalar(text(f"SELECT count(*) FROM {table}"))) for table in tables}
