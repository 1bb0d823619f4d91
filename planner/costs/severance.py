"""What it costs to part with a person by the law and practice of a jurisdiction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.labour_law import PartYear, Severance
from models.scenario import Scenario
from models.workforce import Cohort
from planner.valuation import Figures, Worth

Due = Callable[[Severance, float, int], float]
"""What one person is due, by wage and full months of service, in the smallest unit."""


@dataclass(frozen=True, eq=False)
class Exits:
    """[c, t] what a post costs whose holder leaves on the first day of t: mean over its bands."""

    moved: Figures
    """The post moves; no consultation has been held."""
    falling: Figures
    """The number of posts falls; no consultation has been held."""
    consulted: Figures
    """A consultation has been held: by agreement or by statute, whichever is cheaper."""
    service: Figures
    """Years of service, paid for by statute when somebody changes employer."""
    in_lieu: npt.NDArray[np.bool_]
    """Whether notice to those whose posts move is paid for, since there is no time for it."""
    by_statute: npt.NDArray[np.bool_]
    """Whether those who have been consulted on are dismissed by statute: nothing to sign, or more
    costly."""


def exits(scenario: Scenario, worth: Worth, levels: Figures) -> Exits:
    """Work out every price of parting with people.

    Without a consultation a person signs an agreement where the jurisdiction has one, and is
    else dismissed by statute. Notice is paid for only where it cannot be served between the day
    on which the successor starts and the day on which the person leaves, and never to those who
    have been consulted on.
    """
    laws = {place.id: place.severance for place in scenario.jurisdictions}
    places = {office.id: office.jurisdiction for office in scenario.offices}
    law_of = [laws[places[cohort.office]] for cohort in scenario.cohorts]

    def mean(due: Due) -> Figures:
        return _mean(scenario, law_of, worth, levels, due)

    statute = mean(lambda law, wage, months: statutory_due(law, wage, months, worth))
    agreed = mean(lambda law, wage, months: agreed_due(law, wage, months, worth))
    notice = mean(lambda law, wage, _: law.notice_months * wage)
    dismissed = statute * (1.0 + np.array([_risk(law) for law in law_of])[:, None])
    signs = np.array([law.agreement is not None for law in law_of])[:, None]
    hand_over, ahead = _hand_over_days(scenario), _days_ahead(scenario)
    in_lieu, too_soon = _in_lieu(law_of, hand_over), _in_lieu(law_of, ahead)
    by_statute = ~signs | ((dismissed < agreed) & (not scenario.labour.agreements_only))
    return Exits(
        moved=np.where(signs, agreed, dismissed + notice * in_lieu),
        falling=np.where(signs, agreed, dismissed + notice * too_soon),
        consulted=np.where(by_statute, dismissed, agreed),
        service=statute,
        in_lieu=in_lieu & ~signs,
        by_statute=by_statute,
    )


def statutory_due(law: Severance, wage: float, months_of_service: int, worth: Worth) -> float:
    """Amount that law gives to one person for years of service.

    Parameters
    ----------
    law
        Formula and its figures.
    wage
        Of a month, in the smallest unit of the planning currency, like the result.
    months_of_service
        Full months at the day of separation.
    worth
        Converter into the planning currency.
    """
    years, counted = _years(law.part_year, months_of_service), wage
    above_cap = law.wage_cap is not None and wage > worth(law.wage_cap)
    if law.wage_cap is not None and above_cap:
        counted = worth(law.wage_cap)
    if law.years_cap is not None and (above_cap or not law.years_cap_only_above_wage_cap):
        years = min(years, law.years_cap)
    due = max(law.months_per_year * years, law.minimum_months) * counted
    return due if law.total_cap is None else min(due, worth(law.total_cap))


def agreed_due(law: Severance, wage: float, months_of_service: int, worth: Worth) -> float:
    """Amount that one person gets who signs, mean over the windows; nothing without an agreement.

    Parameters are those of ``statutory_due``.
    """
    if law.agreement is None:
        return 0.0
    beyond = sum(each.months * each.share for each in law.agreement.windows) * wage
    if law.agreement.capped:
        return statutory_due(law, wage, months_of_service, worth) + beyond
    years = _years(law.part_year, months_of_service)
    return max(law.months_per_year * years, law.minimum_months) * wage + beyond


def _risk(law: Severance) -> float:
    """Share of the amount for service that disputes are expected to cost once more."""
    return law.dispute.disputed * law.dispute.lost if law.dispute is not None else 0.0


def _mean(
    scenario: Scenario, law_of: list[Severance], worth: Worth, levels: Figures, due: Due
) -> Figures:
    people: dict[str, list[tuple[int, float, int]]] = {each.id: [] for each in scenario.cohorts}
    for band in scenario.service:
        served = band.years * 12 + band.months
        people[band.cohort].append((band.posts, worth(band.monthly_wage), served))
    elapsed = [_months_between(scenario, t) for t in range(len(scenario.periods))]
    grown = {office.id: levels[o].tolist() for o, office in enumerate(scenario.offices)}

    def mean(law: Severance, cohort: Cohort, t: int) -> float:
        level, months = grown[cohort.office][t], elapsed[t]
        posts, whole = 0, 0.0
        for number, wage, served in people[cohort.id]:
            posts += number
            whole += number * due(law, wage * level, served + months)
        return whole / posts if posts else 0.0

    return np.array(
        [
            [mean(law, cohort, t) for t in range(len(elapsed))]
            for law, cohort in zip(law_of, scenario.cohorts, strict=True)
        ]
    )


def _in_lieu(law_of: list[Severance], room: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """[c, t] whether law lets notice be paid for, and there is no room for it."""
    days = np.array([law.notice_days if law.notice_months else 0 for law in law_of])
    short: npt.NDArray[np.bool_] = room[None, :] < days[:, None]
    return short


def _days_ahead(scenario: Scenario) -> npt.NDArray[np.int64]:
    """[t] days from the planning date."""
    return np.array([(each.starts - scenario.planning_date).days for each in scenario.periods])


def _hand_over_days(scenario: Scenario) -> npt.NDArray[np.int64]:
    """[t] days that those who leave in a period have worked beside their successors."""
    days, overlap = _days_ahead(scenario), scenario.modes.redundancy.overlap_periods
    first = np.maximum(np.arange(len(days)) - overlap, 0)
    return days - days[first]


def _months_between(scenario: Scenario, t: int) -> int:
    start, day = scenario.planning_date, scenario.periods[t].starts
    return (day.year - start.year) * 12 + day.month - start.month - int(day.day < start.day)


def _years(part_year: PartYear, months_of_service: int) -> float:
    years, months = divmod(months_of_service, 12)
    if part_year is PartYear.IGNORED:
        return years
    if part_year is PartYear.PRO_RATA:
        return months_of_service / 12
    return years + (1 if months >= 6 else 0.5 if months > 0 else 0)
