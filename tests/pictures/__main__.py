"""``python -m tests.pictures docs/screens``: the pictures of the user's manual, taken anew of the program as it is.

Those of the first six screens are the demo's (``onecua-desk demo``).
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from tests.bench import big_store
from tests.pictures import books, counter, office
from tests.pictures.studio import studio

DOSSIERS = 2_000


def main(out: Path) -> int:
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with studio(folder / "counter", out) as at:
            counter.shoot(at, folder)
        with studio(folder / "office", out) as at:
            office.shoot(at, folder)
        with studio(big_store.copied(DOSSIERS, folder / "books"), out) as at:
            books.shoot(at)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
