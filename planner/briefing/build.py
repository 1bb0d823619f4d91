"""A briefing on one to five plans, exact: for the planner, and to be made fit for a board."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from models.baselines import BaselineName
from models.briefing import Briefing, BriefingNames
from models.choices import Audience
from models.compared import ComparedKind
from models.named import NamedPlan, NamedScenario
from models.scenario import Scenario
from planner.briefing.break_even import add_break_evens
from planner.briefing.comparable import check_comparable
from planner.briefing.few_accept import add_few_accept
from planner.briefing.holdings import holdings
from planner.briefing.inputs import assumed_inputs
from planner.briefing.options import (
    baseline_option,
    column_of,
    offices_losing_posts,
    plan_option,
)
from planner.briefing.pairs import pairs_of
from planner.briefing.ranged import RangedWorld
from planner.briefing.settings import setting_changes
from planner.briefing.uncertainty import sensitivities_of, with_ranges
from planner.briefing.waits import add_waiting
from planner.briefing.worlds import grid_of, worlds_of
from planner.sensitivity import uncertain_inputs
from planner.wording.names import cohort_titles, distinct_names, entity_names, office_names


def briefing_of(
    plans: Sequence[NamedPlan],
    *,
    title: str,
    common: NamedScenario | None = None,
    waiting_seconds: float = 0.0,
    priced: Sequence[NamedPlan] = (),
) -> Briefing:
    """Work out all that a paper on some plans says.

    Parameters
    ----------
    plans
        One to five plans of one programme and currency, with different names.
    title
        Of the paper.
    common
        The scenario that all plans are valued in, with its risk weight; by default that of the
        first plan.
    waiting_seconds
        Time for finding what waiting a quarter costs; it is left out for 0.
    priced
        Plans whose amounts are told for theirs, in the same order; by default the plans themselves.

    Raises
    ------
    InputError
        The plans cannot stand side by side.
    """
    check_comparable(plans, common)
    worlds = worlds_of(plans, common)
    world, homes = worlds[0], {each.scenario.hash: each for each in worlds}
    priced = priced or plans
    scenario, grid = world.scenario, grid_of(worlds, plans, priced)
    values = [row.values[0] for row in grid.rows[: len(plans)]]
    options = [
        *(
            plan_option(plan, value, world if value else homes[plan.scenario.hash])
            for plan, value in zip(plans, values, strict=True)
        ),
        *(baseline_option(name, world) for name in BaselineName),
    ]
    amounts = [
        replace(option, plan=each.result.audited_plan)
        for option, each in zip(options[: len(plans)], priced, strict=True)
    ]
    losing = offices_losing_posts(scenario, plans)
    inputs = uncertain_inputs(scenario)
    made_of = zip_longest(options, amounts)
    columns = add_break_evens(
        world, inputs, [column_of(option, losing, told) for option, told in made_of]
    )
    carried = [option.plan if option.value else None for option in amounts]
    ranged = RangedWorld.of(world, carried, inputs)
    sensitivities = sensitivities_of(ranged, priced, columns)
    columns = with_ranges(ranged, columns, sensitivities)
    columns = add_few_accept(scenario, plans, columns)
    made = {plan.name: plan.result.audited_plan for plan in plans}
    signed = [each for option in options[: len(plans)] for each in option.signatures]
    return Briefing(
        title=title,
        audience=Audience.PLANNER,
        currency=scenario.currency,
        planning_date=scenario.planning_date,
        risk_weight=scenario.risk_weight,
        floor=scenario.floor_heads,
        plans=tuple(plan.name for plan in plans),
        options=add_waiting(scenario, plans, columns, waiting_seconds),
        better_baseline=ComparedKind(world.baselines.better.value),
        grid=grid,
        pairs=pairs_of(scenario, plans, values),
        holdings=holdings({name: plan for name, plan in made.items() if plan is not None}),
        inputs=assumed_inputs(scenario, sensitivities[0]),
        signatures=tuple(sorted(signed, key=lambda each: each.by)),
        settings=setting_changes(plans),
        names=_names([each.scenario for each in worlds]),
    )


def _names(scenarios: Sequence[Scenario]) -> BriefingNames:
    """Names of all that the scenarios have; for what several have, that of the common world."""

    def of(names: Callable[[Scenario], Mapping[str, str]]) -> dict[str, str]:
        known: dict[str, str] = {}
        for scenario in scenarios:
            for key, name in names(scenario).items():
                known.setdefault(key, name)
        return known

    return BriefingNames(
        offices=of(office_names),
        entities=of(entity_names),
        measures=of(lambda each: distinct_names((m.id, m.name) for m in each.measures)),
        jurisdictions=of(lambda each: distinct_names((p.id, p.name) for p in each.jurisdictions)),
        cohorts=of(cohort_titles),
    )
