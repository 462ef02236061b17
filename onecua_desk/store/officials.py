"""The officials who may sign in at this desk; passwords only as argon2 hashes."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from onecua_desk.domain.parts import Official
from onecua_desk.store.tables import official as table


def all_officials(connection: Connection) -> list[Official]:
    query = select(table.c.login, table.c.name).order_by(table.c.name)
    return [Official(login, name) for login, name in connection.execute(query)]


def password_of(connection: Connection, login: str) -> tuple[Official, str] | None:
    """The official and the hash of the password, or ``None`` where nobody has this sign-in name."""
    row = connection.execute(select(table).where(table.c.login == login)).first()
    return (Official(row.login, row.name), row.password) if row else None


def put(connection: Connection, official: Official, password: str) -> None:
    """Add the official, or give an existing one a new name and password hash."""
    values = {"name": official.name, "password": password}
    statement = insert(table).values(login=official.login, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["login"], set_=values))
