"""Tables of what a plan costs and what the rules say of it, beside both baselines."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from models.account import Finding, Judgement, PriceLine, Verdict
from models.baselines import BaselineName
from models.result import Result
from planner.exports.audited import audited_judgement
from planner.exports.table import Column, Kind, Table, Value, text_columns
from planner.exports.words import baseline_title, baseline_words, rule_words

_BY_SEVERITY = (Verdict.VIOLATED, Verdict.TIGHT, Verdict.KEPT, Verdict.PRICED)

_FINDING_COLUMNS = (
    *text_columns(
        of="Of", verdict="Verdict", rule="Rule", law="Basis", words="Finding", period="Period"
    ),
    *text_columns(offices="Offices", cohorts="Cohorts"),
    Column("value", "Value", Kind.BY_ROW),
    Column("limit", "Limit", Kind.BY_ROW),
    Column("violation", "Over by", Kind.BY_ROW),
    Column("headroom", "Headroom", Kind.BY_ROW),
    Column("unit", "Unit"),
    Column("price", "Price", Kind.MONEY),
)


def price_table(result: Result) -> Table:
    """Price list by rule: the plan beside both baselines; the last rows add it up."""
    plan = audited_judgement(result)
    baselines = [result.baselines.of(name).judgement for name in BaselineName]
    better = result.better_baseline.judgement
    rows = tuple(
        (
            words,
            amount_of(plan, which),
            *(amount_of(baseline, which) for baseline in baselines),
            less(amount_of(plan, which), amount_of(better, which)),
            amount_of(plan, which, "tail"),
            amount_of(plan, which, "one_off_cash"),
        )
        for words, which in (*lines_of([plan, *baselines]), *SUMS)
    )
    against = baseline_words(result.baselines.better)
    return Table(
        "price_list",
        "What it costs, rule by rule",
        (
            Column("rule", "Rule"),
            Column("plan", "Plan", Kind.MONEY),
            *(Column(name.value, baseline_title(name), Kind.MONEY) for name in BaselineName),
            Column("difference", f"Plan less {against}", Kind.MONEY, signed=True),
            Column("plan_tail", "Plan, after the horizon", Kind.MONEY),
            Column("plan_one_off_cash", "Plan, one-off cash", Kind.MONEY),
        ),
        rows,
        result.currency,
        totals=len(SUMS),
        notes=(PRESENT_VALUE, "One-off cash is undiscounted."),
    )


Which = Callable[[PriceLine], bool]

PRESENT_VALUE = (
    "Present value over the horizon and its tail; a difference below zero is better. Expected "
    "losses are assumed, and counted times the risk weight."
)

SUMS: tuple[tuple[str, Which], ...] = (
    ("Money", lambda line: not line.expected),
    ("Expected loss (assumed), weighted", lambda line: line.expected),
    ("Total", lambda _: True),
)
"""What a price list adds up to, under its lines."""


def amount_of(judgement: Judgement | None, which: Which, field: str = "amount") -> int | None:
    """What some lines of a price list add up to; None where there is no judgement."""
    if judgement is None:
        return None
    figures: list[int] = [getattr(line, field) for line in judgement.price_list if which(line)]
    return sum(figures)


def less(amount: int | None, other: int | None) -> int | None:
    """A difference, where there are both."""
    return None if amount is None or other is None else amount - other


def findings_table(result: Result) -> Table:
    """What every rule says of the plan, then of each baseline; what is broken comes first."""
    shown = audited_judgement(result)
    sides = [("Plan", shown)] if shown else []
    sides += [(baseline_title(name), result.baselines.of(name).judgement) for name in BaselineName]
    pairs = [
        (name, finding)
        for name, judgement in sides
        for finding in sorted(judgement.findings, key=lambda f: _BY_SEVERITY.index(f.verdict))
    ]
    money = [finding.unit in {"money", result.currency} for _, finding in pairs]
    return Table(
        "findings",
        "What the rules say",
        _FINDING_COLUMNS,
        tuple(_finding_row(name, finding) for name, finding in pairs),
        result.currency,
        tuple(Kind.MONEY if is_money else Kind.COUNT for is_money in money),
    )


def lines_of(judgements: Iterable[Judgement | None]) -> list[tuple[str, Which]]:
    """Rules that any of the price lists names, in the order in which they are met."""
    lines = (line.rule for judgement in judgements if judgement for line in judgement.price_list)
    return [(rule_words(rule), _named(rule)) for rule in dict.fromkeys(lines)]


def _named(rule: str) -> Which:
    return lambda line: line.rule == rule


def _finding_row(of: str, finding: Finding) -> tuple[Value, ...]:
    return (
        of,
        finding.verdict.value,
        rule_words(finding.rule),
        "law" if finding.law else "policy",
        finding.words,
        finding.period,
        ", ".join(finding.offices),
        ", ".join(finding.cohorts),
        *_edge(finding),
        finding.price,
    )


def _edge(finding: Finding) -> tuple[Value, ...]:
    if finding.limit is None:
        return (None, None, None, None, finding.unit)
    return (finding.value, finding.limit, finding.violation, finding.headroom, finding.unit)
