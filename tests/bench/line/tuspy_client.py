"""The same scans by tuspy, as its own documentation has it: one file after the other, resumed after a failure."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter

from tests.bench.line.peer_client import PAUSE, TIMEOUT

_send = HTTPAdapter.send


def _sent(adapter: HTTPAdapter, request: PreparedRequest, **more: Any) -> Response:
    """With an end to its patience, as the other clients have: tuspy itself waits for ever."""
    return _send(adapter, request, **{**more, "timeout": TIMEOUT})


def main(installed: str, url: str, token: str, folder: str) -> None:
    sys.path.append(installed)
    from tusclient.client import TusClient
    from tusclient.exceptions import TusCommunicationError

    HTTPAdapter.send = _sent  # type: ignore[method-assign, assignment]
    client = TusClient(f"{url}/v2/files", headers={"Authorization": f"Bearer {token}"})
    began, tries = time.monotonic(), 0
    for path in sorted(Path(folder).iterdir()):
        while True:
            tries += 1
            try:
                uploader = client.uploader(str(path), retries=100, retry_delay=PAUSE, metadata={"sha256": path.name})
                uploader.upload()
            except TusCommunicationError:
                time.sleep(PAUSE)
            else:
                break
    print(json.dumps({"seconds": time.monotonic() - began, "requests": tries}))


if __name__ == "__main__":
    main(*sys.argv[1:])
