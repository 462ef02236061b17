"""What citizens ask about a procedure, as it stands at this moment, and the hand-out that they take home."""

from __future__ import annotations

from onecua_desk.domain.guide import Guide, GuidePapers, GuideTime
from onecua_desk.domain.guide import guide as answers
from onecua_desk.domain.procedure import Channel, Procedure
from onecua_desk.services import identity
from onecua_desk.services.desk import Desk
from onecua_desk.services.papers import Printout
from onecua_desk.services.print_settings import PrintForm

__all__ = ["Guide", "GuidePapers", "GuideTime", "guide", "hand_out"]


def guide(desk: Desk, procedure: Procedure, case: str = "", channel: Channel = Channel.COUNTER) -> Guide:
    """The answers for a dossier that would be handed in now; without a ``case`` those of every case."""
    with desk.store.read() as connection:
        unit = identity.of(connection).unit
    return answers(procedure, case, channel, desk.now(), desk.calendar, unit)


def hand_out(guide: Guide, *, large: bool = False) -> Printout:
    """The answers on A5 to take home; ``large``: in large type, for people who see badly."""
    from onecua_desk.paper.guide import LARGE, NORMAL, hand_out  # ReportLab is slow to import, see ``slips.render``

    pdf = hand_out(guide, LARGE if large else NORMAL)
    return Printout(PrintForm.HAND_OUT, f"Tờ hướng dẫn {guide.code}", pdf)
