"""Data that leaves its jurisdiction under a plan, and how many individuals it is about."""

from __future__ import annotations

from datetime import date

from models.data import Access, DataClass, Dataset
from models.routes import ASSESSMENT, DataGroup, ExportLaw, group_of
from models.scenario import Scenario
from planner.expanded_plan import ExpandedPlan, measure_from


def export_law(scenario: Scenario, jurisdiction: str) -> ExportLaw | None:
    """Law on exports of a jurisdiction; none where data may leave freely."""
    laws = {place.id: place.exports for place in scenario.jurisdictions}
    return laws[jurisdiction]


def is_exported(expanded: ExpandedPlan, dataset: Dataset, *, exempt: bool = False) -> list[bool]:
    """[t] whether anyone outside the jurisdiction of a regulated dataset can reach it.

    Parameters
    ----------
    expanded, dataset
        The plan, and what leaves under it.
    exempt
        Whether to look at access on a ground that needs no route, or at all other access.
    """
    scenario, span = expanded.scenario, len(expanded.scenario.periods)
    law = export_law(scenario, dataset.stored_in)
    leaves = [False] * span
    if law is None or not law.regulates(group_of(dataset.data_class)):
        return leaves
    for link in expanded.links_to.get(dataset.id, ()):
        if is_exempt(law, dataset, link) is exempt:
            cut_from = _cut_from(expanded, link.cohort, dataset.id)
            for t, heads in enumerate(heads_outside(expanded, link.cohort, dataset.stored_in)):
                leaves[t] |= heads > 0 and t < cut_from
    return leaves


def is_exempt(law: ExportLaw, dataset: Dataset, link: Access) -> bool:
    """Whether access to a dataset has a ground that needs no route."""
    personal = group_of(dataset.data_class) is DataGroup.PERSONAL
    return personal and link.exempt_ground in law.exempt_grounds


def measures_cutting(scenario: Scenario, cohort: str, dataset: str) -> set[str]:
    """Measures that cut the access of a cohort to a dataset while they are in force."""
    return {
        effect.measure
        for effect in scenario.effects
        if effect.dataset == dataset and effect.cohort in {None, cohort}
    }


def exports_personal(expanded: ExpandedPlan, entity: str) -> list[bool]:
    """[t] whether any personal data, sensitive or not, of an entity leaves its jurisdiction."""
    leaving = [False] * len(expanded.scenario.periods)
    for dataset in expanded.scenario.datasets:
        if dataset.entity == entity and group_of(dataset.data_class) is DataGroup.PERSONAL:
            leaving = [a or b for a, b in zip(leaving, is_exported(expanded, dataset), strict=True)]
    return leaving


def heads_outside(expanded: ExpandedPlan, cohort: str, jurisdiction: str) -> list[int]:
    """[t] posts of a cohort that are filled outside a jurisdiction."""
    scenario = expanded.scenario
    heads = [0] * len(scenario.periods)
    for stock in expanded.stocks_of[cohort]:
        if scenario.offices[stock.office].jurisdiction != jurisdiction:
            heads = [total + more for total, more in zip(heads, stock.heads, strict=True)]
    return heads


def _cut_from(expanded: ExpandedPlan, cohort: str, dataset: str) -> int:
    measures = measures_cutting(expanded.scenario, cohort, dataset)
    starts = [measure_from(expanded, measure) for measure in measures]
    return min(starts, default=len(expanded.scenario.periods))


def counted_populations(
    expanded: ExpandedPlan, entity: str, data_class: DataClass
) -> list[set[str]]:
    """[t] populations that count for an entity, from the first of January up to a period.

    A population that the entity holds and another handler exports from the same place counts too:
    volumes cannot be split.
    """
    scenario = expanded.scenario
    place = scenario.export_places[entity]
    held = {d.population for d in scenario.datasets if d.entity == entity and d.population}
    leaving: list[set[str]] = [set() for _ in scenario.periods]
    for dataset in scenario.datasets:
        population, here = dataset.population, dataset.stored_in == place
        counts = here and (dataset.entity == entity or population in held)
        if population is not None and counts and dataset.data_class is data_class:
            for t, leaves in enumerate(is_exported(expanded, dataset)):
                leaving[t] |= {population} if leaves else set()
    return _since_january(scenario, entity, data_class, leaving)


def thresholds(law: ExportLaw, data_class: DataClass, *, critical: bool) -> dict[int, int]:
    """Individuals at which each tier is due; a critical operator's data is assessed from one on."""
    assessed = law.assessment_from_personal, law.assessment_from_sensitive
    if critical and assessed != (None, None):
        return {ASSESSMENT: 1}
    return law.thresholds(data_class)


def route_due(expanded: ExpandedPlan, entity: str) -> list[bool]:
    """[t] whether the volume of personal data that an entity exports asks for any route."""
    scenario = expanded.scenario
    law = export_law(scenario, scenario.export_places[entity])
    due = [False] * len(scenario.periods)
    if law is None:
        return due
    critical = any(each.id == entity and each.critical_operator for each in scenario.entities)
    exporting = exports_personal(expanded, entity)
    for data_class in (DataClass.PERSONAL, DataClass.SENSITIVE):
        lowest = min(thresholds(law, data_class, critical=critical).values(), default=None)
        if lowest is not None:
            for t, populations in enumerate(counted_populations(expanded, entity, data_class)):
                volume = individuals(scenario, populations)
                due[t] |= exporting[t] and volume >= max(lowest, 1)
    return due


def _since_january(
    scenario: Scenario, entity: str, data_class: DataClass, leaving: list[set[str]]
) -> list[set[str]]:
    year = scenario.planning_date.year
    so_far = {
        row.population
        for row in scenario.exported
        if row.entity == entity and row.data_class is data_class
    }
    sums = []
    for period, populations in zip(scenario.periods, leaving, strict=True):
        starts: date = period.starts
        if starts.year != year:
            year, so_far = starts.year, set()
        so_far = so_far | populations
        sums.append(so_far)
    return sums


def individuals(scenario: Scenario, populations: set[str]) -> int:
    """People in some populations."""
    return sum(p.individuals for p in scenario.populations if p.id in populations)
