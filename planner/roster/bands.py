"""People of a cohort -> service bands that cost in severance what the people cost, row by row.

Severance has caps, so it is not linear: the mean of what people are due is not what somebody of
mean pay and mean service is due. So each row is priced first, people on either side of a wage cap
are kept apart where there are enough of them, service is weighed by pay, and the wage of a band is
set so that the law gives the band what its people get together.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from models.labour import Severance
from models.money import Money
from models.workforce import ServiceBand
from planner.costs.severance import agreed_due, statutory_due
from planner.roster.money import annual_pay, three_digits, unit_worth
from planner.roster.posts import Post
from planner.valuation import Converter, Figures

_YEARS = (1, 3, 5, 8, 12, 20)
"""Full years of service at which a new band may begin."""

_ROUNDS = 4
_NEAR = (0.5, 2.0)
"""How far the wage of a band may lie from the mean wage of its people, as a factor."""


@dataclass(frozen=True)
class CohortBands:
    """The service bands of a cohort, and what they cost beside what its people cost."""

    bands: tuple[ServiceBand, ...]
    by_row: float
    """Severance of all its people, each by pay and service, in the planning currency."""
    by_band: float
    """The same, from the bands."""


def bands_of(
    cohort: str,
    people: Sequence[Post],
    currency: str,
    law: Severance,
    worth: Converter,
    floor: int,
) -> CohortBands:
    """Service bands of at least so many people each.

    Parameters
    ----------
    cohort
        Id of the cohort.
    people
        Its people; none is listed in a band if the service of one is not known.
    currency
        Currency of the bands.
    law
        Severance where they work.
    worth
        Converter into the planning currency.
    floor
        Fewest people of a band.
    """
    if len(people) < floor or any(post.months < 0 for post in people):
        return CohortBands((), 0.0, 0.0)
    wage = annual_pay(people, worth) / 12
    months = np.array([post.months for post in people], dtype=np.int64)
    due = _due(law, wage, months, worth)
    unit = unit_worth(currency, worth)
    cap = np.inf if law.wage_cap is None else worth(law.wage_cap)
    found: dict[tuple[int, int], tuple[int, float]] = {}
    for chosen in _chunks(wage > cap, months, floor):
        # Service weighed by pay, so that the wage can stay what it is on average.
        served = round(float(np.average(months[chosen], weights=wage[chosen])))
        paid = _fitting(law, wage[chosen].mean(), served, due[chosen].mean(), worth)
        amount = three_digits(paid / unit)
        # Bands of one service and wage are one row of the table.
        posts, _ = found.get((served, amount), (0, 0.0))
        cost = float(_due(law, np.array([amount * unit]), np.array([served]), worth)[0])
        found[served, amount] = posts + len(chosen), cost
    bands = tuple(
        ServiceBand(
            cohort=cohort,
            posts=posts,
            years=served // 12,
            months=served % 12,
            monthly_wage=Money(currency=currency, amount=amount),
        )
        for (served, amount), (posts, _) in found.items()
    )
    by_band = sum(posts * cost for posts, cost in found.values())
    return CohortBands(bands, float(due.sum()), by_band)


def _due(law: Severance, wage: Figures, months: np.ndarray, worth: Converter) -> Figures:
    """By agreement where people sign one, otherwise by statute: what a redundancy is priced at."""
    price = statutory_due if law.agreement is None else agreed_due
    return price(law, wage, months, worth)


def _chunks(above_cap: np.ndarray, months: np.ndarray, floor: int) -> list[np.ndarray]:
    """Rows of each band: cut at the wage cap and at years, where enough are on both sides."""
    order = np.lexsort((months, above_cap))
    classes = [
        (bool(above_cap[row]), bisect_right(_YEARS, int(months[row]) // 12)) for row in order
    ]
    cuts = [0]
    for place in range(1, len(order)):
        enough = place - cuts[-1] >= floor and len(order) - place >= floor
        if classes[place] != classes[place - 1] and enough:
            cuts.append(place)
    return [order[start:end] for start, end in pairwise([*cuts, len(order)])]


def _fitting(law: Severance, mean: float, served: int, due: float, worth: Converter) -> float:
    """The wage near the mean for which the law gives the mean of what the people are due."""
    wage, months = float(mean), np.array([served])
    best, least = wage, np.inf
    for _ in range(_ROUNDS):
        given = float(_due(law, np.array([wage]), months, worth)[0])
        if abs(given - due) < least:
            best, least = wage, abs(given - due)
        if given <= 0:
            break
        wage = min(max(wage * due / given, mean * _NEAR[0]), mean * _NEAR[1])
    return best
