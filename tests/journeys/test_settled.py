"""What was refused, and what a person settled of it, when the server that refused it is put back from a backup."""

from __future__ import annotations

from pathlib import Path

import pytest

from onecua_desk.services import parked, processing, replica
from onecua_desk.store import serials
from tests.clock import Clock
from tests.desk_fixture import BICH, MAI, receive
from tests.journeys.test_restored import HUNG, in_turn, names
from tests.journeys.town import Town, town


@pytest.fixture
def there(tmp_path: Path, clock: Clock, template: Path):
    with town(tmp_path, clock, template) as made:
        yield made


def test_a_refused_event_and_a_settled_one_wait_again_when_the_server_lost_its_refusals(there: Town) -> None:
    ours, theirs = there.seats
    dossiers = [receive(ours.desk) for _ in range(2)]
    in_turn(there.seats)
    copy = there.copy_server()
    for dossier in dossiers:
        processing.withdraw(theirs.desk, MAI, dossier.id, "rút")
        processing.hand_over(ours.desk, MAI, dossier.id, "Tư pháp")
    in_turn([theirs, ours])
    assert len(replica.refusals(ours.desk)) == 2
    processing.settle(ours.desk, replica.refusals(ours.desk)[0].id)
    there.put_server_back(copy)
    assert ours.exchange()
    assert replica.refusals(ours.desk) == [], "nobody has withdrawn anything, as far as this server knows"
    assert theirs.exchange()
    in_turn(there.seats)
    assert ours.story() == theirs.story()
    assert set(ours.states().values()) == {"withdrawn"}
    assert ours.sound()
    assert theirs.sound()


def test_what_a_person_settled_does_not_come_to_life_when_the_server_lost_its_refusal(there: Town) -> None:
    ours, theirs = there.seats
    dossier = receive(ours.desk)
    in_turn(there.seats)
    copy = there.copy_server()
    processing.hand_over(theirs.desk, MAI, dossier.id, "Địa chính")
    processing.withdraw(theirs.desk, MAI, dossier.id, "rút")
    processing.hand_over(ours.desk, MAI, dossier.id, "Tư pháp")
    in_turn([theirs, ours])
    parked.withdraw(ours.desk, MAI, replica.refusals(ours.desk)[0].id, "chuyển nhầm")
    there.put_server_back(copy)
    assert ours.exchange()
    assert ours.states() == {dossier.code: "received"}
    assert replica.refusals(ours.desk) == []
    assert ours.sound()
    in_turn([theirs, ours])
    assert ours.story() == theirs.story()
    assert ours.states() == theirs.states() == {dossier.code: "withdrawn"}


def test_a_citizen_whose_receipt_was_received_again_has_one_dossier_whatever_the_server_lost(
    there: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = there.seats
    in_turn(there.seats)
    copy = there.copy_server()
    first = receive(theirs.desk, applicant=HUNG)
    with monkeypatch.context() as patch:  # both have printed one code
        patch.setattr(serials, "take", lambda *_: first.code)
        old = receive(ours.desk)
    processing.hand_over(ours.desk, MAI, old.id, "Tư pháp")
    in_turn([theirs, ours])
    (receipt,) = [one for one in replica.refusals(ours.desk) if one.receipt]
    new = parked.send_corrected(ours.desk, MAI, receipt.id).value.dossier
    assert new is not None
    assert ours.exchange()
    there.put_server_back(copy)
    in_turn([ours, theirs])
    in_turn(there.seats)
    for seat in there.seats:
        assert seat.sound()
    assert names(theirs) == {first.code: HUNG.name, new.code: BICH.name}
    assert theirs.states() == {first.code: "received", new.code: "processing"}
    assert ours.story() == theirs.story() | {str(old.id): []}
