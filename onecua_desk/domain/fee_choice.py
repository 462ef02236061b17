"""Which fees come into question for one way of submitting, and which of them holds where nobody is asked."""

from __future__ import annotations

from collections.abc import Sequence

from onecua_desk.domain.channel import Channel
from onecua_desk.domain.fees import FeeRule, SetByProvince
from onecua_desk.domain.ways import for_way

CHOOSE = "Hãy chọn mức thu."
OTHER_WAYS = "Danh mục chỉ ghi mức thu cho hình thức nộp khác; hỏi công chức chuyên môn."


def fees_by(rules: Sequence[FeeRule], channel: Channel) -> tuple[FeeRule, ...]:
    """The rules that a dossier by ``channel`` may be under, in their order; names are the names of alternatives.

    Of one name the rule that is for this way takes the place of the one for all ways. Where only other ways have fees,
    the amount is asked for: what is left for all ways (who pays nothing) would be taken for the usual fee.
    """
    held = for_way(rules, channel, lambda rule: rule.only, lambda rule: rule.name)
    own = {rule.name for rule in held if rule.only}
    fitting = tuple(rule for rule in held if rule.only or rule.name not in own)
    elsewhere = any(rule.only for rule in rules)
    if own or not elsewhere or any(not rule.name for rule in fitting):
        return fitting
    return (SetByProvince(only=channel, note=OTHER_WAYS), *fitting)


def usual(rules: Sequence[FeeRule]) -> int | None:
    """The place of the rule that holds without a question: the only one, or the one without a name.

    ``None`` where the names say who pays what, so that only the official can know, and where there is no rule.
    """
    if len(rules) == 1:
        return 0
    unnamed = [place for place, rule in enumerate(rules) if not rule.name]
    return unnamed[0] if len(unnamed) == 1 else None
