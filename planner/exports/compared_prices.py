"""Prices of several plans, rule by rule: as they are, and against staying put."""

from __future__ import annotations

from collections.abc import Sequence

from models.account import Judgement
from planner.exports.account import rules_of
from planner.exports.lineup import Contender
from planner.exports.table import Column, Kind, Table
from planner.exports.words import rule_words


def prices_side_by_side(contenders: Sequence[Contender], currency: str) -> Table:
    """Price list with a column for each contender."""
    judgements = [contender.side.judgement for contender in contenders]
    rules = rules_of(judgements)
    rows = [(rule_words(rule), *(_amount(j, rule) for j in judgements)) for rule in rules]
    totals = [
        ("Total", *(_total(judgement) for judgement in judgements)),
        ("Total before the risk weight", *(_unweighted(judgement) for judgement in judgements)),
    ]
    return Table(
        "price_list",
        "What each costs, rule by rule",
        (Column("rule", "Rule"), *(c.column(Kind.MONEY) for c in contenders)),
        (*rows, *totals),
        currency,
        totals=len(totals),
        notes=("Present value over the horizon and its tail.",),
    )


def prices_against_baseline(plans: Sequence[Contender], currency: str) -> Table:
    """Difference of each plan from its own staying put, by rule."""
    rules = rules_of([j for plan in plans for j in (plan.side.judgement, plan.baseline)])
    rows = [
        (
            rule_words(rule),
            *(_less(_amount(p.side.judgement, rule), _amount(p.baseline, rule)) for p in plans),
        )
        for rule in rules
    ]
    total = ("Total", *(_less(_total(p.side.judgement), _total(p.baseline)) for p in plans))
    return Table(
        "against_baseline",
        "What each changes against staying put",
        (Column("rule", "Rule"), *(p.column(Kind.MONEY, signed=True) for p in plans)),
        (*rows, total),
        currency,
        totals=1,
        notes=("Each plan against its own staying put; below zero saves money.",),
    )


def _amount(judgement: Judgement | None, rule: str) -> int | None:
    return None if judgement is None else judgement.amount(rule)


def _total(judgement: Judgement | None) -> int | None:
    return None if judgement is None else sum(line.amount for line in judgement.price_list)


def _unweighted(judgement: Judgement | None) -> int | None:
    return None if judgement is None else sum(line.unweighted for line in judgement.price_list)


def _less(amount: int | None, baseline: int | None) -> int | None:
    return None if amount is None or baseline is None else amount - baseline
