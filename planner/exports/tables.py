"""The tables of a plan, defined once: every format renders these and no others."""

from __future__ import annotations

from models.baselines import BaselineName
from models.result import Result
from models.scenario import Scenario
from planner.exports.account import findings_table, price_table
from planner.exports.audited import audited_plan
from planner.exports.decisions import decision_tables
from planner.exports.figures import FIGURES, baseline_side, plan_side
from planner.exports.headline import headline
from planner.exports.moves import moves_table, readable_moves
from planner.exports.ranges import ranges_tables
from planner.exports.table import Column, Kind, Table, Value
from planner.exports.uncertainty import uncertainty_tables
from planner.exports.words import DISCLAIMER, baseline_title, percent_words

__all__ = ["Column", "Kind", "Table", "Value", "moves_table", "plan_tables"]


def plan_tables(result: Result, scenario: Scenario) -> tuple[Table, ...]:
    """Tables of a plan beside both baselines, in reading order.

    Always there: ``summary``, ``price_list``, ``findings`` and ``origin``. With a plan:
    ``moves`` and, where it has any, ``waves`` and every other kind of decision. Where rules
    clash: ``clash``. Where the plan was judged with inputs off: ``uncertainty``, ``ranges``.
    """
    moves = (readable_moves(result, scenario),) if audited_plan(result) is not None else ()
    return (
        summary(result, scenario),
        *_clash(result),
        *moves,
        *decision_tables(result, scenario),
        *uncertainty_tables(result, scenario),
        *ranges_tables(result, scenario),
        price_table(result),
        findings_table(result),
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
            Column("plan", "Plan", Kind.BY_ROW),
            *(Column(name.value, baseline_title(name), Kind.BY_ROW) for name in BaselineName),
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
        ("Laid over it", ", ".join(made.overlays) or "nothing"),
        ("Scenario hash", made.scenario_hash),
        ("Risk weight", f"{scenario.risk_weight:g}"),
        ("Currency", result.currency),
        ("Solver", made.solver),
        ("Seed", str(made.seed)),
        ("Asked gap", percent_words(made.asked_gap)),
        *((f"Version of {name}", version) for name, version in sorted(made.versions.items())),
    )
    columns = (Column("matter", "Matter"), Column("value", "Value"))
    return Table("origin", "Where the figures come from", columns, rows)


def _clash(result: Result) -> tuple[Table, ...]:
    if not result.clash:
        return ()
    rows = tuple((words,) for words in result.clash)
    columns = (Column("rule", "These cannot all be kept"),)
    return (Table("clash", "Why there is no plan", columns, rows),)
