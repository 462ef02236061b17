"""Who may sign in, and signing in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from onecua_desk.domain.parts import Official
from onecua_desk.domain.text import clean
from onecua_desk.errors import UserError
from onecua_desk.store import officials
from onecua_desk.store.engine import Store

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST = 8
_WRONG = "Tên đăng nhập hoặc mật khẩu không đúng."


def hashed(official: Official, password: str) -> tuple[Official, str]:
    """The official with a clean name, and the argon2id hash of the password; ``UserError`` names the field."""
    tidy = Official(official.login.strip().lower(), clean(official.name))
    if not tidy.name:
        raise UserError("Hãy nhập họ tên cán bộ.", field="official")
    if not re.fullmatch(r"[a-z0-9._-]{2,32}", tidy.login):
        raise UserError("Tên đăng nhập gồm 2-32 chữ thường không dấu, số hoặc . _ -", field="login")
    if len(password) < SHORTEST:
        raise UserError(f"Mật khẩu cần ít nhất {SHORTEST} ký tự.", field="password")
    return tidy, _hasher().hash(password)


def keep(connection: Connection, official: Official, password_hash: str) -> None:
    officials.put(connection, official, password_hash)


def add(store: Store, official: Official, password: str) -> Official:
    """A further official of this desk; ``UserError`` when the sign-in name is taken."""
    tidy, password_hash = hashed(official, password)
    with store.write() as connection:
        if officials.password_of(connection, tidy.login):
            raise UserError(f"Đã có tên đăng nhập «{tidy.login}».", field="login")
        keep(connection, tidy, password_hash)
    return tidy


def everyone(store: Store) -> list[Official]:
    with store.read() as connection:
        return officials.all_officials(connection)


def sign_in(store: Store, login: str, password: str) -> Official:
    """The official; ``UserError(field="password")`` says no more than that the two do not fit together."""
    from argon2.exceptions import VerificationError

    with store.read() as connection:
        found = officials.password_of(connection, login.strip().lower())
    try:
        if found and _hasher().verify(found[1], password):
            return found[0]
    except VerificationError:
        pass
    raise UserError(_WRONG, field="password")


def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher  # late: the first window does not need it

    # OWASP's smaller argon2id setting: an old PC with 2 GB signs in within a moment.
    return PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
