"""What is recorded of an applicant, and what officials call it: of a person, or of an organisation."""

from __future__ import annotations

from collections.abc import Mapping

CORRECTABLE = {
    "name": "Họ và tên",
    "number": "Số định danh",
    "born": "Ngày sinh",
    "sex": "Giới tính",
    "address": "Địa chỉ",
    "phone": "Điện thoại",
    "email": "Email",
}
"""The fields of ``Applicant`` that an event may put right, with what they are called for a person."""
_OF_ORGANISATION = {"name": "Tên tổ chức", "number": "Mã số thuế", "address": "Trụ sở"}
_OF_PERSON = frozenset({"born", "sex"})


def field_words(organisation: bool) -> Mapping[str, str]:
    """Every field with what it is called, those too that only a person has: an old event may name them."""
    return CORRECTABLE | _OF_ORGANISATION if organisation else CORRECTABLE


def asked_of(organisation: bool) -> Mapping[str, str]:
    """The fields that there are to ask for, with what they are called: an organisation was never born."""
    words = field_words(organisation)
    return {name: words[name] for name in words if not (organisation and name in _OF_PERSON)}


def represents(organisation: bool) -> str:
    """What the one who stands at the desk is called: an organisation has nobody else to hand in its dossier."""
    return "Người đại diện" if organisation else "Người nộp thay"
