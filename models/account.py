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
    """In the objective: at present value, exposure times the risk weight."""
    unweighted: int
    """The same before the risk weight."""
    one_off_cash: int
    """One-off cash within it, undiscounted."""
    expected: bool = False
    """Whether it is a loss that is expected, not money that is paid."""
    tail: int = 0
    """What of the amount falls after the horizon."""


class Verdict(StrEnum):
    """What a rule says of a plan."""

    VIOLATED = "violated"
    TIGHT = "tight"
    """Kept, with less than a fifth of a legal limit to spare."""
    KEPT = "kept"
    PRICED = "priced"
    """The rule forbids nothing; it has a price."""


_CLOSE = 5
"""A limit is close while less than one part in so many of it is left."""


def is_close(headroom: int, limit: int) -> bool:
    """Whether a limit that is kept leaves less than a fifth of it to spare."""
    return limit > 0 and headroom * _CLOSE < limit


class Finding(Frozen):
    """One rule's verdict on one plan."""

    rule: Id
    verdict: Verdict
    law: bool
    """Whether law, not policy, stands behind the rule."""
    unit: Text
    """Unit of value, limit, violation and headroom."""
    value: int = 0
    limit: int | None = None
    violation: int = 0
    """By how much the limit is broken."""
    headroom: int | None = None
    """How much is left before it is."""
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


class CommonCost(Frozen):
    """What of a rule's price belongs to no single move: leases, measures, what stays as it is.

    The common costs and the parts of all moves add up to the total. Amounts are at present value,
    exposure times the risk weight.
    """

    rule: Id
    one_off: int = 0
    run_rate: int = 0
    exposure: int = 0

    @property
    def total(self) -> int:
        """All three."""
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
        """What of the total is paid, at present value."""
        return sum(line.amount for line in self.price_list if not line.expected)

    @property
    def expected_loss(self) -> int:
        """What is expected to be lost, at present value, before the risk weight."""
        return sum(line.unweighted for line in self.price_list if line.expected)

    @property
    def tail(self) -> int:
        """What of the total falls after the horizon."""
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


class Remark(Frozen):
    """Something that is no mistake, and may well not be what was meant."""

    lint: Id
    """Which lint speaks."""
    words: Text = Field(min_length=1)
    """What it found, as a sentence without its full stop."""
    table: Text = ""
    """Table or setting."""
    row: Text = ""
    """Key of the row, its parts separated by slashes; empty for a setting and for many rows."""
    field: Text = ""
    next_step: Text = ""
    """What to do about it, if it was not meant."""
