"""The command ``onecua-desk play``: a script carried out line by line, and what happened told as it happens."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from onecua_desk.domain.dossier import Dossier
from onecua_desk.errors import UserError
from onecua_desk.play.player import Player, ScriptClock, Told
from onecua_desk.play.script import AnyVerb, read

Say = Callable[[int, AnyVerb, datetime, Told | UserError], None]


def run(player: Player, clock: ScriptClock, path: Path, say: Say, *, go_on: bool = False) -> int:
    """How many lines were not possible. Each line is its own transaction: what stands before an error stays.

    Without ``go_on`` the first line that is not possible ends the script. A line that cannot be read always does:
    nobody knows what was meant by it.
    """
    failed = 0
    for number, verb in read(path):
        try:
            told: Told | UserError = player.perform(verb)
        except UserError as error:
            told, failed = error, failed + 1
        say(number, verb, clock.at, told)
        if failed and not go_on:
            break
    return failed


def say_in_words(number: int, verb: AnyVerb, at: datetime, told: Told | UserError) -> None:
    """One Vietnamese line a verb."""
    sentence = f"KHÔNG ĐƯỢC: {told}" if isinstance(told, UserError) else told.sentence
    print(f"{number:>5}  {at:%d/%m/%Y %H:%M}  {sentence}")


def say_as_json(number: int, verb: AnyVerb, at: datetime, told: Told | UserError) -> None:
    """One JSON object a verb: its line, what it was, when, and the dossier after it or the error."""
    line: dict[str, object] = {"line": number, "do": verb.__struct_config__.tag, "at": at.isoformat()}
    if isinstance(told, UserError):
        line |= {"error": str(told), "field": told.field}
    else:
        line |= {"told": told.sentence} | (_of(told.dossier) if told.dossier else {})
    print(json.dumps(line, ensure_ascii=False))


def _of(dossier: Dossier) -> dict[str, object]:
    return {
        "code": dossier.code,
        "id": list(dossier.id),
        "state": dossier.state.value,
        "due": dossier.due.isoformat() if dossier.due else None,
        "fee": dossier.received.fee.amount,
        "owed": dossier.owed,
    }
