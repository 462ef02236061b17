"""What a procedure costs, computed and explained as a clerk reads it aloud."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onecua_desk.domain.channel import Channel
from onecua_desk.domain.text import capitalised
from onecua_desk.errors import UserError

MOST_UNITS = 10_000
"""More copies or pages than this is a slip of the finger, not a dossier."""
MOST_VALUE = 10**15
"""No contract of a commune is worth more đồng than this."""
WHOLE = 100_000
"""A share of 100 %: shares are counted in thousandths of a percent, so that 0,15 % is 150."""

ASK = "Mức thu do Hội đồng nhân dân cấp tỉnh quyết định; hỏi công chức chuyên môn."


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeLine:
    """What every fee rule may carry.

    ``name`` tells rules of one procedure apart ("Theo danh sách"), ``only`` limits a rule to one channel. ``note`` is
    for citizens, ``doubt`` for officials only, as in ``Procedure``.
    """

    name: str = ""
    note: str = ""
    doubt: str = ""
    only: Channel | None = None


@dataclass(frozen=True, slots=True)
class Free(FeeLine):
    """Nothing is paid."""


@dataclass(frozen=True, slots=True)
class Flat(FeeLine):
    """``amount`` đồng for each ``per`` ("trường hợp", "bản", "người/lần đăng ký")."""

    amount: int
    per: str


@dataclass(frozen=True, slots=True)
class PerPage(FeeLine):
    """A copy paid by its pages: the first ``first_pages`` at ``first_price``, the rest at ``next_price``.

    The defaults are those of a certified copy (TT 226/2016/TT-BTC Art. 4).
    """

    first_price: int = 2_000
    first_pages: int = 2
    next_price: int = 1_000
    cap_per_copy: int | None = 200_000


@dataclass(frozen=True, slots=True)
class Step:
    """The next ``count`` units cost ``price`` đồng each; ``None``: all that are left."""

    price: int
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Stepped(FeeLine):
    """Units (``per``) that cost less, or more, from a certain number on, together at most ``cap``."""

    per: str
    steps: tuple[Step, ...]
    cap: int | None = None

    def __post_init__(self) -> None:
        _check_open_end([step.count for step in self.steps])


@dataclass(frozen=True, slots=True)
class Band:
    """For a value up to ``up_to`` (``None``: any) ``base`` đồng, and ``share`` of a value in thousandths of a percent.

    The share is that of the whole value where there is no base, else of what goes beyond the band below, which is how
    tables of fees by value are written (TT 257/2016/TT-BTC Art. 4).
    """

    base: int
    share: int = 0
    up_to: int | None = None


@dataclass(frozen=True, slots=True)
class ByValue(FeeLine):
    """Paid by the size of what is registered: ``of`` names it ("giá trị hợp đồng"), in ``unit`` (``"đ"``, ``"m²"``)."""

    of: str
    bands: tuple[Band, ...]
    unit: str = "đ"
    minimum: int | None = None
    maximum: int | None = None

    def __post_init__(self) -> None:
        ends = [band.up_to for band in self.bands]
        _check_open_end(ends)
        limits = [end for end in ends if end is not None]
        if limits != sorted(set(limits)):
            raise UserError("Các bậc phải xếp từ thấp đến cao.", field="steps")
        if self.unit != "đ" and any(band.share for band in self.bands):
            raise UserError("Tỷ lệ % chỉ tính trên giá trị bằng đồng.", field="steps")
        if None not in (self.minimum, self.maximum) and (self.minimum or 0) > (self.maximum or 0):
            raise UserError("Mức tối thiểu lớn hơn mức tối đa.", field="minimum")


@dataclass(frozen=True, slots=True)
class SetByProvince(FeeLine):
    """The amount is not in the catalogue: the official is asked for it."""


FeeRule = Free | Flat | PerPage | Stepped | ByValue | SetByProvince


@dataclass(frozen=True, slots=True)
class Fee:
    """``amount`` in đồng, ``None`` where the official must say; ``words`` is the computation or the reason."""

    amount: int | None
    words: str


def dong(amount: int) -> str:
    """Money as written in Vietnam: ``dong(18000) == "18.000 đ"``."""
    return f"{grouped(amount)} đ"


def grouped(number: int) -> str:
    """``grouped(18000) == "18.000"``."""
    return f"{number:,}".replace(",", ".")


def percent(share: int) -> str:
    """A share in thousandths of a percent as it is read: ``percent(150) == "0,15 %"``."""
    return f"{share / 1000:.3f}".rstrip("0").rstrip(".").replace(".", ",") + " %"


def compute(rule: FeeRule, copies: int = 1, pages: int = 1, value: int | None = None) -> Fee:
    """The fee for ``copies`` units (copies, cases, persons ...) of ``pages`` pages each, or for a ``value``.

    UserError when a count is not between 1 and MOST_UNITS, or the value not between 0 and MOST_VALUE.
    """
    _check(copies, "Số lượng", "copies")
    _check(pages, "Số trang", "pages")
    match rule:
        case Free():
            return Fee(0, "Không thu phí")
        case Flat(amount=amount, per=per):
            return Fee(copies * amount, f"{copies} {per} × {dong(amount)}")
        case PerPage():
            return _by_page(rule, copies, pages)
        case Stepped():
            return _stepped(rule, copies)
        case ByValue():
            return _by_value(rule, value)
        case SetByProvince():
            return Fee(None, rule.note or ASK)


def _by_page(rule: PerPage, copies: int, pages: int) -> Fee:
    one, words = _in_steps((Step(rule.first_price, rule.first_pages), Step(rule.next_price)), pages)
    if rule.cap_per_copy is not None and one > rule.cap_per_copy:
        return Fee(copies * rule.cap_per_copy, f"{copies} bản × {dong(rule.cap_per_copy)} (mức tối đa một bản)")
    return Fee(copies * one, f"{copies} bản × ({words})")


def _stepped(rule: Stepped, count: int) -> Fee:
    amount, words = _in_steps(rule.steps, count)
    if rule.cap is not None and amount > rule.cap:
        return Fee(rule.cap, f"{count} {rule.per}: {dong(rule.cap)} (mức tối đa)")
    return Fee(amount, f"{count} {rule.per}: {words}")


def _in_steps(steps: Iterable[Step], count: int) -> tuple[int, str]:
    amount, terms = 0, []
    for step in steps:
        taken = count if step.count is None else min(count, step.count)
        if taken:
            amount += taken * step.price
            terms.append(f"{taken} × {dong(step.price)}")
        count -= taken
    return amount, " + ".join(terms)


def _by_value(rule: ByValue, value: int | None) -> Fee:
    if value is None:
        return Fee(None, f"Tính theo {rule.of}: hãy nhập {rule.of} ({rule.unit}).")
    if not 0 <= value <= MOST_VALUE:
        raise UserError(f"Hãy kiểm tra lại {rule.of}: {grouped(value)} {rule.unit}.", field="value")
    amount, words = _in_band(rule, value)
    measured = f"{capitalised(rule.of)} {grouped(value)} {rule.unit}"
    if rule.minimum is not None and amount < rule.minimum:
        return Fee(rule.minimum, f"{measured}: {dong(rule.minimum)} (mức tối thiểu)")
    if rule.maximum is not None and amount > rule.maximum:
        return Fee(rule.maximum, f"{measured}: {dong(rule.maximum)} (mức tối đa)")
    return Fee(amount, f"{measured}: {words}")


def _in_band(rule: ByValue, value: int) -> tuple[int, str]:
    below = 0
    for band in rule.bands:
        if band.up_to is None or value <= band.up_to:
            break
        below = band.up_to
    if not band.share:
        return band.base, dong(band.base)
    part = value - below if band.base else value
    words = f"{percent(band.share)} × {dong(part)}"
    return band.base + part * band.share // WHOLE, f"{dong(band.base)} + {words}" if band.base else words


def _check_open_end(ends: Sequence[int | None]) -> None:
    """Of steps or bands only the last one, and that always, is without an end."""
    if not ends or ends[-1] is not None or None in ends[:-1]:
        raise UserError("Bậc cuối, và chỉ bậc cuối, phải là «còn lại».", field="steps")


def _check(count: int, what: str, field: str) -> None:
    if not 1 <= count <= MOST_UNITS:
        raise UserError(f"{what} phải từ 1 đến {grouped(MOST_UNITS)}.", field=field)
