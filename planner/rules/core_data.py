"""Core data: posts that can reach it never leave its jurisdiction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from models.data import DataClass
from models.scenario import Scenario
from planner.expanded_plan import ExpandedPlan
from planner.formulation.sets import Mask, Sets
from planner.rules.limit_kind import SHUT_OUT, LimitKind
from planner.rules.named_limit import NamedLimit, listed
from planner.rules.rule import Charge, Check, Rule


def admits(sets: Sets) -> Mask:
    """[c, o, m, t] moves that keep every core dataset inside its jurisdiction."""
    scenario = sets.scenario
    stores = {d.id: d.stored_in for d in scenario.datasets if d.data_class is DataClass.CORE}
    cohorts = {cohort.id: i for i, cohort in enumerate(scenario.cohorts)}
    admitted = np.ones(sets.shape, dtype=np.bool_)
    for link in scenario.access:
        if link.dataset in stores:
            outside = [place.jurisdiction != stores[link.dataset] for place in scenario.offices]
            admitted[cohorts[link.cohort], outside] = False
    return admitted


def checks(expanded: ExpandedPlan, _: Sequence[Charge]) -> Iterable[Check]:
    """Each move of a cohort that can reach core data."""
    places = {office.id: office.jurisdiction for office in expanded.scenario.offices}
    for landing, move in zip(expanded.landings, expanded.plan.moves, strict=True):
        for dataset, stored_in in core_data_of(expanded.scenario, move.cohort):
            leaves = places[move.destination] != stored_in
            yield Check(
                value=move.heads if leaves else 0,
                limit=0,
                subject=f"posts of {move.cohort} moved to {move.destination} that reach {dataset}",
                period=landing.lands,
                cohorts=(move.cohort,),
                offices=(move.destination,),
            )


def core_data_of(scenario: Scenario, cohort: str) -> list[tuple[str, str]]:
    """Core datasets that a cohort can reach, each with the jurisdiction of its store."""
    reached = {link.dataset for link in scenario.access if link.cohort == cohort}
    return [
        (dataset.id, dataset.stored_in)
        for dataset in scenario.datasets
        if dataset.data_class is DataClass.CORE and dataset.id in reached
    ]


def _words(limit: NamedLimit) -> str:
    out = listed([each.name for each in limit.offices])
    return f"posts of {limit.cohort.id} reach core data and stay out of {out}"


RULE = Rule(
    name="core_data",
    sentence="Posts that can reach core data never leave the jurisdiction where it is stored.",
    formula=(
        (
            "core data: heads[c,o,m,t] = 0 if c can reach a core dataset stored outside "
            "jurisdiction[o]"
        ),
    ),
    unit="posts",
    source="Data Security Law of the PRC, Arts. 21 and 45",
    law=True,
    admits=admits,
    checks=checks,
    limits=(LimitKind(SHUT_OUT, _words),),
)
