"""Two to five plans beside both baselines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from models.account import Judgement
from models.named import NamedPlan
from models.plan import Move
from planner.exports.differences import (
    differences_table,
    different_spans,
    differing_settings,
    not_apart,
)
from planner.exports.figures import FIGURES
from planner.exports.lineup import Contender, contending_plans, lineup
from planner.exports.names import office_names
from planner.exports.table import Column, ColumnKind, Table, Value, text_columns
from planner.exports.tables import PRESENT_VALUE, SUMS, amount_of, less, lines_of, origin
from planner.exports.words import DISCLAIMER, baseline_words, mode_words


def comparison(plans: Sequence[NamedPlan]) -> tuple[Table, ...]:
    """Tables that set plans side by side, in reading order.

    ``headline`` and ``price_list`` have a column for each plan and for each baseline (of every
    scenario, where the scenarios differ); ``against_baseline``, ``destinations``, ``moves`` and
    ``origin`` one per plan; ``differences`` is there where the scenarios differ. Amounts are
    integers in the smallest unit of the common currency.

    Raises
    ------
    InputError
        Fewer than two plans or more than five, a name given twice, or plans of different
        currencies or programmes.
    """
    contenders = lineup(plans)
    unlike = len({plan.scenario.hash for plan in plans}) > 1
    currency = plans[0].result.currency
    return (
        _headline(contenders, plans),
        *((differences_table(plans),) if unlike else ()),
        prices_side_by_side(contenders, currency),
        prices_against_baseline(contending_plans(plans), currency),
        destinations_by_plan(plans),
        moves_by_plan(plans),
        _origins(plans),
    )


def _headline(contenders: Sequence[Contender], plans: Sequence[NamedPlan]) -> Table:
    names = ", ".join(differing_settings(plans))
    unlike = (f"The plans come from different scenarios, which differ in: {names}.",)
    return Table(
        "headline",
        "The plans side by side",
        (Column("figure", "Figure"), *(c.column(ColumnKind.BY_ROW) for c in contenders)),
        tuple((figure.title, *(figure.of(c.side) for c in contenders)) for figure in FIGURES),
        plans[0].result.currency,
        tuple(figure.kind for figure in FIGURES),
        notes=(
            *not_apart(plans),
            *different_spans(plans),
            *(unlike if names else ()),
            DISCLAIMER,
        ),
    )


def _origins(plans: Sequence[NamedPlan]) -> Table:
    origins = [
        {str(matter): value for matter, value in origin(plan.result, plan.scenario).rows}
        for plan in plans
    ]
    matters = dict.fromkeys(matter for rows in origins for matter in rows)
    columns = (
        Column("matter", "Matter"),
        *(Column(f"plan_{number}", plan.name) for number, plan in enumerate(plans, 1)),
    )
    rows = tuple((matter, *(rows.get(matter) for rows in origins)) for matter in matters)
    return Table("origin", "Where the figures come from", columns, rows)


MoveIdentity = tuple[str, str, str, str, str]
"""Period, cohort, origin, destination, mode."""


def destinations_by_plan(plans: Sequence[NamedPlan]) -> Table:
    """Count the posts that each plan moves, by destination and mode."""
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
    return Table("destinations", "Posts by destination and mode", columns, (*rows, total), totals=1)


def moves_by_plan(plans: Sequence[NamedPlan]) -> Table:
    """List every move of any plan, with the number of posts in each plan."""
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
    note = "Posts of each move; empty where a plan does not have it."
    return Table("moves", "Which moves are in which plan", columns, rows, notes=(note,))


def _where(move: MoveIdentity, heads: Sequence[Counter[MoveIdentity]], names: Sequence[str]) -> str:
    having = [name for name, of in zip(names, heads, strict=True) if move in of]
    return "all" if len(having) == len(names) else ", ".join(having)


def _heads(plan: NamedPlan, offices: dict[str, str]) -> Counter[MoveIdentity]:
    heads: Counter[MoveIdentity] = Counter()
    for move in _moves_of(plan):
        heads[_identity(move, offices)] += move.heads
    return heads


def _head_columns(plans: Sequence[NamedPlan]) -> tuple[Column, ...]:
    return tuple(
        Column(f"plan_{number}", plan.name, ColumnKind.COUNT)
        for number, plan in enumerate(plans, 1)
    )


def _moves_of(plan: NamedPlan) -> tuple[Move, ...]:
    shown = plan.result.audited_plan
    return shown.moves if shown else ()


def _identity(move: Move, offices: dict[str, str]) -> MoveIdentity:
    origin, destination = (offices.get(key, key) for key in (move.origin, move.destination))
    return (move.period, move.cohort, origin, destination, mode_words(move.mode))


def prices_side_by_side(contenders: Sequence[Contender], currency: str) -> Table:
    """Return the price list with a column for each contender."""
    judgements = [contender.side.judgement for contender in contenders]
    rows = [
        (words, *(amount_of(judgement, which) for judgement in judgements))
        for words, which in (*lines_of(judgements), *SUMS)
    ]
    return Table(
        "price_list",
        "What each costs, rule by rule",
        (Column("rule", "Rule"), *(c.column(ColumnKind.MONEY) for c in contenders)),
        tuple(rows),
        currency,
        totals=len(SUMS),
        notes=(PRESENT_VALUE,),
    )


def prices_against_baseline(plans: Sequence[Contender], currency: str) -> Table:
    """Return each plan less its own better baseline, by rule."""
    pairs = [(plan.side.judgement, _better_judgement(plan)) for plan in plans]
    rows = [
        (words, *(less(amount_of(plan, which), amount_of(put, which)) for plan, put in pairs))
        for words, which in (*lines_of([j for pair in pairs for j in pair]), *SUMS)
    ]
    against = ", ".join(
        f"{plan.title} against {baseline_words(plan.side.baselines.better)}"
        for plan in plans
        if plan.side.baselines is not None
    )
    return Table(
        "against_baseline",
        "What each changes against the better baseline",
        (Column("rule", "Rule"), *(p.column(ColumnKind.MONEY, signed=True) for p in plans)),
        tuple(rows),
        currency,
        totals=len(SUMS),
        notes=(f"{against}. {PRESENT_VALUE}" if against else PRESENT_VALUE,),
    )


def _better_judgement(plan: Contender) -> Judgement | None:
    baselines = plan.side.baselines
    return None if baselines is None else baselines.of(baselines.better).judgement
