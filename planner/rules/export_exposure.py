"""Export exposure: what the cases cost while data leaves, by route and measures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from models.risk import Channel
from models.scenario import Scenario
from planner.costs import ROUTES
from planner.exposure.book import CaseFile
from planner.formulation.concern import expose
from planner.formulation.draft import Draft
from planner.formulation.exporting import exported_ids, regulated
from planner.formulation.measures import in_force
from planner.formulation.routing import SPELLS, covering
from planner.formulation.sets import Integers
from planner.outcome import Outcome
from planner.rules.exported import exported
from planner.rules.exposed import cuts_in_force
from planner.rules.presence_exposure import cases_in_words
from planner.rules.rule import Charge, Rule


def build(draft: Draft) -> None:
    """Price a case while any of its datasets leaves, at the cheapest state that is in force."""
    if SPELLS not in draft.groups:
        return  # A search for a clash may do without routes, and then nothing says what leaves.
    leaving = {dataset.id for dataset in regulated(draft.sets.scenario)}
    for case in draft.sets.exposure.of(Channel.EXPORT):
        if case.group is not None and case.datasets & leaving:
            states = _declare_states(draft, case)
            for dataset in sorted(case.datasets & leaving):
                rows = draft.add_rows(draft.sets.span, 0, np.inf)
                draft.enter(rows, states, 1)
                draft.enter(rows, exported_ids(draft, dataset), -1)
            expose(draft, states, case.export)


def _declare_states(draft: Draft, case: CaseFile) -> Integers:
    """Declare ``state[r, a, t]``: the case is on, under the route and a cut that are in force.

    Without a route only while none is in force: what an exempt export leaves at stake may be less
    than what a route leaves that is due.
    """
    span, cuts = draft.sets.span, len(case.measures) + 1
    route, cut, when = (axis.ravel() for axis in np.indices((len(ROUTES), cuts, span)))
    index = {"route": route, "cut": cut, "period": when}
    states = draft.declare(f"exporting {case.id}", index, 0, 1, integer=False)
    ids = states.ids.reshape(len(ROUTES), cuts, span)
    free = draft.add_rows(span, -np.inf, 1)
    draft.enter(np.tile(free, cuts), ids[0].ravel(), 1)
    for r, kind in enumerate(ROUTES[1:], start=1):
        rows = draft.add_rows(span, -np.inf, 0)
        draft.enter(rows, ids[r], 1)
        if case.group is not None:
            columns, periods = covering(draft, case.entity, case.group, [kind])
            draft.enter(rows[periods], columns, -1)
            draft.enter(free[periods], columns, 1)
    for a, measure in enumerate(case.measures, start=1):
        rows = draft.add_rows(span, -np.inf, 0)
        draft.enter(rows, ids[:, a], 1)
        draft.enter(rows, in_force(draft, measure), -1)
    return ids


def charges(outcome: Outcome) -> Iterable[Charge]:
    """Every case in every period in which one of its datasets leaves."""
    datasets = {dataset.id: dataset for dataset in outcome.scenario.datasets}
    for case in outcome.exposure.of(Channel.EXPORT):
        leaving = [exported(outcome, datasets[name]) for name in sorted(case.datasets)]
        if case.group is None or not leaving:
            continue
        routes = outcome.route_in_force(case.entity, case.group)
        cuts = cuts_in_force(outcome, case)
        weighted = outcome.exposure.weighted_cases[case.id].export
        last = len(cuts) - 1
        for t in range(len(cuts) + 1):
            at = min(t, last)
            if any(dataset[at] for dataset in leaving):
                route = ROUTES.index(routes[at])
                yield Charge(
                    min(int(weighted[route, a, t]) for a in cuts[at]),
                    min(int(case.export[route, a, t]) for a in cuts[at]),
                    period=t,
                )


def values(scenario: Scenario) -> Sequence[str]:
    """Likelihood and loss of each case of the channel."""
    return cases_in_words(scenario, Channel.EXPORT)


RULE = Rule(
    name="export_exposure",
    sentence=(
        "While regulated data of a case can be reached from abroad, its expected loss is at stake, "
        "less under a route, less where law asks for none, and less where a measure cuts it. No "
        "case costs more than one loss."
    ),
    formula=(
        "sum over k,t of p[k,t] loss[k] years[t] fixed remaining[route] (1 - cut[measure]) if any "
        "dataset of k is exported, times the risk weight"
    ),
    unit="money",
    source="likelihoods and losses: the scenario's cases table, each with its own source",
    build=build,
    charges=charges,
    expected=True,
    values=values,
)
