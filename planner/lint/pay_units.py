"""Pay units: pay, or a rate, that looks off by a thousand."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Mapping

from models.remarks import Remark
from models.workforce import PayRate
from planner.lint.lint import Lint, Subject
from planner.lint.outliers import factors, is_far, times
from planner.valuation import worth_in


def find(subject: Subject) -> Iterable[Remark]:
    """Lines of pay far from the median of their role, after conversion.

    Where all of two lines or more in one currency are far, and to one side, it is the rate; those
    lines are then not told one by one. Figures of a cohort of its own are held against its role's.
    """
    scenario, worth = subject.scenario, worth_in(subject.scenario)
    paid = {row: worth(row.annual) for row in scenario.pay}
    wrong = set(_rates(paid, scenario.currency))
    for currency in sorted(wrong):
        yield Remark(
            lint=LINT.name,
            words=f"all pay in {currency} is far from what the same roles cost elsewhere: the rate "
            "looks wrong",
            table="rates",
            row=currency,
            field="worth",
            next_step=f"Is it {scenario.currency} for one {currency}, and not the other way round?",
        )
    usable = {row: figure for row, figure in paid.items() if row.annual.currency not in wrong}
    for row, factor in _far_lines(usable).items():
        yield _remark("pay", f"{row.role}/{row.office}", factor, "the role's pay elsewhere")
    roles = {cohort.id: cohort.role for cohort in scenario.cohorts}
    known = {(row.role, row.office): figure for row, figure in paid.items()}
    for own in scenario.costs:
        usual = known.get((roles[own.cohort], own.office))
        if own.annual is not None and own.annual.amount and usual:
            factor = worth(own.annual) / usual
            if is_far(factor):
                yield _remark("costs", f"{own.cohort}/{own.office}", factor, "the role's pay there")


def _far_lines(paid: Mapping[PayRate, float]) -> dict[PayRate, float]:
    """Far lines of each role; of two alike the one further from all pay, not the larger one."""
    usual = statistics.median(paid.values()) if paid else 0.0
    far: dict[PayRate, float] = {}
    for role in sorted({row.role for row in paid}):
        lines = {row: figure for row, figure in paid.items() if row.role == role and figure}
        found = {row: factor for row, factor in factors(lines).items() if is_far(factor)}
        if len(lines) == 2 and found and usual:
            less, more = sorted(lines, key=lambda row: lines[row])
            if usual * usual > lines[less] * lines[more]:
                found = {less: lines[less] / lines[more]}
        far |= found
    return far


def _rates(paid: Mapping[PayRate, float], planning: str) -> Iterator[str]:
    for currency in {row.annual.currency for row in paid} - {planning}:
        mine = [row for row in paid if row.annual.currency == currency and paid[row]]
        ratios = []
        for row in mine:
            others = [
                figure
                for other, figure in paid.items()
                if other.role == row.role and other.annual.currency != currency and figure
            ]
            if others:
                ratios.append(paid[row] / statistics.median(others))
        sides = {ratio > 1 for ratio in ratios}
        if len(ratios) >= 2 and len(sides) == 1 and all(map(is_far, ratios)):
            yield currency


def _remark(table: str, row: str, factor: float, usual: str) -> Remark:
    return Remark(
        lint=LINT.name,
        words=f"pay {row} is {times(factor)} {usual}",
        table=table,
        row=row,
        field="annual",
        next_step="Is it a year's pay in whole units of its currency?",
    )


LINT = Lint(
    name="pay_units",
    sentence="Pay far from that of the same role elsewhere, or a rate that makes it so.",
    find=find,
)
