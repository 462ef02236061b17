"""Asks once before a slip goes out with nothing but a name: lines of form 01 that could still be filled stay empty."""

from __future__ import annotations

from onecua_desk.domain.applicant_fields import field_words
from onecua_desk.domain.parts import Applicant
from onecua_desk.domain.text import uncapitalised
from onecua_desk.errors import UserError
from onecua_desk.ui.intake.asked_once import AskedOnce


def bare_slip(who: Applicant, asked: AskedOnce) -> list[UserError]:
    """One question where neither number nor address is known; with either the citizen is found again."""
    if who.number or who.address or not asked.is_new("bare slip"):
        return []
    words = field_words(who.organisation)
    missing = [uncapitalised(words[name]) for name in ("number", "address", "phone") if not who.value(name)]
    sentence = f"Giấy hẹn sẽ thiếu {', '.join(missing)}. Bấm F12 lần nữa nếu vẫn lưu."
    return [UserError(sentence, field="applicant.number")]
