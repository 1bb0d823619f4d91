"""Members of a clash: each limit with its subject, its amount and where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from models.clash import ClashMember, LimitSubject
from models.limits import Quota
from models.money import Money
from models.requests import Request
from models.scenario import Scenario
from models.tables import row_key
from models.workforce import Cohort, ResidualPresence
from planner.books import Books
from planner.rules import RULES
from planner.rules.rule import Rule
from planner.valuation import worth_in

Position = tuple[str, str, tuple[tuple[str, int], ...]]
"""A limit: its rule, its name, and its position on each axis of its subject."""

Amount = tuple[int | None, str]

_TABLES = ("quotas", "presence", "teams", "acceptance", "incumbent", "requests")
_BY_POLICY = frozenset({"must_stay", "must_go"})
"""Limits that the firm sets, of a rule that law stands behind."""


def member_of(books: Books, limits: Sequence[Position]) -> ClashMember:
    """Limits that differ in their periods or offices alone, as one member."""
    rule_name, name, _ = limits[0]
    rule = next(each for each in RULES if each.name == rule_name)
    places = [dict(at) for _, _, at in limits]
    found = _row(books.scenario, places[0])
    amount, unit = _amount(books, rule, name, places[0])
    return ClashMember(
        rule=rule.name,
        limit=name,
        subject=_subject(books.scenario, places),
        amount=amount,
        unit=unit,
        law=getattr(found, "law", rule.law and name not in _BY_POLICY),
        source=getattr(found, "source", "") or rule.source,
    )


def _row(scenario: Scenario, place: Mapping[str, int]) -> Any:
    """The row of a table that a limit is; None if it is none."""
    return next((getattr(scenario, t)[place[t]] for t in _TABLES if t in place), None)


def _subject(scenario: Scenario, places: Sequence[Mapping[str, int]]) -> LimitSubject:
    def ids(axis: str, table: str, field: str = "id") -> tuple[str, ...]:
        at = sorted({place[axis] for place in places if axis in place})
        return tuple(getattr(getattr(scenario, table)[each], field) for each in at)

    place = places[0]
    table = next((each for each in _TABLES if each in place), "")
    row = "/".join(row_key(table, _row(scenario, place))) if table else ""
    cohorts = ids("cohort", "cohorts")
    if "function" in place:
        row = functions_of(scenario)[place["function"]]
    return LimitSubject(
        cohorts=cohorts,
        offices=ids("office", "offices"),
        entities=ids("entity", "entities"),
        periods=ids("period", "periods", "label"),
        fiscal_year=place.get("year"),
        table="roles" if "function" in place else table,
        row=row,
    )


def functions_of(scenario: Scenario) -> list[str]:
    """Functions of the scenario's cohorts, sorted: those that limits on continuity are about."""
    functions = {role.id: role.function or role.id for role in scenario.roles}
    return sorted({functions[cohort.role] for cohort in scenario.cohorts})


def _amount(books: Books, rule: Rule, name: str, place: Mapping[str, int]) -> Amount:
    """What a limit allows or asks for, and its unit; None if it is no amount."""
    found = _row(books.scenario, place)
    if isinstance(found, Quota):
        return found.heads, rule.unit
    if isinstance(found, ResidualPresence | Request):
        return found.posts, rule.unit
    if name in _OF_COHORTS:
        return _OF_COHORTS[name](books.scenario, books.scenario.cohorts[place["cohort"]]), "posts"
    return _AMOUNTS[name](books.scenario, place) if name in _AMOUNTS else (None, rule.unit)


_OF_COHORTS: Mapping[str, Callable[[Scenario, Cohort], int]] = {
    "must_stay": lambda _, cohort: cohort.must_stay,
    "must_go": lambda _, cohort: cohort.must_go,
    "protected": lambda scenario, cohort: scenario.protected[cohort.id],
    "exit_barred": lambda scenario, cohort: scenario.exit_barred[cohort.id],
    "neither": lambda scenario, cohort: scenario.protected[cohort.id],
}


def _seats(scenario: Scenario, place: Mapping[str, int]) -> Amount:
    return scenario.offices[place["office"]].seats, "seats"


def _blocks(scenario: Scenario, place: Mapping[str, int]) -> Amount:
    return scenario.offices[place["office"]].max_blocks, "blocks"


def _budget(scenario: Scenario, place: Mapping[str, int]) -> Amount:
    limits: dict[int | None, Money | None] = {
        each.fiscal_year: each.limit for each in scenario.budget.by_fiscal_year
    }
    limits[None] = scenario.budget.total
    return _worth(scenario, limits[place.get("year")])


def _worth(scenario: Scenario, limit: Money | None) -> Amount:
    amount = None if limit is None else int(worth_in(scenario)(limit))
    return amount, scenario.currency


def _percent(share: float | None) -> Amount:
    return (None if share is None else round(share * 100)), "%"


_AMOUNTS: Mapping[str, Callable[[Scenario, Mapping[str, int]], Amount]] = {
    "seats": _seats,
    "max_blocks": _blocks,
    "budget": _budget,
    "fiscal_year": _budget,
    "exposure_cap": lambda scenario, _: _worth(scenario, scenario.exposure_cap.total),
    "max_share": lambda scenario, _: _percent(scenario.continuity.max_share),
    "max_replaced_share": lambda scenario, _: _percent(scenario.continuity.max_replaced_share),
}
