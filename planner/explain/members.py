"""Members of a clash: each limit with its subject, its amount and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from models.clash import ClashMember, LimitSubject
from models.scenario import Scenario
from models.tables import row_key
from planner.books import Books
from planner.rules import RULES
from planner.rules.continuity import functions_of
from planner.rules.limit_kind import SHUT_OUT, LimitKind
from planner.rules.rule import Rule

PlaceKey = tuple[tuple[str, int], ...]
"""Position on each axis, which can be a key."""

Position = tuple[str, str, PlaceKey]
"""A limit: its rule, the name of its kind, and its position on each axis of its subject."""

_TABLES = ("quotas", "presence", "teams", "acceptance", "incumbent", "requests")

_KINDS: Mapping[tuple[str, str], LimitKind] = {
    (rule.name, kind.name): kind for rule in RULES for kind in rule.limits
}


def kind_of(member: ClashMember) -> LimitKind | None:
    """The kind of a limit; None for one of an older file, which is a sentence about a rule."""
    return _KINDS.get((member.rule, member.limit))


def member_of(books: Books, limits: Sequence[Position]) -> ClashMember:
    """Limits that differ in their periods or offices alone, as one member."""
    rule_name, name, _ = limits[0]
    rule = next(each for each in RULES if each.name == rule_name)
    kind = _KINDS[rule_name, name]
    places = [dict(at) for _, _, at in limits]
    row = _row(books.scenario, places[0])
    unit = kind.unit or rule.unit
    amount = kind.amount(books.scenario, places[0])
    return ClashMember(
        rule=rule.name,
        limit=name,
        subject=_subject(books.scenario, places),
        amount=amount,
        unit=books.scenario.currency if unit == "money" and amount is not None else unit,
        law=getattr(row, "law", rule.law) if kind.law is None else kind.law,
        source=getattr(row, "source", "") or rule.source,
    )


def rule_member(rule: Rule) -> ClashMember:
    """A rule as a whole, in its sentence: what moves are, or what belongs to no one limit."""
    return ClashMember(rule=rule.name, words=rule.sentence.removesuffix("."))


def shut_member(
    books: Books, rule: Rule, places: Sequence[tuple[tuple[str, int], ...]]
) -> ClashMember:
    """That a rule by itself admits no move at some places; its sentence where it has no words."""
    if (rule.name, SHUT_OUT) not in _KINDS:
        return rule_member(rule)
    return member_of(books, [(rule.name, SHUT_OUT, place) for place in places])


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
    if "function" in place:
        table, row = "roles", functions_of(scenario)[place["function"]]
    return LimitSubject(
        cohorts=ids("cohort", "cohorts"),
        offices=ids("office", "offices"),
        entities=ids("entity", "entities"),
        periods=ids("period", "periods", "label"),
        fiscal_year=place.get("year"),
        table=table,
        row=row,
    )
