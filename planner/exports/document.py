"""JSON: a result as one document; a paper sheet by sheet."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from models.base import Frozen
from models.baselines import Baseline, BaselineName
from models.money import minor_digits
from models.plan import Plan
from models.result import Result
from models.scenario import Scenario
from planner.exports.clash import clash_document
from planner.exports.explanations import explanations_document
from planner.exports.moves import common_differences, moves_table
from planner.exports.paper import Paper
from planner.exports.ranges import sensitivity_document
from planner.exports.table import Table, Value
from planner.exports.uncertainty import uncertainty_document
from planner.exports.working import WORKING_FILE

_MOVE_KEYS = (
    "cohort",
    "origin",
    "destination",
    "mode",
    "period",
    "heads",
    "one_off",
    "run_rate_delta",
    "exposure_delta",
)

Document = dict[str, Any]


def document(result: Result, scenario: Scenario) -> Document:
    """Say all of a result in plain values, ready for JSON.

    Keys are always the same, in the same order. Amounts are integers in the smallest unit of
    ``currency``, of which a whole has ``minor_digits`` decimals; dates are ISO 8601. Where no
    plan exists, its lists are empty and its numbers null.
    """
    plan = result.audited_plan
    judgement = result.audited_judgement
    return {
        "note": WORKING_FILE,
        **_outcome(result, found=plan is not None),
        **_origin(result, scenario),
        "moves": _moves(result, scenario),
        "common_costs": _common(result),
        **_decisions(plan or Plan()),
        "waves": _plain(result.waves if plan else ()),
        "plan_tasks": _plain(result.plan_tasks if plan else ()),
        "price_list": _plain(judgement.price_list if judgement else ()),
        "baselines": {name.value: _baseline(result.baselines.of(name)) for name in BaselineName},
        "baseline": _baseline(result.baselines.staying_put),
        "findings": _plain(judgement.findings if judgement else ()),
        "sensitivity": sensitivity_document(result, scenario) if plan else None,
        **uncertainty_document(result),
        "clash": clash_document(result.clash, scenario),
        "explanations": explanations_document(result.explanations, scenario),
    }


def _outcome(result: Result, *, found: bool) -> Document:
    objective = result.objective if found else None
    return {
        "status": result.status.value,
        "objective": objective,
        "bound": result.bound,
        "gap": result.gap if found else None,
        "gap_of_saving": result.gap_of_saving if found else None,
        "saving": _one(result.saving if found else None),
        "people": _one(result.people if found else None),
        "cash_by_fiscal_year": _plain(result.cash_by_fiscal_year if found else ()),
        "second_stage": _one(result.second_stage if found else None),
        "currency": result.currency,
        "minor_digits": minor_digits(result.currency),
    }


def _origin(result: Result, scenario: Scenario) -> Document:
    made = result.provenance
    return {
        "seed": made.seed,
        "solver": made.solver,
        "versions": dict(sorted(made.versions.items())),
        "asked_gap": made.asked_gap,
        "time_limit_seconds": made.time_limit_seconds,
        "scenario": made.scenario,
        "scenario_hash": made.scenario_hash,
        "overlays": list(made.overlays),
        "requests": _plain(scenario.requests),
        "programme": scenario.programme,
        "planning_date": scenario.planning_date.isoformat(),
        "wall_seconds": result.wall_seconds,
    }


def _moves(result: Result, scenario: Scenario) -> list[Document]:
    table = moves_table(result, scenario)
    names = [column.name for column in table.columns]
    rows = (dict(zip(names, row, strict=True)) for row in table.rows)
    return [{key: row[key] for key in _MOVE_KEYS} for row in rows]


def _common(result: Result) -> list[Document]:
    """Return the costs that belong to no single move, less those of the better baseline."""
    return [
        {
            "rule": each.rule,
            "one_off": each.one_off,
            "run_rate_delta": each.run_rate,
            "exposure_delta": each.exposure,
        }
        for each in common_differences(result)
    ]


def _decisions(plan: Plan) -> Document:
    return {
        "placements": _plain(plan.placements),
        "measures": _plain(plan.measures),
        "routes": _plain(plan.routes),
        "blocks": _plain(plan.blocks),
        "consultations": _plain(plan.consultations),
        "releases": _plain(plan.releases),
        "holds": _plain(plan.holds),
    }


def _baseline(baseline: Baseline) -> Document:
    judgement = baseline.judgement
    return {
        "total": judgement.total,
        "money": judgement.money,
        "expected_loss": judgement.expected_loss,
        **_decisions(baseline.plan),
        "price_list": _plain(judgement.price_list),
        "findings": _plain(judgement.findings),
    }


def _one(row: Frozen | None) -> Document | None:
    return None if row is None else row.model_dump(mode="json")


def _plain(rows: tuple[Frozen, ...]) -> list[Document]:
    return [row.model_dump(mode="json") for row in rows]


def document_bytes(result: Result, scenario: Scenario) -> bytes:
    """Return the document of a result as UTF-8."""
    return _json_bytes(document(result, scenario))


def paper_document_bytes(paper: Paper) -> bytes:
    """Return a paper as UTF-8; amounts are integers in the smallest unit of their currency."""
    return _json_bytes(
        {
            "title": paper.title,
            "for": paper.audience.value,
            "language": paper.language.value,
            "dated": paper.dated.isoformat(),
            "sheets": [
                {
                    "name": sheet.name,
                    "title": sheet.title,
                    "sentences": list(sheet.sentences),
                    "tables": [_json_table(table) for table in sheet.tables],
                    "figures": [_json_table(figure.table) for figure in sheet.figures],
                    "notes": list(sheet.notes),
                }
                for sheet in paper.sheets
            ],
        }
    )


def _json_table(table: Table) -> dict[str, object]:
    return {
        "name": table.name,
        "title": table.title,
        "currency": table.currency or None,
        "notes": list(table.notes),
        "columns": [
            {"name": column.name, "title": column.title, "kind": column.kind.value}
            for column in table.columns
        ],
        "row_kinds": [kind.value for kind in table.row_kinds],
        "totals": table.totals,
        "rows": [[_json_value(value) for value in row] for row in table.rows],
    }


def _json_value(value: Value) -> str | int | float | None:
    return value.isoformat() if isinstance(value, date) else value


def _json_bytes(content: dict[str, object]) -> bytes:
    return (json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n").encode()
