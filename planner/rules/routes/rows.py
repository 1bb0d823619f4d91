"""Constraints on exports: volumes up to a threshold or a route of its tier; the price of routes."""

from __future__ import annotations

import numpy as np

from models.data import DataClass
from models.risk import Channel
from models.routes import ASSESSMENT, DataGroup, ExportLaw, RouteKind
from models.scenario import Scenario
from planner.costs import ROUTES
from planner.formulation.builder import ProgramBuilder
from planner.formulation.limits import RowSubject
from planner.formulation.sets import Sets
from planner.formulation.variables import from_then_on, with_tail
from planner.rules.routes.export_columns import (
    declare_exported,
    exported_ids,
    exporters,
    law_of,
    regulated_datasets,
)
from planner.rules.routes.limits import EXPORTS
from planner.rules.routes.spells import (
    SPELLS,
    covering_columns,
    declare_routes,
    initial_ids,
    initial_route,
)
from planner.rules.routes.volumes import (
    declare_counted,
    declare_due,
    declare_exporting,
    limit_volume,
    need_route,
)


def build(builder: ProgramBuilder) -> None:
    """Volumes under a threshold, or a route of its tier in force; routes at a price."""
    declare_exported(builder)
    declare_routes(builder)
    scenario, priced = builder.sets.scenario, _with_export_cases(builder.sets)
    for entity, group in exporters(scenario):
        home = next(each for each in scenario.entities if each.id == entity)
        law = law_of(scenario, scenario.export_places[entity])
        if law is None:
            continue
        if group is DataGroup.IMPORTANT:
            _need_assessment(builder, entity)
            continue
        exporting = declare_exporting(builder, entity)
        for data_class, tiers in _thresholds(law, critical=home.critical_operator).items():
            counted = declare_counted(builder, entity, data_class)
            for tier, threshold in tiers.items():
                routes = covering_columns(builder, entity, group, _routes_of_tier(tier))
                if tier == min(tiers) and law.exempt_remaining_share < 1 and entity in priced:
                    routes = declare_due(builder, entity, data_class, routes)
                most = max(threshold - 1, 0)
                with builder.limiting(_exports_of(scenario, entity)):
                    limit_volume(builder, counted, exporting, routes, most)
                    need_route(builder, entity, data_class, routes, most)
    _build_price(builder)


def _exports_of(scenario: Scenario, entity: str) -> RowSubject:
    return EXPORTS.at(entity=[each.id for each in scenario.entities].index(entity))


def _thresholds(law: ExportLaw, *, critical: bool) -> dict[DataClass, dict[int, int]]:
    found = {kind: law.thresholds(kind) for kind in (DataClass.PERSONAL, DataClass.SENSITIVE)}
    if critical and any(ASSESSMENT in each for each in found.values()):
        return {kind: {ASSESSMENT: 1} for kind in found}
    return found


def _with_export_cases(sets: Sets) -> set[str]:
    """Entities with a case about their exports of personal data: only there is ``due`` priced."""
    cases = sets.books.exposure.of(Channel.EXPORT)
    return {case.entity for case in cases if case.group is DataGroup.PERSONAL}


def _need_assessment(builder: ProgramBuilder, entity: str) -> None:
    """``exported[d, t] <= assessments in force at t``, for important data of an entity."""
    span = builder.sets.span
    columns, periods = covering_columns(
        builder, entity, DataGroup.IMPORTANT, _routes_of_tier(ASSESSMENT)
    )
    for dataset in regulated_datasets(builder.sets.scenario):
        if dataset.entity == entity and dataset.data_class is DataClass.IMPORTANT:
            with builder.limiting(_exports_of(builder.sets.scenario, entity)):
                rows = builder.add_rows(span, -np.inf, 0)
            builder.enter(rows, exported_ids(builder, dataset.id), 1)
            builder.enter(rows[periods], columns, -1)


def _routes_of_tier(tier: int) -> list[RouteKind]:
    return [route for route in ROUTES if route.tier >= tier]


def _build_price(builder: ProgramBuilder) -> None:
    duties, spells = builder.sets.books.duties, builder.groups[SPELLS]
    at = spells.index["entity"], spells.index["route"]
    starts, ends = spells.index["starts"], spells.index["ends"]
    running = from_then_on(duties.route_running)
    after = np.concatenate([running, np.zeros_like(running[..., :1])], axis=-1)
    lasting = running[(*at, starts)] - after[(*at, ends)]
    builder.price(spells.ids, duties.route[(*at, starts)] + lasting)
    builder.tally("cash", spells.ids, duties.route_cash[(*at, starts)], starts)
    entities = [entity.id for entity in builder.sets.scenario.entities]
    for had in builder.sets.scenario.routes:
        route, valid = initial_route(builder.sets.scenario, had.entity, had.group)
        yearly = duties.route_running[entities.index(had.entity), ROUTES.index(route)]
        builder.price(initial_ids(builder, had.entity, had.group), with_tail(yearly)[:valid])
