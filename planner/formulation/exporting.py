"""Which datasets leave their jurisdiction, period by period."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from models.data import Dataset
from models.export_law import ExportLaw
from models.routes import DataGroup, group_of
from models.scenario import Scenario
from planner.formulation.draft import Draft
from planner.formulation.landing import landings
from planner.formulation.measures import in_force
from planner.formulation.reach import Reach, declare_reach
from planner.formulation.sets import Integers


def law_of(scenario: Scenario, jurisdiction: str) -> ExportLaw | None:
    """Law on exports of a jurisdiction; none where data may leave freely."""
    return next(p.exports for p in scenario.jurisdictions if p.id == jurisdiction)


def regulated(scenario: Scenario) -> list[Dataset]:
    """Datasets whose export may need a route by the law of the place where they are stored."""
    return [
        dataset
        for dataset in scenario.datasets
        if (law := law_of(scenario, dataset.stored_in))
        and law.regulates(group_of(dataset.data_class))
    ]


def exporters(scenario: Scenario) -> list[tuple[str, DataGroup]]:
    """Entities and groups that could export something regulated."""
    pairs = {(d.entity, g) for d in regulated(scenario) if (g := group_of(d.data_class))}
    return sorted(pairs)


def declare_exported(draft: Draft) -> None:
    """Declare ``exported[d, t]`` for every regulated dataset that can be reached from outside.

    A cohort with people outside reaches every dataset it has access to, unless its ground is exempt
    or a measure in force has cut it: ``outside[c, t] <= most (exported[d, t] + measures)``. No
    ground frees important data.
    """
    scenario, span = draft.sets.scenario, draft.sets.span
    outside: dict[tuple[int, str], list[Reach]] = {}
    batches = landings(draft)
    cohorts = {cohort.id: i for i, cohort in enumerate(scenario.cohorts)}
    for dataset in regulated(scenario):
        exported = draft.declare(
            f"exported {dataset.id}", {"period": np.arange(span)}, 0, 1, integer=True
        )
        for link in scenario.access:
            law = law_of(scenario, dataset.stored_in)
            if link.dataset != dataset.id or law is None:
                continue
            personal = group_of(dataset.data_class) is DataGroup.PERSONAL
            if personal and link.exempt_ground in law.exempt_grounds:
                continue
            key = cohorts[link.cohort], dataset.stored_in
            if key not in outside:
                outside[key] = declare_reach(draft, *key, batches.get(key[0], []))
            for columns, most in outside[key]:
                rows = draft.add_rows(span, -np.inf, 0)
                draft.enter(rows, columns, 1)
                draft.enter(rows, exported.ids, -most)
                for measure in _cutting(scenario, link.cohort, dataset.id):
                    draft.enter(rows, in_force(draft, measure), -most)


def _cutting(scenario: Scenario, cohort: str, dataset: str) -> Iterator[str]:
    found = {
        effect.measure
        for effect in scenario.effects
        if effect.dataset == dataset and effect.cohort in {None, cohort}
    }
    yield from sorted(found)


def exported_ids(draft: Draft, dataset: str) -> Integers:
    """[t] columns that say whether a dataset is exported."""
    return draft.groups[f"exported {dataset}"].ids
