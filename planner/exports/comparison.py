"""Every move of several plans, with the number of posts in each: for planners, with cohorts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from models.plan import Move
from models.result import Result
from models.scenario import Scenario
from planner.exports.table import Column, ColumnKind, Table, text_columns
from planner.wording.labels import mode_words
from planner.wording.names import cohort_titles, office_names

MoveIdentity = tuple[str, str, str, str, str]
"""Period, cohort, origin, destination, mode."""


def moves_by_plan(plans: Mapping[str, tuple[Result, Scenario]]) -> Table:
    """List every move of any plan, with the number of posts in each plan.

    Parameters
    ----------
    plans
        Results with their scenarios, by the names of the plans.
    """
    pairs = plans.values()
    offices = {key: name for _, each in pairs for key, name in office_names(each).items()}
    cohorts = {key: name for _, each in pairs for key, name in cohort_titles(each).items()}
    heads = [_heads(result, offices, cohorts) for result, _ in pairs]
    names = list(plans)
    rows = tuple(
        (*move, _where(move, heads, names), *(of.get(move) for of in heads))
        for move in sorted({move for of in heads for move in of})
    )
    columns = (
        *text_columns(period="Period", cohort="Cohort", origin="From", destination="To"),
        *text_columns(mode="Mode", plans="In"),
        *(Column(f"plan_{number}", name, ColumnKind.COUNT) for number, name in enumerate(names, 1)),
    )
    note = "Posts of each move; empty where a plan does not have it."
    return Table("moves_by_cohort", "Moves by cohort", columns, rows, notes=(note,))


def _where(move: MoveIdentity, heads: Sequence[Counter[MoveIdentity]], names: Sequence[str]) -> str:
    having = [name for name, of in zip(names, heads, strict=True) if move in of]
    return "all" if len(having) == len(names) else ", ".join(having)


def _heads(
    result: Result, offices: Mapping[str, str], cohorts: Mapping[str, str]
) -> Counter[MoveIdentity]:
    heads: Counter[MoveIdentity] = Counter()
    plan = result.audited_plan
    for move in plan.moves if plan else ():
        heads[_identity(move, offices, cohorts)] += move.heads
    return heads


def _identity(move: Move, offices: Mapping[str, str], cohorts: Mapping[str, str]) -> MoveIdentity:
    origin, destination = (offices.get(key, key) for key in (move.origin, move.destination))
    cohort = cohorts.get(move.cohort, move.cohort)
    return (move.period, cohort, origin, destination, mode_words(move.mode))
