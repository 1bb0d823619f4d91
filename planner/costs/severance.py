"""Prices of making a person redundant, by the law and practice of a jurisdiction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.labour import PartYear, Severance
from models.scenario import Scenario
from planner.valuation import Converter, Figures

Months = npt.NDArray[np.int64]

Due = Callable[[Severance, Figures, Months], Figures]
"""What each person is due, from wage and full months of service, in the smallest unit."""


@dataclass(frozen=True, eq=False)
class SeverancePrices:
    """[c, t] price of a holder who leaves on the first day of t: the mean of the cohort's bands."""

    moved: Figures
    """The post moves; no consultation has been held."""
    falling: Figures
    """The number of posts falls; no consultation has been held."""
    consulted: Figures
    """The post moves; a consultation has been held. By agreement, or by statute where the firm
    does so and it is cheaper."""
    consulted_falling: Figures
    """The same if the number of posts falls."""
    service: Figures
    """Years of service, paid for by statute when somebody changes employer."""
    in_lieu: npt.NDArray[np.bool_]
    """Whether notice is paid for instead of served: there is no time. For holders of posts that
    move."""
    by_statute: npt.NDArray[np.bool_]
    """Whether holders of posts that move are dismissed by statute after a consultation, since there
    is no agreement to sign or it costs more."""
    by_statute_falling: npt.NDArray[np.bool_]
    """The same for holders of posts that fall away."""


def severance_prices(scenario: Scenario, worth: Converter, levels: Figures) -> SeverancePrices:
    """Work out every price of making people redundant.

    Without a consultation a person signs an agreement where the jurisdiction has one, and is
    otherwise dismissed by statute. Notice is paid for only where it cannot be served between the
    day on which the successor starts and the day on which the person leaves. After a consultation
    it is paid for only where law still requires it.
    """
    laws = {place.id: place.severance for place in scenario.jurisdictions}
    places = {office.id: office.jurisdiction for office in scenario.offices}
    law_of = [laws[places[cohort.office]] for cohort in scenario.cohorts]

    bands = _bands(scenario, worth, levels)

    def mean(due: Due) -> Figures:
        return _mean(bands, law_of, due)

    statute = mean(lambda law, wage, months: statutory_due(law, wage, months, worth))
    agreed = mean(lambda law, wage, months: agreed_due(law, wage, months, worth))
    notice = mean(lambda law, wage, _: law.notice_months * wage)
    dismissed = statute * (1.0 + np.array([_risk(law) for law in law_of])[:, None])
    signs = np.array([law.agreement is not None for law in law_of])[:, None]
    hand_over, ahead = _hand_over_days(scenario), _days_ahead(scenario)
    in_lieu, too_soon = _in_lieu(law_of, hand_over), _in_lieu(law_of, ahead)
    still_due = notice * _due_after_consultation(scenario)[:, None]
    dismissing = ~signs | (not scenario.labour.agreements_only)
    # By statute after a consultation: where posts move, and where their number falls.
    moved, fallen = dismissed + still_due * in_lieu, dismissed + still_due * too_soon
    by_statute = ~signs | (dismissing & (moved < agreed))
    by_statute_falling = ~signs | (dismissing & (fallen < agreed))
    return SeverancePrices(
        moved=np.where(signs, agreed, dismissed + notice * in_lieu),
        falling=np.where(signs, agreed, dismissed + notice * too_soon),
        consulted=np.where(by_statute, moved, agreed),
        consulted_falling=np.where(by_statute_falling, fallen, agreed),
        service=statute,
        in_lieu=in_lieu & ~signs,
        by_statute=by_statute,
        by_statute_falling=by_statute_falling,
    )


