"""Why there is no plan: what clashes and what would have to give, as tables, lines and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from models.base import Frozen
from models.clash import Clash
from models.result import Result
from models.scenario import Scenario
from planner.explain.clash_words import (
    clash_words,
    member_words,
    relaxation_words,
    relaxations_words,
)
from planner.exports.table import Column, Table


def clash_tables(result: Result, scenario: Scenario) -> tuple[Table, ...]:
    """``clash``, and ``relaxations`` where there are some; none where there is a plan."""
    clash = result.clash
    if clash is None or not clash.members:
        return ()
    rows = tuple((each.rule, member_words(each, scenario)) for each in clash.members)
    columns = (Column("rule", "Rule"), Column("words", "These cannot all be kept"))
    tables = [Table("clash", "Why there is no plan", columns, rows, notes=(clash_words(clash),))]
    if clash.relaxations:
        rows = tuple(
            (str(number), words) for number, words in enumerate(_relaxations(clash), start=1)
        )
        columns = (Column("number", "No."), Column("words", "Change"))
        notes = (relaxations_words(clash),)
        tables.append(Table("relaxations", "What would have to give", columns, rows, notes=notes))
    return tuple(tables)


def clash_lines(clash: Clash, scenario: Scenario) -> Iterator[str]:
    """A sentence on the clash, its members as a list, and the same for its relaxations."""
    yield clash_words(clash)
    yield from (f"- {member_words(each, scenario)}" for each in clash.members)
    if clash.members:
        yield relaxations_words(clash)
    yield from (f"{i}. {words}" for i, words in enumerate(_relaxations(clash), start=1))


def _relaxations(clash: Clash) -> Iterator[str]:
    return map(relaxation_words, clash.relaxations)


def clash_document(clash: Clash | None, scenario: Scenario) -> dict[str, Any] | None:
    """Return its members and relaxations in plain values, each with its words."""
    if clash is None:
        return None
    return {
        "members": [_row(each, member_words(each, scenario)) for each in clash.members],
        "irreducible": clash.irreducible,
        "relaxations": [_row(each, relaxation_words(each)) for each in clash.relaxations],
        "complete": clash.complete,
    }


def _row(row: Frozen, words: str) -> dict[str, Any]:
    return {**row.model_dump(mode="json"), "words": words}
