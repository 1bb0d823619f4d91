"""Units that look wrong: pay, rates, wages and office costs far from comparable figures."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from models.account import ROW, Remark
from models.money import Money
from models.places import Office
from models.workforce import PayRate
from planner.lint.lint import Subject, lint
from planner.valuation import Converter, worth_in

FAR = 30.0
"""Factor from which a figure looks wrong; a wrong unit differs this much, offices do not."""

Key = TypeVar("Key")


def factors(figures: Mapping[Key, float]) -> dict[Key, float]:
    """Each figure divided by the median of all; figures of zero are left out.

    The median of two figures says nothing, so the larger is compared with the smaller.
    """
    known = {key: figure for key, figure in figures.items() if figure > 0}
    if len(known) < 2:
        return {}
    if len(known) == 2:
        usual = min(known.values())
    else:
        usual = math.exp(statistics.median(math.log(figure) for figure in known.values()))
    return {key: figure / usual for key, figure in known.items()}


def is_far(factor: float, limit: float = FAR) -> bool:
    """Whether a factor is beyond a limit, up or down."""
    return not 1 / limit <= factor <= limit


def times(factor: float) -> str:
    """``1,000 times`` or ``a 1,000th of``."""
    return f"{factor:,.0f} times" if factor >= 1 else f"1/{1 / factor:,.0f} of"


@lint("Pay far from that of the same role elsewhere, or a rate that makes it so.")
def pay_units(subject: Subject) -> Iterable[Remark]:
    """Lines of pay far from the median of their role, after conversion.

    Where two or more lines share a currency and all are far off in the same direction, the
    exchange rate is wrong: there is one remark on it and none on the lines. A cohort's own pay is
    compared with that of its role.
    """
    scenario, worth = subject.scenario, worth_in(subject.scenario)
    paid = {row: worth(row.annual) for row in scenario.pay}
    wrong = set(_rates(paid, scenario.currency))
    for currency in sorted(wrong):
        yield Remark(
            lint=pay_units.name,
            sentence=f"all pay in {ROW} is far from what the same roles cost elsewhere: the rate "
            "looks wrong",
            table="rates",
            row=currency,
            field="worth",
            next_step=f"Is it {scenario.currency} for one {currency}, and not the other way round?",
        )
    usable = {row: figure for row, figure in paid.items() if row.annual.currency not in wrong}
    for row, factor in far_lines(usable).items():
        yield _remark("pay", f"{row.role}/{row.office}", factor, "the role's pay elsewhere")
    roles = {cohort.id: cohort.role for cohort in scenario.cohorts}
    known = {(row.role, row.office): figure for row, figure in paid.items()}
    for own in scenario.costs:
        usual = known.get((roles[own.cohort], own.office))
        if own.annual is not None and own.annual.amount and usual:
            factor = worth(own.annual) / usual
            if is_far(factor):
                yield _remark("costs", f"{own.cohort}/{own.office}", factor, "the role's pay there")


def far_lines(paid: Mapping[PayRate, float]) -> dict[PayRate, float]:
    """Pay far off for its role, with the factor.

    Of only two lines, the one that is further from all pay.
    """
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
        lint=pay_units.name,
        sentence=f"pay {ROW} is {times(factor)} {usual}",
        table=table,
        row=row,
        field="annual",
        next_step="Is it a year's pay in whole units of its currency?",
    )


MOST_OF_PAY, LEAST_OF_PAY = 3.0, 0.1
"""Bounds of twelve monthly wages as a share of the post's yearly cost."""


@lint("Monthly wages that do not fit the yearly cost of the post.")
def wage_units(subject: Subject) -> Iterable[Remark]:
    """Each cohort with a monthly wage that does not fit the yearly pay of its posts at home.

    Of several such bands, the one that is furthest off.
    """
    scenario, worth = subject.scenario, worth_in(subject.scenario)
    paid = {(row.role, row.office): worth(row.annual) for row in scenario.pay}
    for cohort in scenario.cohorts:
        annual = paid[cohort.role, cohort.office]
        bands = [
            (12 * worth(band.monthly_wage) / annual, band)
            for band in scenario.service
            if band.cohort == cohort.id and annual
        ]
        far = [each for each in bands if not LEAST_OF_PAY <= each[0] <= MOST_OF_PAY]
        if far:
            share, band = max(far, key=lambda each: abs(each[0] - 1))
            yield Remark(
                lint=wage_units.name,
                sentence=f"twelve monthly wages of {band.monthly_wage} in {cohort.id} are "
                f"{share:.3g} times what the post costs a year",
                table="service",
                row=f"{cohort.id}/{band.years}/{band.months}/{band.monthly_wage}",
                field="monthly_wage",
                next_step="Is it the wage of one month, in the unit of the pay table?",
            )


ALIKE = (
    ("relocation",),
    ("domestic_relocation",),
    ("visa",),
    ("lease", "block_lease"),
    ("block_fit_out",),
)
"""Groups of comparable columns; costs of a block are divided by its seats."""


@lint("Costs of an office far from those of the other offices.")
def office_units(subject: Subject) -> Iterable[Remark]:
    """Each cost far from the median of comparable costs at all offices, after conversion."""
    worth = worth_in(subject.scenario)
    for alike in ALIKE:
        figures = {
            (office.id, column): figure
            for office in subject.scenario.offices
            for column in alike
            if (figure := figure_at(office, column, worth))
        }
        for (office, column), factor in factors(figures).items():
            if is_far(factor):
                yield Remark(
                    lint=office_units.name,
                    sentence=f"{column} of {ROW} is {times(factor)} what is usual at the offices",
                    table="offices",
                    row=office,
                    field=column,
                    next_step="Is it in whole units of its currency, and for the whole block?",
                )


def figure_at(office: Office, column: str, worth: Converter) -> float:
    """A cost of an office, of a block's for each of its seats; 0 where there is none."""
    money: Money | None = getattr(office, column)
    seats = office.block_seats if column.startswith("block") else 1
    return worth(money) / seats if money is not None and seats else 0.0
