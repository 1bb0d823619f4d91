"""Tables of what a plan costs and what the rules say of it, beside staying put."""

from __future__ import annotations

from collections.abc import Iterable

from models.account import Finding, Judgement, PriceLine, Verdict
from models.result import Result
from planner.exports.audited import audited_judgement
from planner.exports.table import Column, Kind, Table, Value, text_columns
from planner.exports.words import rule_words

Lines = dict[str, PriceLine]
"""Price lines by rule."""

_BY_SEVERITY = (Verdict.VIOLATED, Verdict.TIGHT, Verdict.KEPT, Verdict.PRICED)

_PRICE_COLUMNS = (
    Column("rule", "Rule"),
    Column("plan", "Plan", Kind.MONEY),
    Column("baseline", "Staying put", Kind.MONEY),
    Column("difference", "Difference", Kind.MONEY, signed=True),
    Column("plan_unweighted", "Plan, unweighted", Kind.MONEY),
    Column("baseline_unweighted", "Staying put, unweighted", Kind.MONEY),
    Column("plan_one_off_cash", "Plan, one-off cash", Kind.MONEY),
)

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
    """Price list by rule: the plan beside staying put; the last row adds it up."""
    shown = audited_judgement(result)
    plan = None if shown is None else _by_rule(shown)
    baseline = _by_rule(result.baselines.staying_put.judgement)
    rows = [
        _price_row(rule, plan, baseline)
        for rule in rules_of([shown, result.baselines.staying_put.judgement])
    ]
    total = _total_row(plan, baseline)
    return Table(
        "price_list",
        "What it costs, rule by rule",
        _PRICE_COLUMNS,
        (*rows, total),
        result.currency,
        totals=1,
        notes=(
            "Present value over the horizon and its tail; a difference below zero saves money.",
            "Unweighted: before the risk weight. One-off cash: undiscounted.",
        ),
    )


def findings_table(result: Result) -> Table:
    """What every rule says of the plan, then of staying put; what is broken comes first."""
    shown = audited_judgement(result)
    sides = [("Plan", shown)] if shown else []
    pairs = [
        (name, finding)
        for name, judgement in [*sides, ("Staying put", result.baselines.staying_put.judgement)]
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


def rules_of(judgements: Iterable[Judgement | None]) -> tuple[str, ...]:
    """Rules that any of the price lists names, in the order in which they are met."""
    lines = (line.rule for judgement in judgements if judgement for line in judgement.price_list)
    return tuple(dict.fromkeys(lines))


def _by_rule(judgement: Judgement) -> Lines:
    lines: dict[str, list[PriceLine]] = {}
    for line in judgement.price_list:
        lines.setdefault(line.rule, []).append(line)
    return {rule: _added(same, rule) for rule, same in lines.items()}


def _added(lines: Iterable[PriceLine], rule: str = "total") -> PriceLine:
    parts = list(lines)
    return PriceLine(
        rule=rule,
        amount=sum(line.amount for line in parts),
        unweighted=sum(line.unweighted for line in parts),
        one_off_cash=sum(line.one_off_cash for line in parts),
    )


def _price_row(rule: str, plan: Lines | None, baseline: Lines) -> tuple[Value, ...]:
    nothing = _added((), rule)
    of_plan = None if plan is None else plan.get(rule, nothing)
    return (rule_words(rule), *_prices(of_plan, baseline.get(rule, nothing)))


def _total_row(plan: Lines | None, baseline: Lines) -> tuple[Value, ...]:
    of_plan = None if plan is None else _added(plan.values())
    return ("Total", *_prices(of_plan, _added(baseline.values())))


def _prices(plan: PriceLine | None, baseline: PriceLine) -> tuple[int | None, ...]:
    if plan is None:
        return (None, baseline.amount, None, None, baseline.unweighted, None)
    return (
        plan.amount,
        baseline.amount,
        plan.amount - baseline.amount,
        plan.unweighted,
        baseline.unweighted,
        plan.one_off_cash,
    )


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
