"""A briefing on one to five plans, exact: for the planner, and to be made fit for a board."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from models.baselines import BaselineName
from models.briefing import Briefing, BriefingNames, ComparedKind
from models.choices import Audience
from models.named import NamedPlan, NamedScenario
from models.scenario import Scenario
from planner.briefing.comparable import check_comparable
from planner.briefing.options import baseline_option, offices_losing_posts, plan_option
from planner.briefing.pairs import pairs_of
from planner.briefing.worlds import grid_of, worlds_of
from planner.exports.names import distinct_names, entity_names, office_names


def briefing_of(
    plans: Sequence[NamedPlan], *, title: str, common: NamedScenario | None = None
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

    Raises
    ------
    InputError
        The plans cannot stand side by side.
    """
    check_comparable(plans, common)
    worlds = worlds_of(plans, common)
    world = worlds[0]
    scenario, grid = world.scenario, grid_of(worlds, plans)
    homes = {each.scenario.hash: each for each in worlds}
    values = [row.values[0] for row in grid.rows[: len(plans)]]
    losing = offices_losing_posts(scenario, plans)
    return Briefing(
        title=title,
        audience=Audience.PLANNER,
        currency=scenario.currency,
        planning_date=scenario.planning_date,
        risk_weight=scenario.risk_weight,
        floor=scenario.floor_heads,
        plans=tuple(plan.name for plan in plans),
        options=(
            *(
                plan_option(plan, value, world if value else homes[plan.scenario.hash], losing)
                for plan, value in zip(plans, values, strict=True)
            ),
            *(baseline_option(name, world, losing) for name in BaselineName),
        ),
        better_baseline=ComparedKind(world.baselines.better.value),
        grid=grid,
        pairs=pairs_of(scenario, plans, values),
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
    )
