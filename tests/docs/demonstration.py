"""Writes ``scenarios/shanghai-2019/events.jsonl``: what ``make demo`` plays.

    python -m tests.docs.demonstration

An imagined steering group decides on what is recommended on the day; what it has accepted lands.
The demonstration plans by effort and not by the clock, so that it recommends the same again.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from models.answer import Recommendation
from models.calendar import first_day
from models.choices import DecisionKind, Reason
from models.money import Money
from models.plan import MoveKey, Plan
from models.plan_in_force import Churn
from models.scenario import Scenario
from models.search_limits import SearchLimits
from models.workforce import Mode
from planner import api
from planner.replan import replan
from streams.events import (
    BudgetSet,
    Event,
    HeadcountChanged,
    MoveExecuted,
    RecommendationDecided,
    Step,
    signal_events,
)
from streams.replay import _day_of, _in_order, _publication, _ReplayState, _turn_after
from streams.state import World
from streams.wire import encoded

PLACE = Path(__file__).parents[2] / "scenarios" / "shanghai-2019" / "events.jsonl"
LAST = date(2026, 11, 24)
GAP = 0.001
CHURN = "USD 5000"
"""What the demonstration prices a head that changes at."""

SOON = timedelta(days=95)
"""By which a recommendation must be started to be decided on."""

FORGOTTEN, PUT_OFF = 1, 3
"""Reviews on which the most urgent batch is forgotten, or all are put off."""

HEADING = """\
# Made up for the demonstration: what an imagined steering group decides on this worked example,
# what lands, and how headcount changes. No real company, no real decision. Signals are not in here:
# the scenario brings them. Written by `python -m tests.docs.demonstration`; `make demo` plays it.
"""

LIFE = (
    ("2020-02-03", "sha-kyc", 0, -2),
    ("2021-03-01", "sha-client-data", 0, -3),
    ("2021-11-15", "sha-markets-systems", 0, -3),
    ("2022-06-01", "sha-reference-data", -2, -2),
    ("2023-09-01", "sha-risk", 0, -1),
    ("2025-10-01", "sha-research", 0, -1),
)
"""Day, cohort, posts, people: who comes and goes in every plan."""


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


class Company:
    """The imagined company: its log so far, and what it has accepted."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario, self.reviews = scenario, 0
        self.ignored: set[str] = set()
        self.due: defaultdict[date, list[Event]] = defaultdict(list)
        self.staff: defaultdict[date, Counter[tuple[str, str]]] = defaultdict(Counter)
        self.arrivals: defaultdict[date, list[tuple[Recommendation, int]]] = defaultdict(list)
        for day, cohort, posts, people in LIFE:
            self.move(cohort, date.fromisoformat(day), posts, people)
        limit = Money.model_validate("USD 4000000")
        at = noon(date(2021, 1, 11))
        self.plan(
            BudgetSet(id="finance/2021", programme=scenario.programme, recorded_at=at, limit=limit)
        )

    def plan(self, event: Event) -> None:
        self.due[event.recorded_at.date()].append(event)

    @property
    def days(self) -> set[date]:
        """On which something is due."""
        return {*self.due, *self.staff, *self.arrivals}

    def of(self, day: date, plan: Plan) -> list[Event]:
        """What is due on a day: decisions and landings, then what HR counts."""
        planned = {MoveKey.of(move): move.heads for move in plan.moves}
        for each, heads in self.arrivals.pop(day, []):
            # What is on hold when it is due does not go any more.
            ready = min(heads, planned.get(MoveKey.of(each.move), 0))
            if ready:
                self.take(Step.LANDED, each, ready)
                self.count(each, ready, plan)
            if ready < heads:
                self.take(Step.DECLINED, each, heads - ready)
        counts = self.staff.pop(day, Counter())
        events = self.due.pop(day, [])
        for cohort in sorted({name for name, _ in counts}):
            events.append(
                HeadcountChanged(
                    id=f"staff/{day}/{cohort}",
                    programme=self.scenario.programme,
                    recorded_at=noon(day),
                    cohort=cohort,
                    posts=counts[cohort, "posts"],
                    people=counts[cohort, "people"],
                    effective_from=day,
                )
            )
        return sorted(events, key=lambda each: (each.recorded_at, each.id))

    def move(self, cohort: str, day: date, posts: int, people: int) -> None:
        self.staff[day][cohort, "posts"] += posts
        self.staff[day][cohort, "people"] += people

    def decide(self, day: date, batches: list[list[Recommendation]]) -> None:
        """What the steering group says to a few batches."""
        self.reviews += 1
        if self.reviews == FORGOTTEN:
            forgotten = min(batches, key=lambda one: (expires(one), -heads_of(one)))
            self.ignored.update(each.id for each in forgotten)
            batches = [batch for batch in batches if batch is not forgotten]
        for batch in sorted(batches, key=heads_of, reverse=True):
            verdict, reason, until = self.verdict(day, batch)
            for each in batch:
                heads = each.move.heads if verdict is DecisionKind.ACCEPT else None
                self.plan(
                    RecommendationDecided(
                        id=f"decision/{day}/{each.id.partition('/')[2]}",
                        programme=each.programme,
                        recorded_at=noon(day),
                        recommendation=each.id,
                        revision=each.revision,
                        verdict=verdict,
                        reason=reason,
                        heads=heads,
                        until=until,
                        by="steering-group",
                    )
                )
                if heads:
                    self.arrivals[first_day(each.move.period)].append((each, heads))

    def verdict(
        self, day: date, batch: list[Recommendation]
    ) -> tuple[DecisionKind, Reason, date | None]:
        """On a batch as a whole: a part of it alone would be too few to move."""
        if sum(each.worth for each in batch) <= 0:
            return DecisionKind.REJECT, Reason.STRATEGY, None
        if batch[0].move.cohort == "sha-kyc":
            return DecisionKind.REJECT, Reason.PEOPLE, None
        if self.reviews == PUT_OFF and expires(batch) > day + timedelta(days=21):
            return DecisionKind.DEFER, Reason.TIMING, day + timedelta(days=14)
        return DecisionKind.ACCEPT, Reason.AGREED, None

    def take(self, step: Step, each: Recommendation, heads: int) -> None:
        """A step on the first day of its period."""
        self.plan(
            MoveExecuted(
                id=f"{step}/{each.id.partition('/')[2]}",
                programme=each.programme,
                recorded_at=noon(first_day(each.move.period)),
                recommendation=each.id,
                step=step,
                heads=heads,
            )
        )

    def count(self, each: Recommendation, heads: int, plan: Plan) -> None:
        """HR counts posts where they have arrived, and people where they have been placed."""
        move, day = each.move, first_day(each.move.period)
        people = 0 if move.mode is Mode.REFILL else -heads
        self.move(move.cohort, day, -heads, people)
        self.move(self.cohort_at(move.destination, move.cohort), day, heads, heads)
        left = heads if move.mode is Mode.REDEPLOY else 0
        for placement in plan.placements:
            if placement.cohort == move.cohort and first_day(placement.period) >= day:
                placed = min(left, placement.heads)
                self.move(placement.into, day, 0, placed)
                left -= placed

    def cohort_at(self, office: str, like: str) -> str:
        """Who takes them in: the same role if it is there."""
        role = next(each.role for each in self.scenario.cohorts if each.id == like)
        there = [each for each in self.scenario.cohorts if each.office == office]
        return next((each.id for each in there if each.role == role), there[0].id)


