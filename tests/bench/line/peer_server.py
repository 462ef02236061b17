"""A small honest server for the peers: documents by POST, one or many, kept once by their ids, on the disk."""

from __future__ import annotations

import gzip
import json
import sqlite3
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import zstandard

UNPACK = {"gzip": gzip.decompress, "zstd": lambda data: zstandard.ZstdDecompressor().decompress(data)}


class Kept:
    """Every event of every document once, by its own random id."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._database.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            "CREATE TABLE event (id TEXT PRIMARY KEY, document TEXT NOT NULL, body TEXT NOT NULL)"
        )

    def keep(self, documents: list[dict[str, Any]]) -> None:
        rows = [(event["id"], one["_id"], json.dumps(event)) for one in documents for event in one["events"]]
        with self._lock:
            self._database.execute("BEGIN IMMEDIATE")
            self._database.executemany("INSERT INTO event VALUES (?, ?, ?) ON CONFLICT DO NOTHING", rows)
            self._database.execute("COMMIT")


def handler(kept: Kept) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            body = self.rfile.read(size)
            if len(body) < size:
                self.close_connection = True
                return
            unpack = UNPACK.get(self.headers.get("Content-Encoding", ""), bytes)
            sent = json.loads(unpack(body))
            kept.keep(sent if isinstance(sent, list) else [sent])
            answer = b'{"ok":true}'
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: it would be slower than the work."""

    return Handler


def main(host: str, port: str, folder: str) -> None:
    """Serve until killed."""
    server = ThreadingHTTPServer((host, int(port)), handler(Kept(Path(folder) / "peer.sqlite3")))
    print("ready", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
