"""Export exposure: what the cases cost while data leaves, by route and measures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from models.risk import Channel
from models.routes import DataGroup
from models.scenario import Scenario
from planner.costs import ROUTES
from planner.expanded_plan import ExpandedPlan, route_in_force
from planner.exposure.book import CaseFile
from planner.formulation.builder import ProgramBuilder
from planner.formulation.sets import Integers
from planner.rules.exposure.case_charges import cuts_in_force
from planner.rules.exposure.case_columns import expose
from planner.rules.exposure.presence_exposure import cases_in_words
from planner.rules.measures import measure_in_force
from planner.rules.routes.data_leaving import is_exported, route_due
from planner.rules.routes.export_columns import exempt_ids, exported_ids, regulated_datasets
from planner.rules.routes.spells import SPELLS, covering_columns
from planner.rules.routes.volumes import due_ids
from planner.rules.rule import Charge, Rule

EXEMPT, UNLAWFUL = len(ROUTES), -1
"""State after those of the routes, on an exempt ground; and amounts without a route that is due."""


def build(builder: ProgramBuilder) -> None:
    """Price a case while any of its datasets leaves, at the cheapest state that is in force."""
    if builder.declared_if_in_force(SPELLS, "routes") is None:
        return  # Without routes nothing says what leaves.
    leaving = {dataset.id for dataset in regulated_datasets(builder.sets.scenario)}
    for case in builder.sets.books.exposure.of(Channel.EXPORT):
        if case.group is not None and case.datasets & leaving:
            states = _declare_states(builder, case)
            for dataset in sorted(case.datasets & leaving):
                _cover(builder, states[:EXEMPT], exported_ids(builder, dataset))
                exempt = exempt_ids(builder, dataset)
                if exempt is not None:
                    _cover(builder, states, exempt)
            expose(builder, states, case.export[[*range(EXEMPT), 0]])


def _cover(builder: ProgramBuilder, states: Integers, leaves: Integers) -> None:
    """``sum over r, a of state[r, a, t] >= exported[d, t]``, over some of the states."""
    rows = builder.add_rows(builder.sets.span, 0, np.inf)
    builder.enter(rows, states, 1)
    builder.enter(rows, leaves, -1)


def _declare_states(builder: ProgramBuilder, case: CaseFile) -> Integers:
    """Declare ``state[r, a, t]``: the case exists under route r with measure a in force.

    The first route stands for none, where the volume requires none; the last stands for an exempt
    ground, whichever route is due. If two states are possible, the optimum takes the one with less
    at stake.
    """
    span, cuts = builder.sets.span, len(case.measures) + 1
    route, cut, when = (axis.ravel() for axis in np.indices((EXEMPT + 1, cuts, span)))
    index = {"route": route, "cut": cut, "period": when}
    states = builder.declare(f"exporting {case.id}", index, 0, 1, integer=False)
    ids = states.ids.reshape(EXEMPT + 1, cuts, span)
    for due in due_ids(builder, case.entity) if case.group is DataGroup.PERSONAL else []:
        rows = builder.add_rows(span, -np.inf, 1)
        builder.enter(rows, ids[0], 1)
        builder.enter(rows, due, 1)
    for r, kind in enumerate(ROUTES[1:], start=1):
        rows = builder.add_rows(span, -np.inf, 0)
        builder.enter(rows, ids[r], 1)
        if case.group is not None:
            columns, periods = covering_columns(builder, case.entity, case.group, [kind])
            builder.enter(rows[periods], columns, -1)
    for a, measure in enumerate(case.measures, start=1):
        rows = builder.add_rows(span, -np.inf, 0)
        builder.enter(rows, ids[:, a], 1)
        builder.enter(rows, measure_in_force(builder, measure), -1)
    return ids


def charges(expanded: ExpandedPlan) -> Iterable[Charge]:
    """Every case in every period in which one of its datasets leaves."""
    cases = expanded.books.exposure.of(Channel.EXPORT)
    due = {entity: route_due(expanded, entity) for entity in {case.entity for case in cases}}
    for case in cases:
        states = list(_states(expanded, case, due[case.entity]))
        cuts = cuts_in_force(expanded, case)
        weighted = expanded.books.exposure.weighted_cases[case.id].export
        last = len(cuts) - 1
        for t, under in enumerate([*states, *states[-1:]]):
            ways = [(r, a, t) for r in under for a in cuts[min(t, last)]]
            if ways:
                least = min(int(weighted[way]) for way in ways)
                yield Charge(least, min(int(case.export[way]) for way in ways), period=t)


def _states(
    expanded: ExpandedPlan, case: CaseFile, due: Sequence[bool]
) -> Iterable[tuple[int, ...]]:
    """[t] what the export of a case is under, of which the least counts; nothing where none is."""
    datasets = [each for each in expanded.scenario.datasets if each.id in case.datasets]
    if case.group is None or not datasets:
        return
    volume = [is_exported(expanded, each) for each in datasets]
    exempt = [is_exported(expanded, each, exempt=True) for each in datasets]
    important = case.group is DataGroup.IMPORTANT
    for t, route in enumerate(route_in_force(expanded, case.entity, case.group)):
        if any(each[t] for each in volume) and (important or due[t]):
            yield (ROUTES.index(route) or UNLAWFUL,)
        elif any(each[t] for each in (*volume, *exempt)):
            yield tuple({0, ROUTES.index(route)})
        else:
            yield ()


def values(scenario: Scenario) -> Sequence[str]:
    """Likelihood and loss of each case of the channel."""
    return cases_in_words(scenario, Channel.EXPORT)


RULE = Rule(
    name="export_exposure",
    sentence=(
        "While regulated data of a case can be reached from abroad, the expected loss of the case "
        "is at stake. It is lower under a legal route, lower where the ground of access or the "
        "volume needs no route (a route filed anyway does not raise it), and lower where a "
        "measure reduces it. No case costs more than one loss."
    ),
    formula=(
        (
            "price: risk weight sum over k,t of p[k,t] loss[k] years[t] fixed remaining[k,t] (1 - "
            "cut[measure]) if any dataset of k is exported"
        ),
        (
            "remaining: remaining[k,t] = that of the route in force where one is due, else the "
            "least of it and of the exempt share"
        ),
    ),
    unit="money",
    source="likelihoods and losses: the scenario's cases table, each with its own source",
    build=build,
    charges=charges,
    expected=True,
    values=values,
)
