"""Moves of several plans: where to, and which are in which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from models.plan import Move
from planner.exports.audited import audited_plan
from planner.exports.lineup import NamedPlan
from planner.exports.names import office_names
from planner.exports.table import Column, Kind, Table, Value, text_columns
from planner.exports.words import mode_words

Key = tuple[str, str, str, str, str]
"""Period, cohort, origin, destination, mode."""


def destinations_by_plan(plans: Sequence[NamedPlan]) -> Table:
    """Heads that each plan moves, by destination and mode."""
    names = {key: name for plan in plans for key, name in office_names(plan.scenario).items()}
    heads: list[Counter[tuple[str, str]]] = [Counter() for _ in plans]
    for counter, plan in zip(heads, plans, strict=True):
        for move in _moves_of(plan):
            counter[names.get(move.destination, move.destination), mode_words(move.mode)] += (
                move.heads
            )
    places = sorted({place for counter in heads for place in counter})
    rows: list[tuple[Value, ...]] = [(*place, *(of[place] for of in heads)) for place in places]
    total = ("All destinations", None, *(of.total() for of in heads))
    columns = (*text_columns(destination="To", mode="Mode"), *_head_columns(plans))
    return Table("destinations", "Heads by destination and mode", columns, (*rows, total), totals=1)


def moves_by_plan(plans: Sequence[NamedPlan]) -> Table:
    """Every move of any plan, with the heads that each plan moves by it."""
    offices = {key: name for plan in plans for key, name in office_names(plan.scenario).items()}
    heads = [_heads(plan, offices) for plan in plans]
    names = [plan.name for plan in plans]
    rows = tuple(
        (*move, _where(move, heads, names), *(of.get(move) for of in heads))
        for move in sorted({move for of in heads for move in of})
    )
    columns = (
        *text_columns(period="Period", cohort="Cohort", origin="From", destination="To"),
        *text_columns(mode="Mode", plans="In"),
        *_head_columns(plans),
    )
    note = "Heads of each move; empty where a plan does not have it."
    return Table("moves", "Which moves are in which plan", columns, rows, notes=(note,))


def _where(move: Key, heads: Sequence[Counter[Key]], names: Sequence[str]) -> str:
    having = [name for name, of in zip(names, heads, strict=True) if move in of]
    return "all" if len(having) == len(names) else ", ".join(having)


def _heads(plan: NamedPlan, offices: dict[str, str]) -> Counter[Key]:
    heads: Counter[Key] = Counter()
    for move in _moves_of(plan):
        heads[_identity(move, offices)] += move.heads
    return heads


def _head_columns(plans: Sequence[NamedPlan]) -> tuple[Column, ...]:
    return tuple(
        Column(f"plan_{number}", plan.name, Kind.COUNT) for number, plan in enumerate(plans, 1)
    )


def _moves_of(plan: NamedPlan) -> tuple[Move, ...]:
    shown = audited_plan(plan.result)
    return shown.moves if shown else ()


def _identity(move: Move, offices: dict[str, str]) -> Key:
    origin, destination = (offices.get(key, key) for key in (move.origin, move.destination))
    return (move.period, move.cohort, origin, destination, mode_words(move.mode))
