"""Prices of several plans, rule by rule: as they are, and against the better baseline."""

from __future__ import annotations

from collections.abc import Sequence

from models.account import Judgement
from planner.exports.account import PRESENT_VALUE, SUMS, amount_of, less, lines_of
from planner.exports.lineup import Contender
from planner.exports.table import Column, Kind, Table
from planner.exports.words import baseline_words


def prices_side_by_side(contenders: Sequence[Contender], currency: str) -> Table:
    """Price list with a column for each contender."""
    judgements = [contender.side.judgement for contender in contenders]
    rows = [
        (words, *(amount_of(judgement, which) for judgement in judgements))
        for words, which in (*lines_of(judgements), *SUMS)
    ]
    return Table(
        "price_list",
        "What each costs, rule by rule",
        (Column("rule", "Rule"), *(c.column(Kind.MONEY) for c in contenders)),
        tuple(rows),
        currency,
        totals=len(SUMS),
        notes=(PRESENT_VALUE,),
    )


def prices_against_baseline(plans: Sequence[Contender], currency: str) -> Table:
    """Difference of each plan from its own better baseline, by rule."""
    pairs = [(plan.side.judgement, _baseline(plan)) for plan in plans]
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
        (Column("rule", "Rule"), *(p.column(Kind.MONEY, signed=True) for p in plans)),
        tuple(rows),
        currency,
        totals=len(SUMS),
        notes=(f"{against}. {PRESENT_VALUE}" if against else PRESENT_VALUE,),
    )


def _baseline(plan: Contender) -> Judgement | None:
    baselines = plan.side.baselines
    return None if baselines is None else baselines.of(baselines.better).judgement
