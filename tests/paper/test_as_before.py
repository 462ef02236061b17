"""What version 0.2 printed is set again as 0.2 set it: a copy is the same to the byte, or it is not made."""

from __future__ import annotations

from dataclasses import replace

from onecua_desk.paper.letters import Letter
from onecua_desk.paper.look import LARGE, LARGE_0_2, NORMAL
from onecua_desk.paper.supplement import supplement
from onecua_desk.paper.template_reading import read
from onecua_desk.resources import resource
from tests.paper.samples import page_texts
from tests.paper.test_layouts import type_size
from tests.paper.test_notices import NOTICE


def test_a_line_of_a_province_begins_as_the_province_wrote_it() -> None:
    words = resource("forms/bo-sung.toml").read_text(encoding="utf-8")
    own = read(Letter.SUPPLEMENT, "bo-sung.toml", words.replace('nhan = "Email:"', 'nhan = "thư điện tử:"'))
    (page,) = page_texts(supplement(replace(NOTICE, phone=""), template=own))
    assert f"thư điện tử: {NOTICE.email}" in page


def test_a_head_in_large_type_is_as_large_as_it_was_even_where_it_takes_most_of_the_page() -> None:
    endless = replace(NOTICE, centre="Trung tâm Phục vụ hành chính công " + "đặc khu Suối Trong " * 40)
    usual, before, now = (type_size(supplement(endless, 0, look), "TRUNG") for look in (NORMAL, LARGE_0_2, LARGE))
    assert (round(before / usual, 2), round(now / usual, 2)) == (1.25, 1.0)
