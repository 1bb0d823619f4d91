"""The tables of a plan, defined once: every format renders these and no others."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from models.account import Judgement, PriceLine
from models.baselines import BaselineName
from models.readable import in_percent
from models.result import Result
from models.scenario import Scenario
from planner.exports.clash import clash_tables
from planner.exports.decisions import decision_tables
from planner.exports.explanations import explanation_tables
from planner.exports.figures import FIGURES
from planner.exports.findings import findings_table
from planner.exports.headline import headline
from planner.exports.moves import readable_moves
from planner.exports.ranges import ranges_tables
from planner.exports.sides import baseline_side, plan_side
from planner.exports.table import Column, ColumnKind, Table
from planner.exports.uncertainty import uncertainty_tables
from planner.wording.labels import DISCLAIMER, baseline_title, baseline_words, rule_words


def plan_tables(result: Result, scenario: Scenario) -> tuple[Table, ...]:
    """Tables of a plan beside both baselines, in reading order.

    Always there: ``summary``, ``price_list``, ``findings`` and ``origin``. With a plan:
    ``moves`` and, where it has any, ``waves`` and every other kind of decision. Where rules
    clash: ``clash``. Where the plan was judged with inputs off: ``uncertainty``, ``ranges``. Where
    it was asked about: what `explanation_tables` says.
    """
    moves = (readable_moves(result, scenario),) if result.audited_plan is not None else ()
    return (
        summary(result, scenario),
        *clash_tables(result, scenario),
        *moves,
        *decision_tables(result, scenario),
        *uncertainty_tables(result, scenario),
        *ranges_tables(result, scenario),
        *explanation_tables(result.explanations, scenario),
        price_table(result),
        findings_table(result, scenario),
        origin(result, scenario),
    )


def summary(result: Result, scenario: Scenario) -> Table:
    """Return the figures that sum up a plan, beside those of both baselines."""
    baselines = [result.baselines.of(name) for name in BaselineName]
    sides = (plan_side(result, scenario), *(baseline_side(each, scenario) for each in baselines))
    return Table(
        "summary",
        "Summary",
        (
            Column("figure", "Figure"),
            Column("plan", "Plan", ColumnKind.BY_ROW),
            *(Column(name.value, baseline_title(name), ColumnKind.BY_ROW) for name in BaselineName),
        ),
        tuple((figure.title, *(figure.of(side) for side in sides)) for figure in FIGURES),
        result.currency,
        tuple(figure.kind for figure in FIGURES),
        notes=(*headline(result, scenario), _reading(scenario), DISCLAIMER),
    )


def _reading(scenario: Scenario) -> str:
    weight = "" if scenario.risk_weight == 1 else f" times {scenario.risk_weight:g}"
    return (
        "At present value over the horizon and its tail. Expected loss rests on assumed "
        f"likelihoods; the total is money and expected loss{weight}."
    )


def origin(result: Result, scenario: Scenario) -> Table:
    """Where the figures come from: enough to make them again."""
    made = result.provenance
    rows = (
        ("Scenario", made.scenario),
        ("Programme", scenario.programme),
        ("Planning date", scenario.planning_date.isoformat()),
        ("Overlays", ", ".join(made.overlays) or "none"),
        *((f"Request {each.id}", str(each)) for each in scenario.requests),
        ("Scenario hash", made.scenario_hash),
        ("Risk weight", f"{scenario.risk_weight:g}"),
        ("Currency", result.currency),
        ("Solver", made.solver),
        ("Seed", str(made.seed)),
        ("Asked gap", in_percent(made.asked_gap)),
        *((f"Version of {name}", version) for name, version in sorted(made.versions.items())),
    )
    columns = (Column("matter", "Matter"), Column("value", "Value"))
    return Table("origin", "Where the figures come from", columns, rows)


def price_table(result: Result) -> Table:
    """Price list by rule: the plan beside both baselines; the last rows add it up."""
    plan = result.audited_judgement
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
            Column("plan", "Plan", ColumnKind.MONEY),
            *(Column(name.value, baseline_title(name), ColumnKind.MONEY) for name in BaselineName),
            Column("difference", f"Plan less {against}", ColumnKind.MONEY, signed=True),
            Column("plan_tail", "Plan, after the horizon", ColumnKind.MONEY),
            Column("plan_one_off_cash", "Plan, one-off cash", ColumnKind.MONEY),
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


def lines_of(judgements: Iterable[Judgement | None]) -> list[tuple[str, Which]]:
    """Rules that any of the price lists names, in the order in which they are met."""
    lines = (line.rule for judgement in judgements if judgement for line in judgement.price_list)
    return [(rule_words(rule), _named(rule)) for rule in dict.fromkeys(lines)]


def _named(rule: str) -> Which:
    return lambda line: line.rule == rule
