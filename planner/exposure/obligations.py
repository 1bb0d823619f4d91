"""Obligations: what each is about, when it is due, and what it costs, rounded once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from models.data import Dataset
from models.obligations import Obligation, ObligationAbout
from models.scenario import Scenario
from models.signals import Stage
from planner.exposure.concern import reaching, residents_among, sites_of
from planner.exposure.likelihoods import Readings, readings, stage_on
from planner.valuation import Amounts, Converter, present_value, rounded_amounts, worth_in

OBLIGATION = "obligation "
"""Prefix of the id, so that no case has the same."""


@dataclass(frozen=True, eq=False)
class ObligationFile:
    """One obligation with its coefficients, in the smallest unit of the planning currency."""

    id: str
    """The id of the scenario after the prefix ``obligation``."""
    about: ObligationAbout
    concerned: frozenset[str]
    """Cohorts that count wherever the entity has them in the jurisdiction."""
    residents: frozenset[str]
    """Concerned cohorts whose home posts count."""
    sites: frozenset[str]
    """Offices where arrivals count."""
    datasets: frozenset[str]
    """Datasets of the entity, stored in the jurisdiction, that it is about."""
    due: npt.NDArray[np.bool_]
    """[t] whether it is due on the first day of a period."""
    set_up: Amounts
    """[t]"""
    yearly: Amounts
    """[t + tail] cost of a period, 0 where it is not due; it is due in the tail as in the last."""


def obligation_files(scenario: Scenario) -> tuple[ObligationFile, ...]:
    """Look up what each obligation of a scenario is about, and work out its prices."""
    known, worth = readings(scenario), worth_in(scenario)
    return tuple(_file(scenario, each, known, worth) for each in scenario.obligations)


def _file(
    scenario: Scenario, each: Obligation, known: Readings, worth: Converter
) -> ObligationFile:
    factor, years = present_value(scenario)
    about = {dataset.id for dataset in scenario.datasets if _is_about(each, dataset)}
    here = {
        dataset.id
        for dataset in scenario.datasets
        if dataset.entity == each.entity and dataset.stored_in == each.jurisdiction
    }
    concerned = reaching(scenario, about)
    due = np.array([_is_due(each, known, period.starts) for period in scenario.periods])
    set_up = 0.0 if each.in_force else worth(each.set_up)
    return ObligationFile(
        id=f"{OBLIGATION}{each.id}",
        about=each.about,
        concerned=concerned,
        residents=residents_among(scenario, concerned, each.entity, each.jurisdiction),
        sites=sites_of(scenario, each.entity, each.jurisdiction),
        datasets=frozenset(about & here),
        due=due,
        set_up=rounded_amounts(set_up * factor),
        yearly=rounded_amounts(worth(each.yearly) * years * np.append(due, due[-1])),
    )


def _is_about(each: Obligation, dataset: Dataset) -> bool:
    return (
        each.dataset in {None, dataset.id}
        and (not each.data_classes or dataset.data_class in each.data_classes)
        and (dataset.mlps_level or 1) >= (each.mlps_level or 1)
    )


def _is_due(each: Obligation, known: Readings, on: date) -> bool:
    if each.in_force:
        return True
    if each.matter is not None and each.stage is not None:
        stages = [stage_on(signal, on) for signal in known.signals.get(each.matter, ())]
        order = list(Stage)
        return any(order.index(stage) >= order.index(each.stage) for stage in stages)
    return each.due_from is None or each.due_from <= on
