"""What others would use to bring the same day to the same place."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.bench.big_store import CACHE
from tests.bench.line.facts import Document
from tests.bench.line.runs import module

_SCRIPTS = Path(__file__).with_name("pouch")


class Batch:
    """JSON over HTTP, by a program of some forty lines; ``way`` as in ``peer_client``. ``slow``: it takes minutes."""

    def __init__(self, name: str, way: str, documents: Sequence[Document]) -> None:
        self.name, self._way, self._documents = name, way, documents
        self.slow = way == "post"

    def prepare(self, folder: Path) -> None:
        (folder / "day.json").write_text(json.dumps(self._documents))

    def serve(self, host: str, port: int, folder: Path) -> Sequence[str]:
        return module("peer_server", host, port, folder)

    def ask(self, url: str, folder: Path, authority: Path | None) -> Sequence[str]:
        return module("peer_client", self._way, url, folder / "day.json")

    def doubled(self, folder: Path) -> int | None:
        with sqlite3.connect(folder / "peer.sqlite3") as database:
            (kept,) = database.execute("SELECT count(*) FROM event").fetchone()
        return int(kept) - sum(len(one["events"]) for one in self._documents)


def batches(documents: Sequence[Document]) -> list[Batch]:
    """From the cheapest to the dearest."""
    ways = {"zstd -19, one POST": "zstd", "gzip -9, one POST": "gzip", "one POST a dossier": "post"}
    return [Batch(name, way, documents) for name, way in ways.items()]


class Pouch:
    """PouchDB replicating to a server that speaks CouchDB's protocol, both from npm; one document a dossier."""

    name = "PouchDB/CouchDB replication"

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents, self._program = documents, CACHE / "pouch"

    def missing(self) -> str:
        """Why it cannot be run; empty when it can. Installs what it needs, once."""
        if shutil.which("npm") is None or shutil.which("node") is None:
            return "not run: npm missing"
        shutil.copytree(_SCRIPTS, self._program, dirs_exist_ok=True)
        install = ("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--silent")
        done = subprocess.run(install, cwd=self._program, capture_output=True, check=False)
        return "" if done.returncode == 0 else "not run: npm could not install it"

    def prepare(self, folder: Path) -> None:
        (folder / "day.json").write_text(json.dumps(self._documents))

    def serve(self, host: str, port: int, folder: Path) -> Sequence[str]:
        return ["node", str(self._program / "server.js"), host, str(port)]

    def ask(self, url: str, folder: Path, authority: Path | None) -> Sequence[str]:
        return ["node", str(self._program / "client.js"), f"{url}/day", str(folder / "day.json")]

    def doubled(self, folder: Path) -> int | None:
        """It is in memory and gone; a document's id is its own, so none is there twice."""
        return None
