"""What a plan costs, what the rules say of it, and what lints remark on a scenario."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from models.base import Frozen, Id, Sum, Text
from models.plan import Move


class PriceLine(Frozen):
    """What one rule adds to the objective, in the smallest unit of the planning currency."""

    rule: Id
    amount: int
    """Amount in the objective: at present value, with exposure times the risk weight."""
    unweighted: int
    """The same amount before the risk weight."""
    one_off_cash: int
    """One-off cash within it, undiscounted."""
    expected: bool = False
    """Whether the amount is an expected loss rather than money paid."""
    tail: int = 0
    """Part of the amount that falls after the horizon."""


class Verdict(StrEnum):
    """What a rule says of a plan."""

    VIOLATED = "violated"
    TIGHT = "tight"
    """Kept, with less than a fifth of a legal limit to spare."""
    KEPT = "kept"
    PRICED = "priced"
    """The rule forbids nothing; it only has a price."""


_CLOSE = 5
"""A limit counts as close while less than one fifth of it is left."""


def is_close(headroom: int, limit: int) -> bool:
    """Whether a limit that is kept leaves less than a fifth of it to spare."""
    return limit > 0 and headroom * _CLOSE < limit


class Finding(Frozen):
    """One rule's verdict on one plan."""

    rule: Id
    verdict: Verdict
    law: bool
    """Whether the rule is law rather than policy."""
    unit: Text
    """Unit of value, limit, violation and headroom."""
    value: int = 0
    limit: int | None = None
    violation: int = 0
    """Amount by which the limit is broken."""
    headroom: int | None = None
    """Amount left before the limit is broken."""
    price: int = 0
    """What the rule adds to the objective."""
    period: str | None = None
    offices: tuple[Id, ...] = ()
    cohorts: tuple[Id, ...] = ()
    words: Text = ""
    """The finding as a sentence."""


class PricedMove(Frozen):
    """A move and its part in the plan's account: what it adds to what doing nothing would cost.

    Amounts are at present value, in the smallest unit of the planning currency.
    """

    move: Move
    one_off: Sum
    run_rate_delta: Sum
    exposure_delta: Sum

    @property
    def worth(self) -> int:
        """What it saves in all; negative where it costs more than doing nothing."""
        return -(self.one_off + self.run_rate_delta + self.exposure_delta)


class CommonCost(Frozen):
    """Part of a rule's price that no single move causes: leases, measures, posts that stay.

    The common costs and the amounts of all moves add up to the total. Amounts are at present value,
    with exposure times the risk weight.
    """

    rule: Id
    one_off: int = 0
    run_rate: int = 0
    exposure: int = 0

    @property
    def total(self) -> int:
        """Sum of the three amounts."""
        return self.one_off + self.run_rate + self.exposure


class Judgement(Frozen):
    """What the audit says of one plan."""

    total: int
    """The objective, recomputed."""
    price_list: tuple[PriceLine, ...]
    findings: tuple[Finding, ...]
    priced_moves: tuple[PricedMove, ...]
    common_costs: tuple[CommonCost, ...] = ()
    """One for each line of the price list, in its order."""

    @property
    def money(self) -> int:
        """Part of the total that is paid, at present value."""
        return sum(line.amount for line in self.price_list if not line.expected)

    @property
    def expected_loss(self) -> int:
        """Expected loss at present value, before the risk weight."""
        return sum(line.unweighted for line in self.price_list if line.expected)

    @property
    def tail(self) -> int:
        """Part of the total that falls after the horizon."""
        return sum(line.tail for line in self.price_list)

    @property
    def lawful(self) -> bool:
        """Whether no rule is violated."""
        return not self.violations

    @property
    def violations(self) -> tuple[Finding, ...]:
        """Findings of broken rules."""
        return tuple(f for f in self.findings if f.verdict is Verdict.VIOLATED)

    def amount(self, rule: str) -> int:
        """What one rule adds to the objective."""
        return sum(line.amount for line in self.price_list if line.rule == rule)


ROW = "{row}"
"""Stands for the row in the sentence of a remark."""


class Remark(Frozen):
    """A valid value that may not be what the author meant."""

    lint: Id
    """The lint that makes the remark."""
    sentence: Text = Field(min_length=1)
    """What it found, without a full stop, with ``ROW`` in place of the key of its row: what is
    said of several rows alike is one sentence."""
    table: Text = ""
    """Table or setting."""
    row: Text = ""
    """Key of the row, with its parts separated by slashes; empty for a setting or several rows."""
    field: Text = ""
    next_step: Text = ""
    """What to do about it, if it was not meant so."""

    @property
    def words(self) -> str:
        """What it found, with its row."""
        return self.sentence.replace(ROW, self.row)
