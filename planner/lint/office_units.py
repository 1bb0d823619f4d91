"""Office units: packages, permits, leases and fit-outs that look off by a thousand."""

from __future__ import annotations

from collections.abc import Iterable

from models.money import Money
from models.places import Office
from models.remarks import Remark
from planner.lint.lint import Lint, Subject
from planner.lint.outliers import factors, is_far, times
from planner.valuation import Worth, worth_in

COLUMNS = (("relocation",), ("visa",), ("lease", "block_lease"), ("block_fit_out",))
"""Columns that are alike; those of blocks are taken by the seat."""


def find(subject: Subject) -> Iterable[Remark]:
    """Each figure far from the median of its like at all offices, after conversion."""
    worth = worth_in(subject.scenario)
    for alike in COLUMNS:
        figures = {
            (office.id, column): figure
            for office in subject.scenario.offices
            for column in alike
            if (figure := _figure(office, column, worth))
        }
        for (office, column), factor in factors(figures).items():
            if is_far(factor):
                yield Remark(
                    lint=LINT.name,
                    words=f"{column} of {office} is {times(factor)} what is usual at the offices",
                    table="offices",
                    row=office,
                    field=column,
                    next_step="Is it in whole units of its currency, and a block's for a block?",
                )


def _figure(office: Office, column: str, worth: Worth) -> float:
    money: Money | None = getattr(office, column)
    seats = office.block_seats if column.startswith("block") else 1
    return worth(money) / seats if money is not None and seats else 0.0


LINT = Lint(
    name="office_units",
    sentence="Costs of an office far from those of the other offices.",
    find=find,
)
