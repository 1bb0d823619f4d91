"""What every rule says of a plan and of both baselines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

from models.account import Finding, Verdict
from models.baselines import BaselineName
from models.result import Result
from models.scenario import Scenario
from planner.exports.table import Column, ColumnKind, Table, Value, text_columns
from planner.wording.labels import baseline_title, rule_words
from planner.wording.names import concerned_names

_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")

_BY_SEVERITY = (Verdict.VIOLATED, Verdict.TIGHT, Verdict.KEPT, Verdict.PRICED)

_FINDING_COLUMNS = (
    *text_columns(
        of="Of", verdict="Verdict", rule="Rule", law="Basis", words="Finding", period="Period"
    ),
    *text_columns(offices="Offices", cohorts="Cohorts"),
    Column("value", "Value", ColumnKind.BY_ROW),
    Column("limit", "Limit", ColumnKind.BY_ROW),
    Column("violation", "Over by", ColumnKind.BY_ROW),
    Column("headroom", "Headroom", ColumnKind.BY_ROW),
    Column("unit", "Unit"),
    Column("price", "Price", ColumnKind.MONEY),
)


def findings_table(result: Result, scenario: Scenario) -> Table:
    """What every rule says of the plan, then of each baseline; what is broken comes first."""
    shown = result.audited_judgement
    sides = [("Plan", shown)] if shown else []
    sides += [(baseline_title(name), result.baselines.of(name).judgement) for name in BaselineName]
    pairs = [
        (name, finding)
        for name, judgement in sides
        for finding in sorted(judgement.findings, key=lambda f: _BY_SEVERITY.index(f.verdict))
    ]
    names = concerned_names(scenario)
    tables = (scenario.jurisdictions, scenario.entities, scenario.offices)
    places = frozenset(row.id for table in tables for row in table)
    money = [finding.unit in {"money", result.currency} for _, finding in pairs]
    return Table(
        "findings",
        "What the rules say",
        _FINDING_COLUMNS,
        tuple(_finding_row(name, finding, names, places) for name, finding in pairs),
        result.currency,
        tuple(ColumnKind.MONEY if is_money else ColumnKind.COUNT for is_money in money),
    )


def _finding_row(
    of: str, finding: Finding, names: Mapping[str, str], places: Set[str]
) -> tuple[Value, ...]:
    return (
        of,
        finding.verdict.value,
        rule_words(finding.rule),
        "law" if finding.law else "policy",
        _named(finding, names, places),
        finding.period,
        ", ".join(names.get(each, each) for each in finding.offices),
        ", ".join(names.get(each, each) for each in finding.cohorts),
        *_edge(finding),
        finding.price,
    )


def _named(finding: Finding, names: Mapping[str, str], places: Set[str]) -> str:
    """What a finding says, with names for places, and for the cohorts that it concerns."""
    concerned = {*places, *finding.offices, *finding.cohorts}
    return _IDENTIFIER.sub(
        lambda found: names.get(found[0], found[0]) if found[0] in concerned else found[0],
        finding.words,
    )


def _edge(finding: Finding) -> tuple[Value, ...]:
    if finding.limit is None:
        return (None, None, None, None, finding.unit)
    return (finding.value, finding.limit, finding.violation, finding.headroom, finding.unit)
