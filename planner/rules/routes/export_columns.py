"""Columns that say which datasets leave their jurisdiction in each period."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from models.data import Access, Dataset
from models.risk import Channel
from models.routes import DataGroup, ExportLaw, group_of
from models.scenario import Scenario
from planner.formulation.builder import ProgramBuilder
from planner.formulation.program import ColumnRole
from planner.formulation.sets import Integers
from planner.rules.measures import measure_in_force
from planner.rules.routes.reach import Reach, declare_reach
from planner.rules.teams.binaries import team_binaries

ROLES = {ColumnRole.BRANCH_FIRST, ColumnRole.FLIP, ColumnRole.ROUND}
"""What columns that say that data is exported are to a search."""


def law_of(scenario: Scenario, jurisdiction: str) -> ExportLaw | None:
    """Law on exports of a jurisdiction; none where data may leave freely."""
    return next(p.exports for p in scenario.jurisdictions if p.id == jurisdiction)


def regulated_datasets(scenario: Scenario) -> list[Dataset]:
    """Datasets whose export may need a route by the law of the place where they are stored."""
    return [
        dataset
        for dataset in scenario.datasets
        if (law := law_of(scenario, dataset.stored_in))
        and law.regulates(group_of(dataset.data_class))
    ]


def exporters(scenario: Scenario) -> list[tuple[str, DataGroup]]:
    """Entities and groups that could export something regulated."""
    pairs = {(d.entity, g) for d in regulated_datasets(scenario) if (g := group_of(d.data_class))}
    return sorted(pairs)


def declare_exported(builder: ProgramBuilder) -> None:
    """Declare ``exported[d, t]`` for every regulated dataset that can be reached from outside.

    A cohort with people outside reaches every dataset it has access to, unless a measure in force
    has cut it: ``arrived[c, t] <= exported[d, t] + measures``. Access on an exempt ground
    needs no route; where a case is about the dataset, columns of its own count it. Important data
    has no exempt ground.
    """
    scenario, span = builder.sets.scenario, builder.sets.span
    outside: dict[tuple[int, str], list[Reach]] = {}
    batches = team_binaries(builder)
    cohorts = {cohort.id: i for i, cohort in enumerate(scenario.cohorts)}
    at_stake = {
        name for case in builder.sets.books.exposure.of(Channel.EXPORT) for name in case.datasets
    }
    index = {"period": np.arange(span)}
    for dataset in regulated_datasets(scenario):
        exported = builder.declare(f"exported {dataset.id}", index, 0, 1, integer=True, roles=ROLES)
        links = [link for link in scenario.access if link.dataset == dataset.id]
        exempt = None
        if dataset.id in at_stake and any(_is_exempt(scenario, dataset, link) for link in links):
            name = f"exported exempt {dataset.id}"
            exempt = builder.declare(name, index, 0, 1, integer=True, roles=ROLES)
        for link in links:
            leaving = exempt if _is_exempt(scenario, dataset, link) else exported
            if leaving is None:
                continue
            key = cohorts[link.cohort], dataset.stored_in
            if key not in outside:
                outside[key] = declare_reach(builder, *key, batches.get(key[0], []))
            for columns, most in outside[key]:
                rows = builder.add_rows(span, -np.inf, 0)
                builder.enter(rows, columns, 1)
                builder.enter(rows, leaving.ids, -most)
                for measure in _measures_cutting(scenario, link.cohort, dataset.id):
                    builder.enter(rows, measure_in_force(builder, measure), -most)


def _is_exempt(scenario: Scenario, dataset: Dataset, link: Access) -> bool:
    """Whether access needs no route by its ground."""
    law, personal = law_of(scenario, dataset.stored_in), group_of(dataset.data_class)
    grounds = law.exempt_grounds if law is not None and personal is DataGroup.PERSONAL else ()
    return link.exempt_ground in grounds


def _measures_cutting(scenario: Scenario, cohort: str, dataset: str) -> Iterator[str]:
    found = {
        effect.measure
        for effect in scenario.effects
        if effect.dataset == dataset and effect.cohort in {None, cohort}
    }
    yield from sorted(found)


def exported_ids(builder: ProgramBuilder, dataset: str) -> Integers:
    """[t] columns that say whether a dataset is exported on anything but an exempt ground."""
    return builder.groups[f"exported {dataset}"].ids


def exempt_ids(builder: ProgramBuilder, dataset: str) -> Integers | None:
    """[t] columns that say whether a dataset leaves on an exempt ground; none if it cannot."""
    columns = builder.groups.get(f"exported exempt {dataset}")
    return None if columns is None else columns.ids
