"""A print that a power cut interrupted: its dossier's next paper bears the mark, also under a new number."""

from __future__ import annotations

from pathlib import Path

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.services import identity, lookup, papers, slips, upkeep
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.services.lookup import DossierRow
from onecua_desk.services.papers import Printout
from tests.clock import Clock
from tests.desk_fixture import BICH, MAI, UNIT, receive
from tests.district_fixture import running_district
from tests.journeys.test_restored import HUNG, exchange_until_quiet, put_back
from tests.journeys.town import town


def begin(desk: Desk, dossier: Dossier) -> Printout:
    """The printer got the slip, and then the power went."""
    slip = slips.slip(desk, dossier.id)
    papers.begin(desk, MAI, slip, "Quầy 1")
    return slip


def reprints(desk: Desk) -> dict[str, int]:
    """What the next slip of each dossier bears as its mark, by applicant."""
    return {row.applicant: slips.slip(desk, row.id).reprint for row in rows(desk)}


def rows(desk: Desk) -> list[DossierRow]:
    return lookup.page(desk, lookup.Chip.ALL, "")


def test_the_mark_survives_enrolment(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    receive(desk, applicant=HUNG)
    begin(desk, receive(desk))
    with running_district(tmp_path / "district", 1, clock, UNIT) as there:
        device = identity.enrol(desk.store, there.codes[0]).device
    assert {row.id.device for row in rows(desk)} == {device}
    assert reprints(desk) == {HUNG.name: 0, BICH.name: 1}
    begin(desk, lookup.story(desk, rows(desk)[0].id).dossier)
    story = lookup.story(desk, rows(desk)[0].id)
    assert story.dossier.reprints(FormKind.SLIP) == 1, "the doubtful one is in the log now"


def test_after_a_restore_the_mark_goes_with_the_dossier_and_not_to_the_one_that_has_its_number(
    tmp_path: Path, clock: Clock, template: Path
) -> None:
    with town(tmp_path, clock, template) as there:
        ours = there.seats[0]
        backup = upkeep.backup(ours.desk)
        lost = receive(ours.desk)
        assert ours.exchange()
        ours = put_back(ours, backup)
        new = receive(ours.desk, applicant=HUNG)
        slip = begin(ours.desk, new)
        assert new.id == lost.id, "the restored desk cannot know better"
        assert new.code != lost.code
        exchange_until_quiet(ours)
        assert reprints(ours.desk) == {HUNG.name: 1, BICH.name: 0}
        assert papers.printed(ours.desk, MAI, slip, "Quầy 1") == Changes(), "the printer was slower than the line"
        assert reprints(ours.desk) == {HUNG.name: 1, BICH.name: 0}
        ours.desk.store.close()