def demonstration() -> Iterator[Event]:
    """The events, as they are decided on while the history is played."""
    base = api.load("shanghai-2019")
    price = Churn(per_head=Money.model_validate(CHURN))
    scenario = Scenario(**{**{n: getattr(base, n) for n in Scenario.model_fields}, "churn": price})
    company = Company(scenario)
    own = [event for signal in scenario.signals for event in signal_events(signal)]
    begins = scenario.planning_date
    ahead = _in_order(_publication(scenario), own, begins, LAST)
    stage = _ReplayState(scenario.programme, replan, SearchLimits(gap=GAP, deterministic=True))
    day, reviews = begins, set[date]()
    while day <= LAST:
        open_ = [each for each in stage.shown.open if each.id not in company.ignored]
        if day in reviews and (found := batches_of(open_, day)):
            company.decide(day, found)
        mine = company.of(day, plan_of(stage.world, scenario.programme))
        told = [*(each for each in ahead if _day_of(each, begins) == day), *mine]
        played = stage.play(day, sorted(told, key=lambda each: (each.recorded_at, each.id)))
        yield from mine
        kind = played.answer.kind if played.answer is not None else "no question"
        sys.stderr.write(f"{day} {kind} {len(stage.shown.open)} open\n")
        open_ = [each for each in stage.shown.open if each.id not in company.ignored]
        if wanted(open_, day + timedelta(days=1)):
            reviews.add(review_of(open_, day))
        later = [_day_of(each, begins) for each in ahead if _day_of(each, begins) > day]
        lapses = [each.expires_on + timedelta(days=1) for each in stage.shown.open]
        known = [*later, *lapses, *company.days, *(each for each in reviews if each > day)]
        day = min([_turn_after(scenario, day), *known])


def plan_of(world: World, programme: str) -> Plan:
    """The plan in force."""
    facts = world.programmes.get(programme)
    reference = facts.reference if facts is not None else None
    return (reference.answer.plan if reference is not None else None) or Plan()


def wanted(found: Sequence[Recommendation], day: date) -> list[Recommendation]:
    return [each for each in found if day <= each.expires_on and each.start_by <= day + SOON]


def batches_of(found: Sequence[Recommendation], day: date) -> list[list[Recommendation]]:
    """All that is open of a cohort, for an office and period of which something is wanted."""
    batches: dict[tuple[str, str, str], list[Recommendation]] = {}
    for each in found:
        move = each.move
        batches.setdefault((move.cohort, move.destination, move.period), []).append(each)
    return [batch for batch in batches.values() if wanted(batch, day)]


def heads_of(batch: Sequence[Recommendation]) -> int:
    return sum(each.move.heads for each in batch)


def expires(batch: Sequence[Recommendation]) -> date:
    return min(each.expires_on for each in batch)


def review_of(found: Sequence[Recommendation], day: date) -> date:
    """Nine days later, or in time for the first that has to start."""
    first = min(each.expires_on for each in wanted(found, day + timedelta(days=1)))
    return max(day + timedelta(days=1), min(day + timedelta(days=9), first))


def main() -> None:
    """Write the file."""
    lines = [encoded(event).decode() for event in demonstration()]
    PLACE.write_text(HEADING + "".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
