"""The server's own age key, to which desks encrypt what they carry over on a stick."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from onecua_desk.district.tables import secret
from onecua_desk.wire import age
from onecua_desk.wire.age import Keys

_NAME = "age"


def keys(connection: Connection) -> Keys:
    """Made at first need, so inside a writing transaction.

    It lies in the database, and so in every backup of it: a server that is put back can read what was packed before.
    """
    kept = connection.execute(select(secret.c.identity, secret.c.recipient).where(secret.c.name == _NAME)).one_or_none()
    if kept is not None:
        return Keys(*kept)
    made = age.make_keys()
    connection.execute(insert(secret).values(name=_NAME, **made._asdict()))
    return made
