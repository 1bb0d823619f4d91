"""Every plan of moves, measures, routes and consultations, and the cheapest that is lawful."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain, combinations, product

from models.plan import Consultation, MeasureStart, Move, Plan, RouteFiling
from models.routes import DataGroup, RouteKind, group_of
from models.scenario import Scenario
from models.workforce import Mode
from planner.audit import audit
from planner.books import Books, books_of
from tests.planner.rules.every_plan import every_plan, number_of_plans, slots

MENDED_BY_DUTIES = frozenset({"mass_redundancy", "routes", "exposure_cap", "budget"})
"""Rules that moves may break alone and keep with a measure, a route or a consultation: one of the
last may take more off the cash of severance than it costs."""


class EveryDuty:
    """All decisions of a scenario, kind by kind, that are not forbidden for themselves."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario, self.books = scenario, books_of(scenario)
        self.labels = tuple(period.label for period in scenario.periods)

    @cached_property
    def moves(self) -> list[list[Move]]:
        """[c] moves of one head."""
        return slots(self.scenario, self.books)

    @cached_property
    def measures(self) -> list[tuple[MeasureStart, ...]]:
        """Every way to start some measures, each in one period or never."""
        return [
            tuple(chain.from_iterable(picked))
            for picked in product(*(self._starts(each.id) for each in self.scenario.measures))
        ]

    def _starts(self, measure: str) -> list[tuple[MeasureStart, ...]]:
        every = [MeasureStart(measure=measure, period=label) for label in self.labels]
        return [(), *((each,) for each in every if self._keeps("measures", measures=(each,)))]

    @cached_property
    def routes(self) -> list[tuple[RouteFiling, ...]]:
        """Every way to file routes, one at a time for each entity and group that has such data.

        Where no law regulates an entity's data, nobody files for it.
        """
        laws = {each.id: each.exports for each in self.scenario.jurisdictions}
        groups = {
            (each.entity, group)
            for each in self.scenario.datasets
            if (law := laws[each.stored_in]) and law.regulates(group := group_of(each.data_class))
        }
        of_each = [
            [(), *self._filings(entity, group)]
            for entity, group in sorted(pair for pair in groups if pair[1] is not None)
            if group is not None
        ]
        return [tuple(chain.from_iterable(picked)) for picked in product(*of_each)]

    def _filings(self, entity: str, group: DataGroup) -> Iterator[tuple[RouteFiling, ...]]:
        """Spells one after another; what is wrong with one shows where nothing leaves."""
        quiet = books_of(self.scenario.model_copy(update={"access": (), "exported": ()}))
        possible = [
            RouteFiling(entity=entity, group=group, route=route, period=begin, until=end)
            for route in self._offered(entity)
            for begin, end in combinations((*self.labels, None), 2)
            if begin is not None
        ]
        lawful = [each for each in possible if self._keeps("routes", books=quiet, routes=(each,))]
        for number in range(1, len(self.labels) + 1):
            for several in combinations(lawful, number):
                if all(_one_after_the_other(*pair) for pair in combinations(several, 2)):
                    yield several

    def _offered(self, entity: str) -> list[RouteKind]:
        laws = {each.id: each.exports for each in self.scenario.jurisdictions}
        law = laws[self.scenario.export_places[entity]]
        return [route for route in RouteKind if law is not None and law.terms(route) is not None]

    @cached_property
    def consultations(self) -> list[tuple[Consultation, ...]]:
        """Every set of consultations of employers who could make anyone redundant.

        One alone is about nobody; whether it comes too soon shows all the same.
        """
        redundant = {
            move.cohort for each in self.moves for move in each if move.mode is Mode.REDUNDANCY
        }
        posts = self.scenario.posts
        redundant |= {name for name, counts in posts.items() if list(counts) != sorted(counts)}
        employers = {each.entity for each in self.scenario.cohorts if each.id in redundant}
        every = [
            Consultation(entity=entity, period=label)
            for entity in sorted(employers)
            for label in self.labels
        ]
        lawful = [each for each in every if not self._too_soon(each)]
        return [
            several for number in range(len(lawful) + 1) for several in combinations(lawful, number)
        ]

    def _too_soon(self, talk: Consultation) -> bool:
        broken = audit(Plan(consultations=(talk,)), self.books).violations
        return any(finding.words.startswith("days of consultation") for finding in broken)

    def _keeps(
        self, rule: str, *, books: Books | None = None, **decisions: Sequence[object]
    ) -> bool:
        plan = Plan.model_validate(decisions)
        broken = audit(plan, books or self.books).violations
        return all(finding.rule != rule for finding in broken)

    def number(self, most: int) -> int:
        """How many plans there are to judge at most, counted until there are too many."""
        number = number_of_plans(self.scenario, self.moves)
        for each in ("measures", "routes", "consultations"):
            if number > most:
                break
            number *= len(getattr(self, each))
        return number

    def plans(self) -> Iterator[Plan]:
        """All of them, but for those whose moves break what no duty can mend."""
        for moved in every_plan(self.scenario, self.moves):
            broken = {finding.rule for finding in audit(moved, self.books).violations}
            if broken - MENDED_BY_DUTIES:
                continue
            for measures, routes, talks in product(self.measures, self.routes, self.consultations):
                yield moved.model_copy(
                    update={"measures": measures, "routes": routes, "consultations": talks}
                )

    def cheapest(self) -> tuple[int, Plan] | None:
        """The cheapest lawful plan and its total; none where no plan is lawful."""
        best: tuple[int, Plan] | None = None
        for plan in self.plans():
            judgement = audit(plan, self.books)
            if judgement.lawful and (best is None or judgement.total < best[0]):
                best = judgement.total, plan
        return best


def _one_after_the_other(first: RouteFiling, second: RouteFiling) -> bool:
    early, late = sorted((first, second), key=lambda filing: filing.period)
    return early.until is not None and early.until <= late.period
