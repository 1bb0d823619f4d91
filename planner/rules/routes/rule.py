"""Routes: personal and important data leaves only on the legal route that its volume needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from models.data import DataClass
from models.plan import RouteFiling
from models.routes import ASSESSMENT, CONTRACT, DataGroup, ExportLaw
from models.scenario import Scenario
from planner.costs import ROUTES
from planner.expanded_plan import ExpandedPlan, route_ends, route_in_force
from planner.rules.routes.data_leaving import (
    counted_populations,
    export_law,
    exports_personal,
    individuals,
    is_exported,
    thresholds,
)
from planner.rules.routes.limits import EXPORTS
from planner.rules.routes.rows import build
from planner.rules.rule import Charge, Check, Rule


def checks(expanded: ExpandedPlan, _: Sequence[Charge]) -> Iterable[Check]:
    """Volumes of every exporter against the tier of its route; leads, validity, one at a time."""
    scenario = expanded.scenario
    for entity in scenario.entities:
        law = export_law(scenario, scenario.export_places[entity.id])
        if law is None:
            continue
        route = route_in_force(expanded, entity.id, DataGroup.PERSONAL)
        exporting = exports_personal(expanded, entity.id)
        for data_class in (DataClass.PERSONAL, DataClass.SENSITIVE):
            limits = thresholds(law, data_class, critical=entity.critical_operator)
            for t, populations in enumerate(counted_populations(expanded, entity.id, data_class)):
                volume = individuals(scenario, populations)
                if exporting[t] and volume:
                    yield from _volume(entity.id, data_class, volume, limits, route[t].tier, t)
        yield from _important(expanded, entity.id)
    for filing in expanded.plan.routes:
        yield from _checks_of_filing(expanded, filing)


def _volume(
    entity: str,
    data_class: DataClass,
    volume: int,
    limits: Mapping[int, int],
    tier: int,
    t: int,
) -> Iterable[Check]:
    what = f"individuals in {data_class} data that {entity} has exported since January"
    under = "without a route" if tier < CONTRACT else "under a contract"
    beyond = [limit for due, limit in limits.items() if tier < due]
    if beyond:
        yield Check(volume, min(beyond) - 1, f"{what}, {under}", period=t)


def _important(expanded: ExpandedPlan, entity: str) -> Iterable[Check]:
    route = route_in_force(expanded, entity, DataGroup.IMPORTANT)
    for dataset in expanded.scenario.datasets:
        if dataset.entity == entity and dataset.data_class is DataClass.IMPORTANT:
            for t, leaves in enumerate(is_exported(expanded, dataset)):
                unassessed = leaves and route[t].tier < ASSESSMENT
                subject = f"periods in which {dataset.id} leaves without an assessment"
                yield Check(int(unassessed), 0, subject, period=t)


def _checks_of_filing(expanded: ExpandedPlan, filing: RouteFiling) -> Iterable[Check]:
    scenario, periods = expanded.scenario, expanded.scenario.periods
    law = export_law(scenario, scenario.export_places[filing.entity])
    terms = law.terms(filing.route) if law is not None else None
    starts, ends = expanded.period(filing.period), route_ends(expanded, filing)
    name = f"{filing.route} of {filing.entity} for {filing.group} data"
    fits = terms is not None
    fits &= filing.group is not DataGroup.IMPORTANT or filing.route.tier >= ASSESSMENT
    yield Check(int(not fits), 0, f"{name} that the law does not offer", period=starts)
    if terms is None:
        return
    filed = scenario.under_way.filed(filing)
    since = scenario.planning_date if filed else scenario.acts_from
    days, needed = (periods[starts].starts - since).days, 0 if filed else terms.lead_days
    subject = f"days before {name} is in force"
    yield Check(days, needed, subject, at_most=False, period=starts)
    if terms.valid_days is not None:
        lasts = (periods[ends - 1].ends - periods[starts].starts).days
        yield Check(lasts, terms.valid_days, f"days that {name} lasts", period=starts)
    overlaps = sum(
        1
        for other in expanded.plan.routes
        if other is not filing
        and (other.entity, other.group) == (filing.entity, filing.group)
        and expanded.period(other.period) < ends
        and starts < route_ends(expanded, other)
    )
    yield Check(overlaps, 0, f"other routes in force beside {name}", period=starts)


def charges(expanded: ExpandedPlan) -> Iterable[Charge]:
    """Set-up of each filing, and every route in force by the period, tail included."""
    scenario, duties = expanded.scenario, expanded.books.duties
    span = len(scenario.periods)
    entities = [entity.id for entity in scenario.entities]
    for filing in expanded.plan.routes:
        at = entities.index(filing.entity), ROUTES.index(filing.route)
        starts = expanded.period(filing.period)
        once = int(duties.route[(*at, starts)])
        yield Charge(once, once, int(duties.route_cash[(*at, starts)]), starts)
    for e, entity in enumerate(entities):
        for group in DataGroup:
            in_force = route_in_force(expanded, entity, group)
            for t in range(span + 1):
                route = ROUTES.index(in_force[min(t, span - 1)])
                running = int(duties.route_running[e, route, t])
                if running:
                    yield Charge(running, running, period=t)


def values(scenario: Scenario) -> Sequence[str]:
    """Thresholds and routes of each jurisdiction that has a law on exports."""
    lines = []
    for place in scenario.jurisdictions:
        law = place.exports
        if law is None:
            continue
        lines.append(f"{place.name}: {_requirements(law)} ({law.provenance})")
        for route in ROUTES[1:]:
            if terms := law.terms(route):
                name = f" ({terms.name})" if terms.name else ""
                own = "" if terms.filed else ", not filed"
                valid = f", valid {terms.valid_days} days" if terms.valid_days else ""
                lines.append(
                    f"{place.name}, {route}{name}: {terms.lead_days} days{own}{valid}, "
                    f"{terms.set_up} once, {terms.yearly} a year ({terms.provenance})"
                )
    return tuple(lines)


def _requirements(law: ExportLaw) -> str:
    """Thresholds in words, or that no route is needed."""
    personal, sensitive = law.thresholds(DataClass.PERSONAL), law.thresholds(DataClass.SENSITIVE)
    tiers = {CONTRACT: "contract or certification", ASSESSMENT: "assessment"}
    parts = [
        f"{name} from {_count(personal.get(tier))} individuals ({_count(sensitive.get(tier))} "
        "sensitive)"
        for tier, name in tiers.items()
        if tier in personal or tier in sensitive
    ]
    parts += ["assessment of any important data"] if law.important_needs_assessment else []
    return ", ".join(parts) or "no route is needed"


def _count(threshold: int | None) -> str:
    return "no number of" if threshold is None else f"{threshold:,}"


RULE = Rule(
    name="routes",
    sentence=(
        "Regulated data leaves the jurisdiction where it is stored only under a legal route of "
        "the tier that the law requires for the individuals exported since January. Each "
        "population counts once, volumes cannot be split between handlers, and nobody gets access "
        "before the route is in force."
    ),
    formula=(
        "outside: outside[c,t] <= posts[c] arrived[c,t], and arrived[c,t] >= arrived[c,t-1]",
        "reach: arrived[c,t] <= exported[d,t] + measures[t]",
        "counted: counted[p,t] >= exported[d,t]",
        "since January: counted[p,t] >= counted[p,t-1] in the same year",
        (
            "threshold: sum of individuals[p] counted[p,t] <= threshold - 1 if any exported[d,t] "
            "of the handler, unless a route of the tier is in force"
        ),
        "one route: spells of one handler and group do not overlap",
        "price: set_up once a filing, yearly[r] years[t] while a route is in force",
    ),
    cuts=(
        (
            "by mode: sum over o outside, s <= t of heads[c,o,m,s] <= most[c,m,t] arrived[c,t], "
            "where vacancies limit refills, and vacancies and acceptance limit redeploys"
        ),
        (
            "alone: exported[d,t] <= routes in force where its population alone reaches the "
            "threshold"
        ),
        (
            "covers: sum of counted over a minimal set of populations that reaches the threshold "
            "<= its size - 1 without a route (cover inequality)"
        ),
    ),
    unit="individuals",
    source="the export law of each jurisdiction; China: CAC Order 16 of 2024-03-22, Arts. 3-9",
    law=True,
    build=build,
    checks=checks,
    charges=charges,
    values=values,
    limits=(EXPORTS,),
)
