"""The rhythm that tells a scan from typing: a machine without Qt, given its times."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.ui.scanner.burst import ENDS, LEAST, Burst, Do, Rhythm, Scan, Stroke

CARD = "034188001234||Đặng Thị Ngọc Bích|29021988|Nữ|Tổ dân phố số 5, Suối Trong, Bắc Ninh|15042021"
GAP = 0.030
LETTERS = st.characters(categories=["L", "N", "P", "Zs"])
STROKES = (
    st.builds(Stroke, LETTERS)
    | st.sampled_from([Stroke("\r"), Stroke("\t"), Stroke(back=1), Stroke(), Stroke("\x02"), Stroke("\x1b")])
    | st.builds(Stroke, st.text(LETTERS, max_size=3), st.integers(0, 2), st.text(LETTERS, max_size=3))
)


@dataclass
class Counter:
    """Does with strokes what the machine says, as the window does: what was delivered and what was scanned."""

    burst: Burst = field(default_factory=lambda: Burst(Rhythm(GAP)))
    held: list[Stroke] = field(default_factory=list)
    delivered: list[Stroke] = field(default_factory=list)
    dropped: list[Stroke] = field(default_factory=list)
    scans: list[Scan] = field(default_factory=list)
    taken: list[Stroke] = field(default_factory=list)
    now: float = 0.0

    def press(self, stroke: Stroke, gap: float) -> None:
        self.now += gap
        if self.burst.overdue(self.now):
            self._obey(self.burst.silence())
        do = self.burst.stroke(stroke, self.now)
        if do in (Do.HOLD, Do.TAKE):
            self.held.append(stroke)
        self._obey(do)
        if do is Do.PASS:
            self.delivered.append(stroke)
        if do is Do.DROP:
            self.dropped.append(stroke)

    def type(self, text: str, gap: float) -> Counter:
        for letter in text:
            self.press(Stroke(letter), gap)
        return self

    def wait(self) -> Counter:
        if self.burst.holding:
            self._obey(self.burst.silence())
        return self

    def text(self) -> str:
        return "".join(stroke.text for stroke in self.delivered)

    def _obey(self, do: Do) -> None:
        if do is Do.PASS:
            self.delivered += self.held
        if do is Do.TAKE:
            self.taken += self.held
            self.scans.append(self.burst.scan)
        if do in (Do.PASS, Do.TAKE):
            self.held = []


def scanned(counter: Counter) -> list[str]:
    return [scan.text for scan in counter.wait().scans]


@pytest.mark.parametrize("gap", [0.0, 0.0003, 0.008, 0.016, 0.029])
@pytest.mark.parametrize("end", ["", "\r", "\t", "\n", "\r\n", "\r\r"])
def test_a_burst_is_a_scan_at_every_pace_of_a_scanner_and_whatever_it_ends_with(gap: float, end: str) -> None:
    counter = Counter().type(CARD + end, gap)
    assert scanned(counter) == [CARD]
    assert counter.delivered == []


def test_a_scan_knows_how_long_it_took_from_its_first_key_to_its_last() -> None:
    counter = Counter().type("H02.15.23-261123-1001\r", 0.010)
    assert counter.scans[0].keys == 21
    assert counter.scans[0].seconds == pytest.approx(0.200)


@given(st.lists(st.tuples(STROKES, st.floats(0.031, 2.0)), max_size=60))
def test_typing_slower_than_the_gap_is_never_taken_and_arrives_whole_and_in_order(
    keys: list[tuple[Stroke, float]],
) -> None:
    counter = Counter()
    for stroke, gap in keys:
        counter.press(stroke, gap)
    counter.wait()
    assert counter.scans == []
    assert counter.delivered == [stroke for stroke, _ in keys]


@given(st.lists(st.tuples(STROKES, st.floats(0.0, 0.3)), max_size=80))
def test_no_key_is_ever_lost_doubled_or_delivered_out_of_order(keys: list[tuple[Stroke, float]]) -> None:
    counter = Counter()
    for number, (stroke, gap) in enumerate(keys):
        counter.press(stroke, gap)
        assert len(counter.delivered + counter.taken + counter.dropped + counter.held) == number + 1
    counter.wait()
    rest = iter([stroke for stroke, _ in keys])
    assert all(stroke in rest for stroke in counter.delivered)  # a subsequence
    assert all(stroke.text in ENDS or not stroke.text.isprintable() or stroke == Stroke() or stroke.back
               for stroke in counter.dropped)  # fmt: skip


@given(st.lists(st.tuples(LETTERS, st.floats(0.0, 0.3)), max_size=80))
def test_what_is_taken_holds_a_pace_that_no_hand_has(keys: list[tuple[str, float]]) -> None:
    counter = Counter()
    for letter, gap in keys:
        counter.press(Stroke(letter), gap)
    counter.wait()
    assert all(scan.keys >= LEAST for scan in counter.scans)


@given(st.text(LETTERS, max_size=LEAST - 1), st.sampled_from(["", "\r", "\t"]))
def test_a_handful_of_quick_keys_is_typing(text: str, end: str) -> None:
    counter = Counter().type(text + end, 0.001).wait()
    assert counter.text() == text + end


def test_a_typed_key_is_held_for_one_gap_only() -> None:
    counter = Counter().type("a", 1)
    assert counter.burst.patience == GAP
    assert counter.type("bc", 0.01).burst.patience == 2 * GAP


def test_one_late_key_does_not_break_a_scan_under_way() -> None:
    counter = Counter().type(CARD[:40], 0.005)
    counter.press(Stroke(CARD[40]), 0.120)
    assert scanned(counter.type(CARD[41:] + "\r", 0.005)) == [CARD]


def test_two_scans_behind_each_other_are_two() -> None:
    counter = Counter().type(CARD + "\r", 0.002)
    counter.press(Stroke("H"), 0.4)
    assert scanned(counter.type("02.15.23-261123-1001\r", 0.002)) == [CARD, "H02.15.23-261123-1001"]


def test_typing_that_follows_a_scan_without_an_end_is_typing() -> None:
    counter = Counter().type(CARD, 0.002)
    counter.press(Stroke("x"), 0.5)
    assert scanned(counter) == [CARD]
    assert counter.text() == "x"


def test_letters_that_an_input_method_takes_back_are_not_in_the_scan() -> None:
    counter = Counter().type("034188001234||Nguye", 0.002)
    for stroke in (Stroke(back=1), Stroke("ê"), Stroke("n"), Stroke(back=2), Stroke("ễn")):
        counter.press(stroke, 0.001)
    assert scanned(counter) == ["034188001234||Nguyễn"]


def test_what_an_input_method_still_composes_belongs_to_the_scan() -> None:
    counter = Counter().type("034188001234||", 0.002)
    for pending in ("N", "Ng", "Ngu"):
        counter.press(Stroke(pending=pending), 0.002)
    assert scanned(counter) == ["034188001234||Ngu"]


def test_a_whole_text_that_comes_at_once_is_no_scan() -> None:
    counter = Counter()
    counter.press(Stroke("một câu dài được dán hay đọc vào một lần"), 1)
    assert counter.wait().scans == []


def test_a_backspace_for_the_inputs_own_text_goes_to_it() -> None:
    counter = Counter()
    for stroke in (Stroke("a"), Stroke(back=2), Stroke("â")):
        counter.press(stroke, 0.002)
    assert counter.wait().delivered == [Stroke("a"), Stroke(back=2), Stroke("â")]


def test_a_control_code_in_front_makes_a_slow_and_short_scan_certain() -> None:
    counter = Counter(Burst(Rhythm(GAP, "\x02", "\x03")))
    assert scanned(counter.type("\x02A12\x03", 0.100)) == ["A12"]


def test_a_sign_in_front_is_taken_off_but_typed_it_stays_typing() -> None:
    counter = Counter(Burst(Rhythm(GAP, "~")))
    assert scanned(counter.type("~" + CARD + "\r", 0.002)) == [CARD]
    assert scanned(Counter(Burst(Rhythm(GAP, "~"))).type("~ba\r", 0.080)) == []


def test_a_suffix_ends_a_scan_and_the_enter_behind_it_is_for_nobody() -> None:
    counter = Counter(Burst(Rhythm(GAP, "", "\x03"))).type(CARD + "\x03\r", 0.002)
    assert scanned(counter) == [CARD]
    assert counter.dropped == [Stroke("\r")]


def test_an_enter_long_after_a_scan_is_a_persons() -> None:
    counter = Counter().type(CARD + "\r", 0.002)
    counter.press(Stroke("\r"), 0.200)
    assert counter.delivered == [Stroke("\r")]
