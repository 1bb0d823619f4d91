"""Published instances of facility location and assignment, in the planner's words.

A facility is an office without seats until a block with all of its capacity is bought, for its
opening cost. A customer is a cohort at a home office that must be empty at the end, and what it
costs to serve is the listed one-off figure of the cohort there. A customer of a single source, or a
job, is an indivisible cohort of one post that takes as many seats as it demands, by office where
the table says so. One period, no tail, no risk, no other price.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.calendar import Horizon
from models.limits import Team, TeamKind
from models.money import Money
from models.places import Office
from models.scenario import Scenario
from models.workforce import Cohort, CostOverride
from tests.support.builders import (
    entity,
    jurisdiction,
    office,
    pay,
    role,
    scenario,
)

SINGLE_UNIT = 100
"""Cents that one unit of an instance is worth where what is served is one post."""

SPLIT_UNIT = 1_000_000
"""Cents that one unit is worth where a post bears a fraction of the cost, rounded to a cent."""


@dataclass(frozen=True)
class Published:
    """An instance as it was published."""

    capacities: tuple[float, ...]
    """[i] of each facility."""
    openings: tuple[float, ...]
    """[i] cost of opening it."""
    demands: tuple[tuple[float, ...], ...]
    """[i][j] of each customer at each facility."""
    costs: tuple[tuple[float, ...], ...]
    """[i][j] of serving all of a customer from a facility."""
    single: bool
    """Whether each customer is served from one facility."""

    @property
    def unit(self) -> int:
        """Cents that one unit of its money is worth in the scenario."""
        return SINGLE_UNIT if self.single else SPLIT_UNIT

    @property
    def rounding(self) -> int:
        """Cents by which a scenario's total may miss the published one, from rounded prices."""
        return 0 if self.single else round(sum(self.demands[0]) / 2) + 1

    @property
    def scenario(self) -> Scenario:
        """The same, for the planner."""
        customers = range(len(self.demands[0]))
        cohorts = tuple(self._cohort(j) for j in customers)
        teams = (
            Team(id="whole", kind=TeamKind.INDIVISIBLE, cohorts=tuple(each.id for each in cohorts)),
        )
        return scenario(
            horizon=Horizon(periods=1, tail_periods=0),
            jurisdictions=(jurisdiction("here"),),
            entities=(entity("firm", "here"),),
            offices=(
                office("home", "here", "firm", seats=int(sum(self.demands[0])) + 1),
                *(self._office(i) for i in range(len(self.capacities))),
            ),
            roles=(role("served", skills=("never_hired",)),),
            pay=(
                pay("served", "home", "USD 0"),
                *(pay("served", f"f{i}", "USD 0") for i in range(len(self.capacities))),
            ),
            cohorts=cohorts,
            costs=tuple(self._served(i, j) for i in range(len(self.capacities)) for j in customers),
            teams=teams if self.single else (),
        )

    def _office(self, i: int) -> Office:
        return office(
            f"f{i}",
            "here",
            "firm",
            seats=0,
            block_seats=int(self.capacities[i]),
            max_blocks=1,
            block_fit_out=self._money(self.openings[i]),
            block_lease=self._money(0),
            relocation=None,
        )

    def _cohort(self, j: int) -> Cohort:
        posts = 1 if self.single else int(self.demands[0][j])
        return Cohort(
            id=f"c{j}",
            role="served",
            entity="firm",
            office="home",
            posts=posts,
            must_go=posts,
        )

    def _served(self, i: int, j: int) -> CostOverride:
        posts = 1 if self.single else self.demands[i][j]
        seats = self.demands[i][j] if self.single else None
        return CostOverride(
            cohort=f"c{j}",
            office=f"f{i}",
            one_off=self._money(self.costs[i][j] / posts),
            seats_per_head=seats,
        )

    def _money(self, amount: float) -> Money:
        return Money(currency="USD", amount=round(amount * self.unit))


def orlib_facilities(file: Path) -> Published:
    """Facilities, then each customer with its demand and costs; demand may be split."""
    take = _Numbers(file)
    facilities, customers = take.whole(2)
    sites = [take(2) for _ in range(facilities)]
    rows = [take(1 + facilities) for _ in range(customers)]
    return Published(
        capacities=tuple(capacity for capacity, _ in sites),
        openings=tuple(opening for _, opening in sites),
        demands=(tuple(row[0] for row in rows),) * facilities,
        costs=tuple(tuple(row[1 + i] for row in rows) for i in range(facilities)),
        single=False,
    )


def holmberg_facilities(file: Path) -> Published:
    """Facilities, all demands, then the costs of each facility; each customer has one source."""
    take = _Numbers(file)
    facilities, customers = take.whole(2)
    sites = [take(2) for _ in range(facilities)]
    demands = tuple(take(customers))
    return Published(
        capacities=tuple(capacity for capacity, _ in sites),
        openings=tuple(opening for _, opening in sites),
        demands=(demands,) * facilities,
        costs=tuple(tuple(take(customers)) for _ in range(facilities)),
        single=True,
    )


def assignment(file: Path) -> Published:
    """Costs and resources of each agent for each job, then capacities; agents are open for free."""
    take = _Numbers(file)
    agents, jobs = take.whole(2)
    costs = tuple(tuple(take(jobs)) for _ in range(agents))
    resources = tuple(tuple(take(jobs)) for _ in range(agents))
    return Published(
        capacities=tuple(take(agents)),
        openings=(0.0,) * agents,
        demands=resources,
        costs=costs,
        single=True,
    )


class _Numbers:
    """The numbers of a file, one after another."""

    def __init__(self, file: Path) -> None:
        self._rest = iter([float(word) for word in file.read_text(encoding="ascii").split()])

    def __call__(self, count: int) -> Sequence[float]:
        return [next(self._rest) for _ in range(count)]

    def whole(self, count: int) -> Sequence[int]:
        """The next numbers, which have no fractions."""
        return [int(number) for number in self(count)]


FAMILIES: dict[str, Any] = {"cap": orlib_facilities, "holmberg": holmberg_facilities}


def read(file: Path) -> Published:
    """An instance, by the family that its name begins with."""
    for family, reader in FAMILIES.items():
        if file.name.startswith(family):
            found: Published = reader(file)
            return found
    return assignment(file)
