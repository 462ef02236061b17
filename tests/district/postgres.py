"""A PostgreSQL of the tests' own, thrown away afterwards; where it is not installed its tests are skipped."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest
from psycopg import sql


def postgres_url() -> Iterator[str]:
    """Yields the URL of a server that answers on a Unix socket only, ``{database}`` in place of the database."""
    programs = _programs()
    # Not in pytest's folder: PostgreSQL refuses to run as root, and its own user may not look in there.
    folder = Path(tempfile.mkdtemp(prefix="onecua-postgres-"))
    user = _unprivileged()
    try:
        if user is not None:
            shutil.chown(folder, user)
        data, log = folder / "data", folder / "log"
        _run(user, programs / "initdb", "-D", data, "-U", "onecua", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        _run(user, programs / "pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start")
        try:
            yield f"postgresql+psycopg://onecua@/{{database}}?host={folder}"
        finally:
            _run(user, programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder)


def new_database(server: str, name: str) -> str:
    """The URL of an empty database in ``server``, as ``postgres_url`` yields it."""
    _administer(server, "CREATE DATABASE {}", name)
    return server.format(database=name)


def drop_database(server: str, name: str) -> None:
    """Whoever is connected to it loses the connection."""
    _administer(server, "DROP DATABASE {} WITH (FORCE)", name)


def _administer(server: str, statement: LiteralString, name: str) -> None:
    url = server.format(database="postgres").replace("+psycopg", "")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))


def _programs() -> Path:
    """The folder of initdb and pg_ctl: on the path, or where Debian keeps the versions apart."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not versions:
        pytest.skip("PostgreSQL (initdb, pg_ctl) is not installed here")
    return versions[-1].parent


def _unprivileged() -> str | None:
    """Whose account the server runs under: our own, or the package's when we are root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        pytest.skip("PostgreSQL does not run as root, and there is no account 'postgres'")


def _run(user: str | None, *command: object) -> None:
    done = subprocess.run(
        [str(part) for part in command], user=user, cwd="/", text=True, capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
