"""What one plan costs beyond another, as columns of a table and in words."""

from __future__ import annotations

from models.cost_delta import CostDelta, CostOrder
from planner.exports.table import Column, ColumnKind, Value

DELTA_COLUMNS = (
    Column("total", "Total", ColumnKind.MONEY, signed=True),
    Column("money", "Money", ColumnKind.MONEY, signed=True),
    Column("expected_loss", "Expected loss (assumed)", ColumnKind.MONEY, signed=True),
    Column("low", "At least", ColumnKind.MONEY, signed=True),
    Column("high", "At most", ColumnKind.MONEY, signed=True),
)

RULE_COLUMNS = (
    Column("rule", "Rule"),
    Column("amount", "Amount", ColumnKind.MONEY, signed=True),
)

ORDER_WORDS = {
    CostOrder.DEARER: "dearer",
    CostOrder.CHEAPER: "cheaper",
    CostOrder.UNDECIDED: "cannot be told apart",
}
"""Whether a change is dearer or cheaper, as far as that is proven."""

INTERVAL = (
    "Neither plan need be the best there is: the difference of the best ones lies between "
    "'At least' and 'At most'. Where zero lies between them, they cannot be told apart."
)


def delta_figures(delta: CostDelta | None) -> tuple[Value, ...]:
    """A difference in the order of its columns; nothing where there is none."""
    return tuple(None if delta is None else getattr(delta, each.name) for each in DELTA_COLUMNS)
