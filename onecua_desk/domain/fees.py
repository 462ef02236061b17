"""What a procedure costs, computed and explained as a clerk reads it aloud."""

from __future__ import annotations

from dataclasses import dataclass

from onecua_desk.domain.channel import Channel
from onecua_desk.errors import UserError

MOST_UNITS = 10_000
"""More copies or pages than this is a slip of the finger, not a dossier."""

ASK = "Mức thu do Hội đồng nhân dân cấp tỉnh quyết định; hỏi công chức chuyên môn."


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeLine:
    """What every fee rule may carry.

    ``name`` tells rules of one procedure apart ("Theo danh sách"), ``only`` limits a rule to one channel.
    """

    name: str = ""
    note: str = ""
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
class SetByProvince(FeeLine):
    """The amount is not in the catalogue: the official is asked for it."""


FeeRule = Free | Flat | PerPage | SetByProvince


@dataclass(frozen=True, slots=True)
class Fee:
    """``amount`` in đồng, ``None`` where the official must say; ``words`` is the computation or the reason."""

    amount: int | None
    words: str


def dong(amount: int) -> str:
    """Money as written in Vietnam: ``dong(18000) == "18.000 đ"``."""
    return f"{amount:,} đ".replace(",", ".")


def compute(rule: FeeRule, copies: int = 1, pages: int = 1) -> Fee:
    """The fee for ``copies`` units (copies, cases, persons ...) of ``pages`` pages each.

    UserError when a count is not between 1 and MOST_UNITS.
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
        case SetByProvince():
            return Fee(None, rule.note or ASK)


def _by_page(rule: PerPage, copies: int, pages: int) -> Fee:
    first = min(pages, rule.first_pages)
    terms = [(first, rule.first_price), (pages - first, rule.next_price)]
    one = sum(count * price for count, price in terms)
    if rule.cap_per_copy is not None and one > rule.cap_per_copy:
        return Fee(copies * rule.cap_per_copy, f"{copies} bản × {dong(rule.cap_per_copy)} (mức tối đa một bản)")
    sum_words = " + ".join(f"{count} × {dong(price)}" for count, price in terms if count)
    return Fee(copies * one, f"{copies} bản × ({sum_words})")


def _check(count: int, what: str, field: str) -> None:
    if not 1 <= count <= MOST_UNITS:
        raise UserError(f"{what} phải từ 1 đến {MOST_UNITS:,}.".replace(",", "."), field=field)
