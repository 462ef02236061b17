"""``python -m tests.wire_training FOLDER``: learn, and write the model and the dictionary of ``onecua_desk.wire``.

Only for a new version: what is in use is never changed, as each end reads with the very file that the other wrote with.
"""

from __future__ import annotations

import sys
from pathlib import Path

import zstandard

from onecua_desk.wire.dictionary import NUMBER
from onecua_desk.wire.model import VERSION, written
from tests.wire_training import corpus, messages
from tests.wire_training.learning import trained

DAYS, PEOPLE, SEEDS = 8, 2_000, range(2)


def main() -> None:
    folder = Path(sys.argv[1])
    streams = [*corpus.procedures(SEEDS), *corpus.people(SEEDS, PEOPLE), *corpus.days(range(DAYS))]
    model = trained(streams)
    packed = zstandard.ZstdCompressor(level=22).compress(written(model))
    (folder / f"model-{VERSION}.zst").write_bytes(packed)
    print(f"{len(streams)} streams, {len(model.tables)} contexts, {len(model.cells)} odds, {len(packed)} bytes")
    (folder / f"messages-{NUMBER}.dict").write_bytes(messages.dictionary())


if __name__ == "__main__":
    main()
