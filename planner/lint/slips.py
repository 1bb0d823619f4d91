"""Slips of the hand: a figure ten times its neighbours, and 100 % where others have a few."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Iterator, Mapping

from models.account import Remark
from models.places import Office
from models.readable import in_percent
from models.tables import keyed_rows
from models.workforce import PayRate
from planner.lint.lint import Subject, lint
from planner.lint.units import ALIKE, factors, far_lines, figure_at, is_far, times
from planner.scenario_files.fields import ROW_TYPES, field_names
from planner.scenario_files.written.kinds import FieldKind, kind_of
from planner.valuation import worth_in

SLIP = math.log(5)
"""How far an amount is from its neighbours, at least, if a digit too many is the reason."""

_SPREADS = 4
"""How many times as far as its neighbours are from each other."""

_LEAST_SPREAD = math.log(1.3)

_OF_PAY = "Is it a year's pay, with as many digits as meant?"

_A_FEW = 0.25
"""Most of the others, where one of them is 100 %."""


@lint("An amount that looks as if it had a digit too many or too few.")
def slipped_amounts(subject: Subject) -> Iterable[Remark]:
    """Pay far from what the role and the office suggest, and costs far from those of offices.

    Those that are further off are remarked on as wrong units.
    """
    yield from _pay(subject)
    yield from _own_pay(subject)
    yield from _offices(subject)


def _pay(subject: Subject) -> Iterator[Remark]:
    worth = worth_in(subject.scenario)
    paid = {row: worth(row.annual) for row in subject.scenario.pay if row.annual.amount > 0}
    told = far_lines(paid)
    for row, slip in _slips({row: figure for row, figure in paid.items() if row not in told}):
        key = f"{row.role}/{row.office}"
        words = f"pay {key} is {times(math.exp(slip))} what the role and the office suggest"
        yield _remark(words, "pay", key, "annual", _OF_PAY)


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
            words = f"pay {key} is {times(factor)} the role's pay there"
            yield _remark(words, "costs", key, "annual", _OF_PAY)


def _offices(subject: Subject) -> Iterator[Remark]:
    worth = worth_in(subject.scenario)
    for alike in ALIKE:
        figures: dict[tuple[Office, str], float] = {
            (office, column): figure
            for office in subject.scenario.offices
            for column in alike
            if (figure := figure_at(office, column, worth))
        }
        if len(figures) < 3:
            continue
        found = factors(figures)
        spread = statistics.median(abs(math.log(factor)) for factor in found.values())
        least = max(SLIP, _SPREADS * max(spread, _LEAST_SPREAD))
        for (office, column), factor in found.items():
            if abs(math.log(factor)) >= least and not is_far(factor):
                words = f"{column} of {office.id} is {times(factor)} what is usual at the offices"
                step = "Has it as many digits as meant?"
                yield _remark(words, "offices", office.id, column, step)


def _remark(words: str, table: str, row: str, field: str, step: str) -> Remark:
    return Remark(
        lint=slipped_amounts.name, words=words, table=table, row=row, field=field, next_step=step
    )


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
            words=f"{field} of {key} is 100 %; the others are {in_percent(min(others))} to "
            f"{in_percent(max(others))}",
            table=table,
            row=key,
            field=field,
            next_step="Write 1% if one per cent is meant.",
        )
