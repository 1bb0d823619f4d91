"""Slips of the hand: a figure ten times its neighbours, and 100 % where others have a few."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Iterator, Mapping

from models.account import ROW, Remark
from models.readable import in_percent
from models.tables import keyed_rows
from models.workforce import PayRate
from planner.lint.figures import odd_figures
from planner.lint.lint import Subject, lint
from planner.lint.neighbours import SLIP, Outlier, far_from_neighbours, outliers
from planner.lint.units import ALIKE, far_lines, figure_at, is_far, times
from planner.scenario_files.fields import ROW_TYPES, field_names
from planner.scenario_files.written.kinds import FieldKind, kind_of
from planner.valuation import worth_in

_OF_PAY = "Is it a year's pay, with as many digits as meant?"
_OF_AN_AMOUNT = "Has it as many digits as meant?"

_A_FEW = 0.25
"""Most of the others, where one of them is 100 %."""


@lint("An amount that looks as if it had a digit too many or too few.")
def slipped_amounts(subject: Subject) -> Iterable[Remark]:
    """Pay far from what the role and the office suggest, and amounts far from those of their kind.

    Pay and costs of offices that are further off are remarked on as wrong units.
    """
    yield from _pay(subject)
    yield from _own_pay(subject)
    yield from _offices(subject)
    yield from _others(subject)


def _pay(subject: Subject) -> Iterator[Remark]:
    worth = worth_in(subject.scenario)
    paid = {row: worth(row.annual) for row in subject.scenario.pay if row.annual.amount > 0}
    told = far_lines(paid)
    for row, slip in _slips({row: figure for row, figure in paid.items() if row not in told}):
        key = f"{row.role}/{row.office}"
        sentence = f"pay {ROW} is {times(math.exp(slip))} what the role and the office suggest"
        yield slipped_amounts.remark(sentence, "pay", key, "annual", _OF_PAY)


def _slips(paid: Mapping[PayRate, float]) -> Iterator[tuple[PayRate, float]]:
    """Pay far from the rest of its role, after what is usual at the office; as a logarithm."""
    offices, roles = _grouped(paid, "office"), _grouped(paid, "role")
    usual = {
        office: statistics.median(math.log(paid[row]) for row in rows)
        for office, rows in offices.items()
    }
    for rows in roles.values():
        at_office = {row: math.log(paid[row]) - usual[row.office] for row in rows}
        for row, off in at_office.items():
            others = [each for other, each in at_office.items() if other is not row]
            # Of two that differ, the one that is unusual at its office.
            if others and (len(others) > 1 or abs(off) >= SLIP):
                slip = off - statistics.median(others)
                if abs(slip) >= SLIP:
                    yield row, slip


def _grouped(paid: Iterable[PayRate], column: str) -> dict[str, list[PayRate]]:
    found: dict[str, list[PayRate]] = {}
    for row in paid:
        found.setdefault(getattr(row, column), []).append(row)
    return found


def _own_pay(subject: Subject) -> Iterator[Remark]:
    scenario, worth = subject.scenario, worth_in(subject.scenario)
    roles = {cohort.id: cohort.role for cohort in scenario.cohorts}
    paid = {(row.role, row.office): worth(row.annual) for row in scenario.pay}
    for own in scenario.costs:
        usual = paid.get((roles[own.cohort], own.office))
        if own.annual is None or not own.annual.amount or not usual:
            continue
        factor = worth(own.annual) / usual
        if is_far(factor, math.exp(SLIP)) and not is_far(factor):
            key = f"{own.cohort}/{own.office}"
            sentence = f"pay {ROW} is {times(factor)} the role's pay there"
            yield slipped_amounts.remark(sentence, "costs", key, "annual", _OF_PAY)


def _offices(subject: Subject) -> Iterator[Remark]:
    worth = worth_in(subject.scenario)
    for alike in ALIKE:
        figures = {
            (office.id, column): figure
            for office in subject.scenario.offices
            for column in alike
            if (figure := figure_at(office, column, worth))
        }
        for (office, column), factor in outliers(figures):
            if not is_far(factor):
                sentence = f"{column} of {ROW} is {times(factor)} what is usual at the offices"
                yield slipped_amounts.remark(sentence, "offices", office, column, _OF_AN_AMOUNT)


def _others(subject: Subject) -> Iterator[Remark]:
    told = {(each.table, each.row, each.field) for each in odd_figures.find(subject)}
    for each in far_from_neighbours(subject.scenario):
        if each.place not in told:
            yield slipped_amounts.remark(_sentence(each), *each.place, _OF_AN_AMOUNT)


def _sentence(found: Outlier) -> str:
    beside = f"for {found.kind}" if found.kind else "beside the others"
    return f"{found.place.field} of {ROW} is {times(found.factor)} what is usual {beside}"


@lint("A share of 100 % where all others in its column are a few per cent.")
def whole_shares(subject: Subject) -> Iterable[Remark]:
    """Each share of 1 in a column whose other shares, two at least, are 25 % or less.

    One per cent is often written as 1, which is the whole.
    """
    for table, model in ROW_TYPES.items():
        for field in field_names(model):
            if kind_of(model, field) is FieldKind.SHARE:
                yield from _whole(subject, table, field)


def _whole(subject: Subject, table: str, field: str) -> Iterator[Remark]:
    shares = {
        "/".join(key): getattr(row, field) for key, row in keyed_rows(subject.scenario, table)
    }
    others = [share for share in shares.values() if share and share < 1]
    if len(others) < 2 or max(others) > _A_FEW:
        return
    whole = [key for key, share in shares.items() if share == 1]
    for key in whole if len(whole) <= len(others) else ():
        yield Remark(
            lint=whole_shares.name,
            sentence=f"{field} of {key} is 100 %; the others are {in_percent(min(others))} to "
            f"{in_percent(max(others))}",
            table=table,
            row=key,
            field=field,
            next_step="Write 1% if one per cent is meant.",
        )
