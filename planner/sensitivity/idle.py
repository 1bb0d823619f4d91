"""Inputs that can change nothing, so that no audit is spent on them."""

from __future__ import annotations

from collections.abc import Iterable

from models.scenario import Scenario
from models.tables import row_key
from planner.exposure.likelihoods import readings, unfelt
from planner.sensitivity.uncertain import Uncertain


def idle(scenario: Scenario, inputs: Iterable[Uncertain]) -> frozenset[Uncertain]:
    """Inputs that change nothing in this scenario, whatever their value.

    Matters that no case feels or no live signal is about, signals that are not live or on such a
    matter, losses, or parts of them, that no case falls back on, and law on exports from places
    where nobody keeps data.
    """
    live = readings(scenario).signals
    deaf = {matter.id for matter in unfelt(scenario.matters, scenario.cases)}
    heard = {name: signals for name, signals in live.items() if name not in deaf}
    parts = {case.id: scenario.parts_of(case) for case in scenario.cases}
    topics = {
        f"{case.jurisdiction}/{case.topic}"
        for case in scenario.cases
        if case.loss is None and not parts[case.id]
    }
    used = {
        "matters": set(heard),
        "signals": {signal.id for signals in heard.values() for signal in signals},
        "losses": topics,
        "loss_parts": {
            "/".join(row_key("loss_parts", part)) for each in parts.values() for part in each
        },
    }
    exporting = {scenario.export_places[dataset.entity] for dataset in scenario.datasets}
    return frozenset(
        each
        for each in inputs
        if each.range.row not in used.get(each.range.table, {each.range.row})
        or (_of_exports(each) and each.range.row not in exporting)
    )


def _of_exports(each: Uncertain) -> bool:
    return each.range.table == "jurisdictions" and each.range.field.startswith("exports.")
