"""How far plans can be compared: settings and dates that differ, gaps that overlap."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from models.named import NamedPlan
from models.scenario import Scenario
from models.tables import TABLE_KEYS, row_key
from planner.exports.table import Column, Table
from planner.exports.words import money_words

_ABSENT = "–"
_MOST_ROWS = 20
"""Number of differing values of one table that are listed."""


def differing_settings(plans: Sequence[NamedPlan]) -> tuple[str, ...]:
    """Return the settings and tables in which the scenarios differ, in reading order."""
    return tuple(dict.fromkeys(_group(place) for place in _differing(_all_values(plans))))


def differences_table(plans: Sequence[NamedPlan]) -> Table:
    """List every setting in which the scenarios differ, with its value in each."""
    values = _all_values(plans)
    groups: dict[str, list[str]] = {}
    for place in _differing(values):
        groups.setdefault(_group(place), []).append(place)
    rows: list[tuple[str, ...]] = []
    for group, places in groups.items():
        rows += [(p, *(v.get(p, _ABSENT) for v in values)) for p in places[:_MOST_ROWS]]
        if len(places) > _MOST_ROWS:
            more = f"{group}: {len(places) - _MOST_ROWS} more values differ"
            rows.append((more, *[""] * len(values)))
    columns = (
        Column("setting", "Setting"),
        *(Column(f"plan_{number}", plan.name) for number, plan in enumerate(plans, 1)),
    )
    return Table("differences", "Settings that differ", columns, tuple(rows))


def _all_values(plans: Sequence[NamedPlan]) -> list[dict[str, str]]:
    return [dict(_values(plan.scenario)) for plan in plans]


def _differing(values: Sequence[dict[str, str]]) -> list[str]:
    places = dict.fromkeys(place for scenario in values for place in scenario)
    return [p for p in places if len({scenario.get(p) for scenario in values}) > 1]


def _group(place: str) -> str:
    return place.partition(" ")[0]


def _values(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Yield settings as ``budget.total`` and cells of tables as ``offices tokyo seats``."""
    for name, value in scenario.model_dump(mode="json").items():
        if name not in TABLE_KEYS:
            yield from _flat(name, value)
            continue
        for row in value:
            key = "/".join(row_key(name, row))
            # The key names the row; a row that holds nothing else is listed by its key.
            cells = {field: cell for field, cell in row.items() if field not in TABLE_KEYS[name]}
            for field, cell in (cells or row).items():
                for place, text in _flat(field, cell):
                    yield f"{name} {key} {place}", text


def _flat(name: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(f"{name}.{key}", inner)
    elif value is None:
        yield name, _ABSENT
    else:
        yield name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Worth:
    """What a plan saves against its better baseline, and what it may still be improved by."""

    name: str
    saving: int
    missing: int


def not_apart(plans: Sequence[NamedPlan]) -> tuple[str, ...]:
    """A sentence for each pair of plans whose difference is smaller than their gaps.

    The best plan of a scenario is worth what was found, or more by up to the gap. Where these
    ranges of two plans overlap, neither scenario is known to be the better one.
    """
    currency = plans[0].result.currency
    return tuple(
        _overlap_words(one, other, currency)
        for one, other in combinations(_worths(plans), 2)
        if _overlap(one, other)
    )


def _worths(plans: Sequence[NamedPlan]) -> Iterator[Worth]:
    for plan in plans:
        result = plan.result
        if result.saving is not None and result.objective is not None and result.bound is not None:
            yield Worth(plan.name, result.saving.total, result.objective - result.bound)


def _overlap(one: Worth, other: Worth) -> bool:
    low, high = sorted((one, other), key=lambda each: each.saving)
    return low.saving + low.missing >= high.saving and bool(low.missing or high.missing)


def _overlap_words(one: Worth, other: Worth, currency: str) -> str:
    apart = money_words(abs(one.saving - other.saving), currency)
    gaps = " and ".join(money_words(each.missing, currency) for each in (one, other))
    return (
        f"{one.name} and {other.name} cannot be told apart: they are {apart} apart in all, and may "
        f"still be improved by up to {gaps}."
    )


RULE = (
    "Plans of different planning dates or horizons are set side by side only where their horizons "
    "end on the same day. Compare their savings against the baseline then, not their totals"
)


def different_spans(plans: Sequence[NamedPlan]) -> tuple[str, ...]:
    """Say how to read plans of different planning dates or horizons, if they differ.

    A total includes everything paid from the planning date on, also what is paid in every plan,
    so a plan made later costs less. The saving against staying put excludes what is paid in every
    plan, but grows with a horizon that ends later.
    """
    if len({(_ends(plan), plan.scenario.planning_date) for plan in plans}) == 1:
        return ()
    if len({_ends(plan) for plan in plans}) == 1:
        return (f"{RULE}: these do.",)
    return (f"{RULE}: these do not (horizon.ends holds the day in place).",)


def _ends(plan: NamedPlan) -> tuple[date, date]:
    """Return the first days after the horizon and after its tail."""
    horizon, last = plan.scenario.horizon, plan.scenario.periods[-1]
    months = last.ends.year * 12 + last.ends.month - 1
    after = months + horizon.tail_periods * horizon.period.months
    return last.ends, date(after // 12, after % 12 + 1, 1)
