"""Amounts of which others in the tables are of the same kind: losses, measures, fees of law."""

from __future__ import annotations

import math
import statistics
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from models.base import Frozen
from models.money import Money
from models.scenario import Scenario
from models.tables import keyed_rows
from planner.lint.units import factors
from planner.scenario_files.tables import SEPARATOR
from planner.valuation import worth_in

SLIP = math.log(5)
"""How far an amount is from its neighbours, at least, if a digit too many is the reason."""

_OTHER_UNIT = math.log(100)
"""The same among amounts for different things: those differ, but not as units do."""

_SPREADS = 4
"""How many times as far as its neighbours are from each other."""

_LEAST_SPREAD, _FEWEST = math.log(1.3), 3


@dataclass(frozen=True)
class Comparable:
    """Columns whose amounts can be compared."""

    columns: tuple[tuple[str, str], ...]
    """Table and field."""
    kind: tuple[str, ...] | None = ()
    """Columns that tell their kinds apart; None where each row is about something else."""


COMPARABLE = (
    Comparable((("losses", "loss"), ("cases", "loss")), ("topic",)),
    Comparable((("loss_parts", "amount"),), ("topic", "kind")),
    Comparable((("measures", "set_up"),), None),
    Comparable((("measures", "yearly"),), None),
    Comparable((("obligations", "set_up"),), None),
    Comparable((("obligations", "yearly"),), None),
    Comparable((("substitutes", "retraining"),)),
    Comparable((("costs", "one_off"),), None),
    Comparable((("jurisdictions", "mass_redundancy.consultation"),)),
    *(
        Comparable((("jurisdictions", f"exports.{route}.{part}"),))
        for route in ("standard_contract", "certification", "security_assessment")
        for part in ("set_up", "yearly")
    ),
)
"""All amounts but pay, wages, costs of offices, and the caps that law sets."""


class AmountPlace(NamedTuple):
    """Where an amount stands."""

    table: str
    row: str
    field: str


class Outlier(NamedTuple):
    """An amount far from its neighbours."""

    place: AmountPlace
    factor: float
    """How many times what is usual."""
    kind: str
    """What it was compared with others of; empty for all of its columns."""


Key = TypeVar("Key")


def outliers(figures: Mapping[Key, float], slip: float = SLIP) -> Iterator[tuple[Key, float]]:
    """Figures further from the median than a slip, as a logarithm, and than others are apart."""
    if len(figures) < _FEWEST:
        return
    found = factors(figures)
    spread = statistics.median(abs(math.log(factor)) for factor in found.values())
    least = max(slip, _SPREADS * max(spread, _LEAST_SPREAD))
    yield from ((key, factor) for key, factor in found.items() if abs(math.log(factor)) >= least)


def far_from_neighbours(scenario: Scenario) -> Iterator[Outlier]:
    """Amounts far from others of their kind or, where those are few, of their columns."""
    for comparable in COMPARABLE:
        figures = list(_figures(scenario, comparable))
        in_column = dict(outliers({place: figure for place, _, figure in figures}, _OTHER_UNIT))
        kinds: defaultdict[str | None, dict[AmountPlace, float]] = defaultdict(dict)
        for place, kind, figure in figures:
            kinds[kind][place] = figure
        for kind, alike in kinds.items():
            if kind is not None and len(alike) >= _FEWEST:
                yield from (Outlier(place, factor, kind) for place, factor in outliers(alike))
            else:
                found = (place for place in alike if place in in_column)
                yield from (Outlier(place, in_column[place], "") for place in found)


def _figures(
    scenario: Scenario, comparable: Comparable
) -> Iterator[tuple[AmountPlace, str | None, float]]:
    """Amounts above zero with their kind, in the planning currency, where that has a rate."""
    worth = worth_in(scenario)
    known = {scenario.currency, *(rate.currency for rate in scenario.rates)}
    for table, field in comparable.columns:
        for key, row in keyed_rows(scenario, table):
            money = _amount(row, field)
            if money is not None and money.amount > 0 and money.currency in known:
                place = AmountPlace(table, SEPARATOR.join(key), field)
                yield place, _kind(row, comparable.kind), worth(money)


def _kind(row: Frozen, columns: tuple[str, ...] | None) -> str | None:
    """What an amount is for; None where nothing else may be for the same."""
    parts = [getattr(row, name) for name in columns] if columns is not None else [None]
    return None if None in parts else " ".join(map(str, parts))


def _amount(row: object, path: str) -> Money | None:
    value: object = row
    for name in path.split("."):
        value = getattr(value, name, None)
    return value if isinstance(value, Money) else None
