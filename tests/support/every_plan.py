"""Every plan of a tiny company that could be lawful, each judged by the audit, and the cheapest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import chain, combinations, product
from math import comb

from models.account import Judgement
from models.plan import (
    BlockOrder,
    Consultation,
    Hold,
    MeasureStart,
    Move,
    MoveKey,
    Placement,
    Plan,
    RouteFiling,
    SeatRelease,
)
from models.plan_in_force import Firmness
from models.routes import DataGroup, RouteKind, group_of
from models.scenario import Scenario
from models.workforce import Mode
from planner.audit import audit
from planner.books import Books, books_of
from planner.expanded_plan import expand
from planner.rules import Check, rules_of

JUDGED_MOVE_BY_MOVE = frozenset({"horizon", "eligibility", "core_data", "lead_times"})
"""Rules that look at each move alone: what breaks them breaks them in any company of moves."""

NEVER_MENDED = frozenset(
    {"posts", "acceptance", "vacancies", "kept_posts", "arrivals", "visas", "redundancies"}
    | {"continuity", "requests"}
)
"""Rules that moves of other cohorts never help to keep: what one cohort's moves break, stays."""

JUDGED_WITH_ALL_MOVES = frozenset(
    {"known_costs", "placements", "teams", "residual_presence", "leases", "seats", "departures"}
    | {"pace", "people_at_risk", "measures", "commitments", "decided"}
)
"""Rules that moves of other cohorts, placements, seats or holds may help to keep, and no duty."""

MENDED_BY_DUTIES = frozenset({"mass_redundancy", "routes", "exposure_cap", "budget"})
"""Rules that moves may break alone and keep with a measure, a route or a consultation: one of the
last may take more off the cash of severance than it costs."""

NOT_MENDED_BY_DUTIES = JUDGED_MOVE_BY_MOVE | NEVER_MENDED | JUDGED_WITH_ALL_MOVES


