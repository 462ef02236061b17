"""What the applicant's panel says of people who were here before."""

from __future__ import annotations

from datetime import date

from onecua_desk.domain.day_text import day_text
from onecua_desk.domain.parts import Applicant
from onecua_desk.domain.text import fold
from onecua_desk.services.applicants import EarlierApplicant
from onecua_desk.services.lookup import DossierRow
from onecua_desk.ui.words import grouped_phone

_TITLES = {"Nam": "Ông", "Nữ": "Bà"}


def offer_lines(offer: EarlierApplicant) -> tuple[str, str]:
    """A person in the list below the input: who, and what tells them from others of that name."""
    who = offer.applicant
    first = (who.name, day_text(who.born))
    second = (offer.masked, grouped_phone(who.phone), times_words(offer), who.address)
    return " · ".join(filter(None, first)), " · ".join(filter(None, second))


def times_words(known: EarlierApplicant) -> str:
    return f"{known.count} hồ sơ, gần nhất {day_text(known.day)}"


def known_words(known: EarlierApplicant | None, applicant: Applicant) -> str:
    """Beside the number; another name under the same number is said, because one of the two is a slip."""
    if known is None:
        return ""
    said = f"Đã nộp {times_words(known)}"
    name = known.applicant.name
    return said if fold(name) == fold(applicant.name) or not applicant.name else f"{said}, ghi tên {name}"


def duplicate_words(row: DossierRow, applicant: Applicant, others: int, today: date) -> str:
    """Such as "Bà Bích đang có hồ sơ H02.15.23-261123-0001 cùng thủ tục, hẹn 24/11."."""
    year = f"/{row.due.year}" if row.due and row.due.year != today.year else ""
    due = f", hẹn {row.due.day}/{row.due.month}{year}" if row.due else ""
    more = f", và {others} hồ sơ nữa" if others else ""
    return f"{_addressed(applicant)} đang có hồ sơ {row.code} cùng thủ tục{due}{more}."


def _addressed(applicant: Applicant) -> str:
    """As a clerk calls them: by title and given name, which stands last; an organisation by its whole name."""
    title = "" if applicant.organisation else _TITLES.get(applicant.sex, "")
    if title and applicant.name:
        return f"{title} {applicant.name.split()[-1]}"
    return applicant.name or "Người này"


def name_problem(name: str) -> str:
    """What to do where a number was glued to the name of a person; empty where there is none in it."""
    found = next((word for word in name.split() if any(char.isdigit() for char in word)), "")
    return f"Họ tên có chữ số («{found}»); hãy gõ số ở «Số định danh»." if found else ""
