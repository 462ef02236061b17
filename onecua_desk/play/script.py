"""The lines of a day script: what each verb needs, and how a file of them is read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, field

from onecua_desk.domain.channel import Channel
from onecua_desk.domain.parts import Applicant, Collector, Given, Help, Rating, Representative
from onecua_desk.domain.payment import Exemption, Payment, PayMoment, PayWay
from onecua_desk.errors import UserError

LONGEST = 64 * 1024
"""Letters of one line: no verb needs more."""

Local = Annotated[datetime, Meta(tz=False)]
Count = Annotated[int, Meta(ge=1)]


class Verb(msgspec.Struct, frozen=True, kw_only=True, tag_field="do", forbid_unknown_fields=True):
    """``at``: when it happens, Vietnam time; without it, at the time of the line before.

    ``official``: the sign-in name of who does it; without it the first of the desk.
    """

    at: Local | None = None
    official: str = ""


class Counter(Verb, frozen=True, kw_only=True):
    """What is known of a citizen at the counter: ``card`` is the text of their card's QR, typed data go before it."""

    procedure: str
    case: str = ""
    channel: Channel = Channel.COUNTER
    card: str = ""
    applicant: Applicant | None = None
    phone: str = ""


class Receive(Counter, frozen=True, kw_only=True, tag="receive"):
    """A dossier is taken in. ``papers`` left out: all that the checklist requires. The fields are those of ``Draft``.

    ``as``: a name by which later lines call it. ``key``: the line's own number in the system it comes from; a dossier
    with the same key is not taken in again. ``allowed_by``: the leader who lets the desk receive although its clock is
    in doubt, as it is where the script goes back behind what the desk has written.
    """

    label: str = field(default="", name="as")
    key: str = ""
    papers: tuple[Given, ...] | None = None
    sets: Count = 1
    return_by: Channel = Channel.COUNTER
    due: date | None = None
    fee_rule: Annotated[int, Meta(ge=0)] | None = None
    copies: Count = 1
    pages: Count = 1
    value: int | None = None
    amount: int | None = None
    exemption: Exemption | None = None
    pay: PayMoment = PayMoment.HAND_BACK
    pay_way: PayWay = PayWay.CASH
    receipt: str = ""
    representative: Representative | None = None
    help: tuple[Help, ...] = ()
    visited: str = ""
    waived: tuple[str, ...] = ()
    allowed_by: str = ""
    note: str = ""


class Guide(Counter, frozen=True, kw_only=True, tag="guide"):
    """Form 02 to a citizen whose papers are not complete; nothing is taken in."""

    missing: tuple[str, ...]
    reason: str = ""


class TurnAway(Counter, frozen=True, kw_only=True, tag="turn_away"):
    """Form 03 to a citizen whose dossier is not taken on."""

    reason: str


class About(Verb, frozen=True, kw_only=True):
    """``dossier``: the name that its line gave it (``as``), or its code."""

    dossier: str


class RequestSupplement(About, frozen=True, kw_only=True, tag="request_supplement"):
    missing: tuple[str, ...]
    reason: str = ""


class Supplement(About, frozen=True, kw_only=True, tag="supplement"):
    papers: tuple[Given, ...] = ()


class Refuse(About, frozen=True, kw_only=True, tag="refuse"):
    reason: str


class Withdraw(About, frozen=True, kw_only=True, tag="withdraw"):
    reason: str


class HandOver(About, frozen=True, kw_only=True, tag="hand_over"):
    to: str
    note: str = ""


class Correct(About, frozen=True, kw_only=True, tag="correct"):
    """``values``: fields of the applicant with their new text; dates as 2026-11-23."""

    values: dict[str, str]
    reason: str = ""


class Result(About, frozen=True, kw_only=True, tag="result"):
    """``day`` left out: the day of the line."""

    number: str
    day: date | None = None
    copies: Count = 1
    note: str = ""


class HandBack(About, frozen=True, kw_only=True, tag="hand_back"):
    """``collector`` left out: the applicant, compared with ``card`` where there is one.

    ``pay`` takes what is still due in cash; ``payment`` says more exactly what was paid.
    """

    collector: Collector | None = None
    card: str = ""
    pay: bool = False
    payment: Payment | None = None
    how: Channel = Channel.COUNTER
    consignment: str = ""
    originals: tuple[str, ...] = ()


class Undo(About, frozen=True, kw_only=True, tag="undo"):
    """``void``: the payment that is taken back with it, the newest where several are equal."""

    reason: str
    allowed_by: str
    void: Payment | None = None


class Undelivered(About, frozen=True, kw_only=True, tag="undelivered"):
    reason: str


class Rate(About, frozen=True, kw_only=True, tag="rate"):
    rating: Rating
    reason: str = ""


class Pay(About, frozen=True, kw_only=True, tag="pay"):
    payment: Payment


class Void(About, frozen=True, kw_only=True, tag="void"):
    """``payment``: the newest where several are equal."""

    payment: Payment
    reason: str


class Print(About, frozen=True, kw_only=True, tag="print"):
    """The slip as a PDF file in the folder for slips; the second time it is marked as a reprint."""


class CloseDay(Verb, frozen=True, kw_only=True, tag="close_day"):
    """The desk closes its day; ``day`` left out: the day of the line."""

    day: date | None = None


AnyVerb = (
    Receive
    | Guide
    | TurnAway
    | RequestSupplement
    | Supplement
    | Refuse
    | Withdraw
    | HandOver
    | Correct
    | Result
    | HandBack
    | Undo
    | Undelivered
    | Rate
    | Pay
    | Void
    | Print
    | CloseDay
)


def read(path: Path) -> Iterator[tuple[int, AnyVerb]]:
    """Every verb of the file with the number of its line; empty lines and those that begin with ``#`` say nothing.

    ``UserError`` names the line that is none. Lines are read one by one: a year in one file needs no memory.
    """
    decoder = msgspec.json.Decoder(AnyVerb)
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(iter(lambda: file.readline(LONGEST), ""), start=1):
                if line.strip() and not line.lstrip().startswith("#"):
                    yield number, _verb(decoder, number, line)
    except OSError as error:
        raise UserError(f"Không đọc được tệp {path}; hãy xem đường dẫn và quyền đọc.") from error
    except UnicodeDecodeError as error:
        raise UserError(f"Tệp {path} không phải là văn bản UTF-8.") from error


def _verb(decoder: msgspec.json.Decoder[AnyVerb], number: int, line: str) -> AnyVerb:
    if len(line) == LONGEST and not line.endswith("\n"):
        raise UserError(f"Dòng {number}: dài quá {LONGEST // 1024} nghìn chữ.")
    try:
        return decoder.decode(line)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise UserError(f"Dòng {number}: không đúng dạng ({error}).") from error