class EveryPlan:
    """All decisions of a scenario, kind by kind, that are not forbidden for themselves."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario, self.books = scenario, books_of(scenario)
        self.labels = tuple(period.label for period in scenario.periods)

    def number(self, most: int) -> int:
        """How many plans there are to judge at most, counted until there are too many."""
        number, span = 1, len(self.labels)
        for cohort, moves in zip(self.scenario.cohorts, self.moves, strict=True):
            posts = self.scenario.posts[cohort.id][-1]
            number *= comb(len(moves) + posts, posts)
        for office in self.scenario.offices:
            number *= comb(span + office.max_blocks, office.max_blocks)
        for kind in ("releases", "measures", "routes", "consultations"):
            if number > most:
                break
            number *= len(getattr(self, kind))
        return number

    def cheapest(self) -> tuple[int, int, Plan] | None:
        """Posts on hold, total and the lawful plan with fewest on hold, then the cheapest."""
        ranked = (
            (sum(hold.heads for hold in plan.holds), judgement.total, plan)
            for plan, judgement in self.lawful()
        )
        return min(ranked, key=lambda each: each[:2], default=None)

    @property
    def least_total(self) -> int | None:
        """Total of the cheapest lawful plan that leaves nothing on hold."""
        best = self.cheapest()
        return None if best is None or best[0] else best[1]

    def lawful(self) -> Iterator[tuple[Plan, Judgement]]:
        """Every lawful plan with what the audit says of it.

        A plan that sends away more than the last period's posts breaks the rule of posts, since
        every move here is complete in time. What is left undone of promises is on hold.
        """
        names = ("measures", "routes", "consultations")
        for bare in self._without_duties():
            if any(broken(bare, self.books, NOT_MENDED_BY_DUTIES)):
                continue
            for kinds in product(self.measures, self.routes, self.consultations):
                plan = bare.model_copy(update=dict(zip(names, kinds, strict=True)))
                if not any(broken(plan, self.books)):
                    judged = audit(plan, self.books)
                    if judged.lawful:
                        yield plan, judged

    def _without_duties(self) -> Iterator[Plan]:
        """Moves, placements, blocks, releases and holds."""
        of_blocks = [self._orders(each.id, each.max_blocks) for each in self.scenario.offices]
        blocks = [tuple(chain.from_iterable(picked)) for picked in product(*of_blocks)]
        for picked in product(*self._moves_of_cohorts()):
            moves = tuple(chain.from_iterable(picked))
            holds = tuple(self._holds(moves))
            for placed, ordered, given in product(self._placements(moves), blocks, self.releases):
                yield Plan(
                    moves=moves, placements=placed, blocks=ordered, releases=given, holds=holds
                )

    @cached_property
    def moves(self) -> list[list[Move]]:
        """[c] moves of one head that no rule forbids for themselves.

        Nobody is redeployed whose role takes the posts of no other cohort.
        """
        choices: list[list[Move]] = []
        for cohort in self.scenario.cohorts:
            able = any(self._takers(cohort.id))
            modes = [mode for mode in Mode if able or mode is not Mode.REDEPLOY]
            every = (
                Move(
                    cohort=cohort.id,
                    origin=cohort.office,
                    destination=office.id,
                    mode=mode,
                    period=label,
                    heads=1,
                )
                for office, mode, label in product(self.scenario.offices, modes, self.labels)
            )
            choices.append([move for move in every if self._keeps(JUDGED_MOVE_BY_MOVE, move)])
        return choices

    def _keeps(self, rules: frozenset[str], *moves: Move) -> bool:
        return not any(broken(Plan(moves=moves), self.books, rules))

    def _takers(self, cohort: str) -> list[str]:
        """Other cohorts, where the roles of both stand in one line of the substitutes table."""
        roles = {each.id: each.role for each in self.scenario.cohorts}
        lines = {(row.role_from, row.role_to) for row in self.scenario.substitutes}
        return [
            other for other in roles if other != cohort and (roles[cohort], roles[other]) in lines
        ]

    def _moves_of_cohorts(self) -> Iterator[list[tuple[Move, ...]]]:
        """[c] every way to move some posts that no other cohort's moves would have to mend."""
        for cohort, moves in zip(self.scenario.cohorts, self.moves, strict=True):
            ways = (
                _moved(moves, heads)
                for heads in counts(len(moves), self.scenario.posts[cohort.id][-1])
            )
            yield [way for way in ways if self._may_be_part(cohort.id, way)]

    def _may_be_part(self, cohort: str, moves: tuple[Move, ...]) -> bool:
        # Where posts fall, moves of other cohorts may save their people from redundancy.
        falls = any(map(self._falls, self.scenario.posts))
        never = NEVER_MENDED - ({"redundancies"} if falls else set())
        return not any(
            cohort in (check.cohorts or (cohort,))
            for check in broken(Plan(moves=moves), self.books, never)
        )

    def _placements(self, moves: Sequence[Move]) -> list[tuple[Placement, ...]]:
        """Every way to place the people whose posts are redeployed, as their posts leave."""
        overlap = self.scenario.modes.redeploy.overlap_periods
        leaving = Counter[tuple[str, str]]()
        for each in moves:
            if each.mode is Mode.REDEPLOY:
                leaves = self.labels[self.labels.index(each.period) + overlap]
                leaving[each.cohort, leaves] += each.heads
        ways = [
            [
                tuple(
                    Placement(cohort=cohort, into=into, period=period, heads=number)
                    for into, number in zip(takers, spread, strict=True)
                    if number
                )
                for spread in counts(len(takers), heads)
                if sum(spread) == heads
            ]
            for (cohort, period), heads in leaving.items()
            for takers in (self._takers(cohort),)
        ]
        return [tuple(chain.from_iterable(picked)) for picked in product(*ways)]

    def _orders(self, office: str, most: int) -> list[tuple[BlockOrder, ...]]:
        return [
            tuple(
                BlockOrder(office=office, period=label, blocks=number)
                for label, number in zip(self.labels, numbers, strict=True)
                if number
            )
            for numbers in counts(len(self.labels), most)
        ]

    @cached_property
    def releases(self) -> list[tuple[SeatRelease, ...]]:
        """Every way to give up seats once leases can be ended."""
        of_each = [
            [
                tuple(
                    SeatRelease(office=office.id, period=period, seats=seats)
                    for period, seats in zip(free, given, strict=True)
                    if seats
                )
                for given in counts(len(free), office.seats)
            ]
            for office in self.scenario.offices
            for free in (
                [
                    period.label
                    for period in self.scenario.periods
                    if office.lease_break is not None and period.starts >= office.lease_break
                ],
            )
        ]
        return [tuple(chain.from_iterable(picked)) for picked in product(*of_each)]

    @cached_property
    def _promised(self) -> list[Move]:
        """Moves that are due, one head after another as long as posts are left."""
        homes = {each.id: each.office for each in self.scenario.cohorts}
        frozen = self.scenario.churn.frozen_until
        due: list[Move] = []
        for old in sorted(self.scenario.incumbent, key=lambda move: move.period):
            if old.standing is Firmness.PLANNED and (frozen is None or old.period > frozen):
                continue
            for _ in range(old.heads):
                head = Move(
                    cohort=old.cohort,
                    origin=homes[old.cohort],
                    destination=old.destination,
                    mode=old.mode,
                    period=old.period,
                    heads=1,
                )
                if self._keeps(frozenset({"posts"}), *due, head):
                    due.append(head)
        return due

    def _holds(self, moves: Sequence[Move]) -> Iterator[Hold]:
        done = {MoveKey.of(move): move.heads for move in moves}
        for key, heads in Counter(map(MoveKey.of, self._promised)).items():
            missing = heads - done.get(key, 0)
            if missing > 0:
                yield Hold(**key._asdict(), heads=missing)

    @cached_property
    def measures(self) -> list[tuple[MeasureStart, ...]]:
        """Every way to start some measures, each in one period or never."""
        return [
            tuple(chain.from_iterable(picked))
            for picked in product(*(self._starts(each.id) for each in self.scenario.measures))
        ]

    def _starts(self, measure: str) -> list[tuple[MeasureStart, ...]]:
        every = [MeasureStart(measure=measure, period=label) for label in self.labels]
        return [(), *((each,) for each in every if self._allows("measures", measures=(each,)))]

    @cached_property
    def routes(self) -> list[tuple[RouteFiling, ...]]:
        """Every way to file routes, one at a time for each entity and group that has such data.

        Where no law regulates an entity's data nobody files, but to end a route of the start.
        """
        laws = {each.id: each.exports for each in self.scenario.jurisdictions}
        groups = {
            (each.entity, group)
            for each in self.scenario.datasets
            if (law := laws[each.stored_in]) and law.regulates(group := group_of(each.data_class))
        } | {(each.entity, each.group) for each in self.scenario.routes}
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
        lawful = [each for each in possible if self._allows("routes", books=quiet, routes=(each,))]
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
        redundant |= {name for name in self.scenario.posts if self._falls(name)}
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

    def _falls(self, cohort: str) -> bool:
        posts = list(self.scenario.posts[cohort])
        return posts != sorted(posts)

    def _too_soon(self, talk: Consultation) -> bool:
        broken = audit(Plan(consultations=(talk,)), self.books).violations
        return any(finding.words.startswith("days of consultation") for finding in broken)

    def _allows(
        self, rule: str, *, books: Books | None = None, **decisions: Sequence[object]
    ) -> bool:
        plan = Plan.model_validate(decisions)
        return not any(broken(plan, books or self.books, frozenset({rule})))


def broken(plan: Plan, books: Books, rules: frozenset[str] | None = None) -> Iterator[Check]:
    """What a plan breaks of some rules, or of all, but of the budget, which asks what it costs.

    The audit would look at prices as well, and most of the time goes into this.
    """
    done = expand(books, plan)
    for rule in rules_of(books.scenario):
        asked = rule.name != "budget" if rules is None else rule.name in rules
        if asked and rule.checks is not None:
            yield from (check for check in rule.checks(done, ()) if check.is_broken)


@cache
def counts(places: int, most: int) -> tuple[tuple[int, ...], ...]:
    """All ways to spread at most so many over places."""
    if not places:
        return ((),)
    return tuple(
        (first, *rest) for first in range(most + 1) for rest in counts(places - 1, most - first)
    )


def _moved(moves: Sequence[Move], heads: Sequence[int]) -> tuple[Move, ...]:
    return tuple(
        move.model_copy(update={"heads": number})
        for move, number in zip(moves, heads, strict=True)
        if number
    )


def _one_after_the_other(first: RouteFiling, second: RouteFiling) -> bool:
    early, late = sorted((first, second), key=lambda filing: filing.period)
    return early.until is not None and early.until <= late.period