def statutory_due(
    law: Severance, wage: Figures, months_of_service: Months, worth: Converter
) -> Figures:
    """Amounts that people get by law for their years of service.

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
    cap = np.inf if law.wage_cap is None else worth(law.wage_cap)
    years, counted = _years(law.part_year, months_of_service), np.minimum(wage, cap)
    if law.years_cap is not None:
        holds = (wage > cap) | (not law.years_cap_only_above_wage_cap)
        years = np.where(holds, np.minimum(years, law.years_cap), years)
    due = np.maximum(law.months_per_year * years, law.minimum_months) * counted
    return due if law.total_cap is None else np.minimum(due, worth(law.total_cap))


def agreed_due(
    law: Severance, wage: Figures, months_of_service: Months, worth: Converter
) -> Figures:
    """Amounts for people who sign, on average over the signing windows; 0 without an agreement.

    Parameters are those of ``statutory_due``.
    """
    if law.agreement is None:
        return np.zeros_like(wage)
    beyond = sum(each.months * each.share for each in law.agreement.windows) * wage
    if law.agreement.capped:
        return statutory_due(law, wage, months_of_service, worth) + beyond
    years = _years(law.part_year, months_of_service)
    return np.maximum(law.months_per_year * years, law.minimum_months) * wage + beyond


def _risk(law: Severance) -> float:
    """Expected cost of disputes, as a share of the amount for service."""
    return law.dispute.disputed * law.dispute.lost if law.dispute is not None else 0.0


@dataclass(frozen=True, eq=False)
class _Bands:
    """Groups of people with the same service: how many, their wage and service in each period."""

    cohort: Months
    """[band]"""
    posts: Months
    """[band]"""
    wage: Figures
    """[band, t] of a month"""
    served: Months
    """[band, t] full months"""


def _bands(scenario: Scenario, worth: Converter, levels: Figures) -> _Bands:
    places = {cohort.id: c for c, cohort in enumerate(scenario.cohorts)}
    offices = {office.id: o for o, office in enumerate(scenario.offices)}
    home = np.array([offices[cohort.office] for cohort in scenario.cohorts])
    rows, span = scenario.service, len(scenario.periods)
    cohort = np.array([places[band.cohort] for band in rows], dtype=np.int64)
    wage = np.array([worth(band.monthly_wage) for band in rows])
    served = np.array([band.years * 12 + band.months for band in rows], dtype=np.int64)
    elapsed = np.array([_months_between(scenario, t) for t in range(span)])
    return _Bands(
        cohort=cohort,
        posts=np.array([band.posts for band in rows], dtype=np.int64),
        wage=wage[:, None] * levels[home[cohort], :span],
        served=served[:, None] + elapsed,
    )


def _due_after_consultation(scenario: Scenario) -> npt.NDArray[np.bool_]:
    """[c] whether the law requires notice after a consultation as well."""
    laws = {place.id: place.mass_redundancy for place in scenario.jurisdictions}
    places = {office.id: office.jurisdiction for office in scenario.offices}
    of_each = [laws[places[cohort.office]] for cohort in scenario.cohorts]
    return np.array([law is None or law.notice for law in of_each], dtype=np.bool_)


def _mean(bands: _Bands, law_of: list[Severance], due: Due) -> Figures:
    """[c, t] mean over the people of each cohort; 0 if their service is not known."""
    laws = list({id(law): law for law in law_of}.values())
    under = np.array([next(i for i, each in enumerate(laws) if each is law) for law in law_of])
    amounts = np.zeros_like(bands.wage)
    for i, law in enumerate(laws):
        here = under[bands.cohort] == i
        amounts[here] = due(law, bands.wage[here], bands.served[here])
    whole, posts = np.zeros((len(law_of), amounts.shape[1])), np.zeros(len(law_of))
    np.add.at(whole, bands.cohort, bands.posts[:, None] * amounts)
    np.add.at(posts, bands.cohort, bands.posts)
    return whole / np.maximum(posts, 1)[:, None]


def _in_lieu(law_of: list[Severance], room: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """[c, t] whether law allows payment instead of notice, and there is no time to serve it."""
    days = np.array([law.notice_days if law.notice_months else 0 for law in law_of])
    short: npt.NDArray[np.bool_] = room[None, :] < days[:, None]
    return short


def _days_ahead(scenario: Scenario) -> npt.NDArray[np.int64]:
    """[t] days from the planning date."""
    return np.array([(each.starts - scenario.planning_date).days for each in scenario.periods])


def _hand_over_days(scenario: Scenario) -> npt.NDArray[np.int64]:
    """[t] days of hand-over of people who leave on the first day of a period."""
    days, overlap = _days_ahead(scenario), scenario.modes.redundancy.overlap_periods
    first = np.maximum(np.arange(len(days)) - overlap, 0)
    return days - days[first]


def _months_between(scenario: Scenario, t: int) -> int:
    start, day = scenario.planning_date, scenario.periods[t].starts
    return (day.year - start.year) * 12 + day.month - start.month - int(day.day < start.day)


def _years(part_year: PartYear, months_of_service: Months) -> Figures:
    years, months = np.divmod(months_of_service, 12)
    if part_year is PartYear.IGNORED:
        return years
    if part_year is PartYear.PRO_RATA:
        return months_of_service / 12
    return years + np.where(months >= 6, 1.0, np.where(months > 0, 0.5, 0.0))
