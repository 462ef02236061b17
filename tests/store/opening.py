"""A second program: ``python -m tests.store.opening FOLDER [UID]`` opens the store and says how it went.

Prints the sentence of the ``UserError``, or ``opened``; when opened it holds the store until its input ends. With
``UID`` it first becomes that user, after everything it needs has been imported.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from onecua_desk.errors import UserError
from onecua_desk.store.engine import open_store


def main(folder: Path, uid: int | None) -> None:
    if uid is not None:
        with tempfile.TemporaryDirectory() as other:
            open_store(Path(other)).close()  # so that every late import is done
        os.setgroups([])
        os.setgid(uid)
        os.setuid(uid)
    try:
        store = open_store(folder)
    except UserError as error:
        print(error, flush=True)
        return
    print("opened", flush=True)
    sys.stdin.read()
    store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else None)
