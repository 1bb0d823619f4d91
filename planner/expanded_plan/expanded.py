"""What a plan does to the company, period by period, in plain integers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models.data import Access
from models.errors import InputError
from models.plan import Plan
from models.scenario import Scenario
from models.workforce import Cohort, Mode
from planner.books import Books
from planner.expanded_plan.moves import LandedMove, Separation, Stock, landed_moves, stocks_after
from planner.expanded_plan.unknown_names import unknown_names
from planner.expanded_plan.vacancy_pool import SHARES_OF_A_HEAD, Pool, pool_of
from planner.valuation import Amounts


@dataclass(frozen=True, eq=False)
class ExpandedPlan:
    """A plan, worked out against its scenario."""

    books: Books
    plan: Plan
    landings: tuple[LandedMove, ...]
    """One for each move of the plan, in its order."""
    stocks: tuple[Stock, ...]
    """Every cohort at home, then every cohort at each office it moves to."""

    @property
    def scenario(self) -> Scenario:
        """The scenario that the plan is for."""
        return self.books.scenario

    @cached_property
    def stocks_of(self) -> Mapping[str, tuple[Stock, ...]]:
        """Stocks by the id of their cohort."""
        found: dict[str, list[Stock]] = {}
        for stock in self.stocks:
            found.setdefault(self.cohort(stock).id, []).append(stock)
        return {name: tuple(stocks) for name, stocks in found.items()}

    @cached_property
    def heads(self) -> Amounts:
        """[stock, t + tail] posts of every stock, as they stay through the tail."""
        counts = np.array([stock.heads for stock in self.stocks], dtype=np.int64)
        return np.concatenate([counts, counts[:, -1:]], axis=1)

    @cached_property
    def places(self) -> tuple[list[int], list[int]]:
        """Cohort and office of every stock."""
        return [stock.cohort for stock in self.stocks], [stock.office for stock in self.stocks]

    @cached_property
    def links_to(self) -> Mapping[str, tuple[Access, ...]]:
        """Access links by the id of their dataset."""
        found: dict[str, list[Access]] = {}
        for link in self.scenario.access:
            found.setdefault(link.dataset, []).append(link)
        return {name: tuple(links) for name, links in found.items()}

    @cached_property
    def separations(self) -> tuple[Separation, ...]:
        """Everyone made redundant within the horizon: by moves in their order, then by falls."""
        span = len(self.scenario.periods)
        moved = (
            Separation(each.cohort, each.leaves, each.heads, each)
            for each in self.landings
            if each.mode is Mode.REDUNDANCY and each.leaves < span
        )
        fallen = (
            Separation(c, t, heads, None)
            for c, pool in enumerate(self.vacancy_pools)
            for t, heads in enumerate(pool.separated_heads)
            if heads
        )
        return (*moved, *fallen)

    @cached_property
    def steps(self) -> Amounts:
        """[c, t] by how much the number of posts grows on the first day of a period."""
        counts = [
            (cohort.posts - cohort.vacant, *self.scenario.posts[cohort.id])
            for cohort in self.scenario.cohorts
        ]
        posts = np.array(counts, dtype=np.int64)
        return posts[:, 1:] - posts[:, :-1]

    @cached_property
    def vacancy_pools(self) -> tuple[Pool, ...]:
        """[c] vacant posts: new or left by attrition, closed by falls, filled by the plan."""
        window, home = self.scenario.refill_window_periods, self.heads[: len(self.steps)]
        vacated_shares = SHARES_OF_A_HEAD * np.maximum(self.steps, 0)
        vacated_shares[:, 1:] += self.books.costs.leavers[:, :-1] * home[:, :-2]
        fallen_heads = np.maximum(-self.steps, 0)
        by_cohort = zip(
            vacated_shares.tolist(),
            self.vacancies_filled.tolist(),
            fallen_heads.tolist(),
            strict=True,
        )
        return tuple(pool_of(*counts, window) for counts in by_cohort)

    @cached_property
    def vacancies_filled(self) -> Amounts:
        """[c, t] vacant posts that the plan fills: by refills elsewhere or by people placed."""
        filled = np.zeros_like(self.steps)
        for landing in self.landings:
            if landing.mode is Mode.REFILL:
                filled[landing.cohort, landing.lands] += landing.heads
        cohorts = {cohort.id: c for c, cohort in enumerate(self.scenario.cohorts)}
        for placement in self.plan.placements:
            at = cohorts[placement.into], self.period(placement.period)
            filled[at] += placement.heads
        return filled

    def home(self, cohort: int) -> Stock:
        """Posts of a cohort that are still at home."""
        return self.stocks[cohort]

    @property
    def away(self) -> tuple[Stock, ...]:
        """Posts that have landed elsewhere."""
        return self.stocks[len(self.scenario.cohorts) :]

    def cohort(self, stock: Stock | LandedMove | Separation) -> Cohort:
        """Cohort of a stock, a landing or a separation."""
        return self.scenario.cohorts[stock.cohort]

    def left_behind(self, landing: LandedMove, amounts: Amounts) -> int:
        """Sum of amounts over [t + tail] from the day a post leaves on; 0 if it never does."""
        departs = landing.leaves < len(self.scenario.periods)
        return int(amounts[landing.leaves :].sum()) if departs else 0

    def period(self, label: str) -> int:
        """Position of a period."""
        return next(each.index for each in self.scenario.periods if each.label == label)


def expand(books: Books, plan: Plan) -> ExpandedPlan:
    """Work out what a plan does.

    Raises
    ------
    InputError
        The plan names something that the scenario does not have, or ends a route before it starts.
    """
    if problems := list(unknown_names(books.scenario, plan)):
        raise InputError(problems)
    landings = tuple(landed_moves(books.scenario, plan))
    return ExpandedPlan(books, plan, landings, tuple(stocks_after(books.scenario, landings)))
