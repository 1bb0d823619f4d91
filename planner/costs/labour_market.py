"""How pay grows and people leave at each office, over the periods and on through the tail."""

from __future__ import annotations

import numpy as np

from models.labour import LabourMarketYear
from models.scenario import Scenario
from planner.valuation import Figures, calendar_years


def pay_levels(scenario: Scenario) -> Figures:
    """[o, i] pay in an instalment as a multiple of the pay stated in the tables.

    Growth of a year counts from its first of January on, in the tail too.
    """
    stated = scenario.pay_year or scenario.planning_date.year
    grown = [_grown(rows, stated, calendar_years(scenario)) for rows in _by_office(scenario)]
    return np.array(grown)


def attrition(scenario: Scenario) -> Figures:
    """[c, o, i] share of a cohort's people at an office who resign within a year.

    At home it is the cohort's own; elsewhere the office's, if it is given.
    """
    years = calendar_years(scenario)
    there = np.array(
        [[_latest(rows, "attrition", year) for year in years] for rows in _by_office(scenario)],
        dtype=np.float64,
    )
    own = np.array([cohort.attrition for cohort in scenario.cohorts])[:, None, None]
    homes = np.array(
        [[cohort.office == office.id for office in scenario.offices] for cohort in scenario.cohorts]
    )[:, :, None]
    return np.where(homes | np.isnan(there), own, there)


def _by_office(scenario: Scenario) -> list[list[LabourMarketYear]]:
    found: dict[str, list[LabourMarketYear]] = {office.id: [] for office in scenario.offices}
    for row in scenario.labour_market:
        found[row.office].append(row)
    return list(found.values())


def _latest(rows: list[LabourMarketYear], field: str, year: int) -> float:
    """Value of a field in the latest row up to a year that has one; NaN if none has."""
    known = [
        (row.year, getattr(row, field))
        for row in rows
        if row.year <= year and getattr(row, field) is not None
    ]
    return float(max(known)[1]) if known else np.nan


def _grown(rows: list[LabourMarketYear], stated: int, years: list[int]) -> list[float]:
    levels, level = {stated: 1.0}, 1.0
    for year in range(stated + 1, max(years) + 1):
        level *= 1.0 + float(np.nan_to_num(_latest(rows, "wage_growth", year)))
        levels[year] = level
    return [levels.get(year, 1.0) for year in years]
