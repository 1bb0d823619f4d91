"""How calm a plan stays: small random events, one after another, and what each changes.

    python -m benchmarks.stability --events 200 --churn "USD 5000"

Every event is folded, asked about and answered; the answer is the reference of the next question.
It prints how often the plan changed, for how many posts, and what was proven.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from models.answer import Answer
from models.money import Money
from models.plan import MoveKey, Plan
from models.plan_in_force import Churn
from models.scenario import Scenario
from models.search_limits import SearchLimits
from planner import api
from planner.replan import replan
from streams.events import (
    DayPassed,
    Event,
    HeadcountChanged,
    ScenarioPublished,
    SeatsCounted,
    SignalReported,
)
from streams.fold import folded
from streams.solving import answer_event, ask_of
from streams.state import World

FIRST = 6
"""Times the time of a question that the plan to start from may take."""


def small_events(scenario: Scenario, count: int, seed: int) -> Iterator[Event]:
    """People who join or leave, seats counted anew, rumours that nobody approves.

    All on the day after the planning date: that of the planning date itself is in the scenario.
    """
    day = scenario.planning_date + timedelta(days=1)
    dice = Random(seed)
    matters = [each.id for each in scenario.matters]
    for number in range(count):
        at = datetime.combine(day, datetime.min.time(), UTC) + timedelta(minutes=number)
        own: dict[str, Any] = {"id": f"small/{number}", "recorded_at": at}
        kind = dice.choice(["left", "joined", "seats", *["rumour"] * bool(scenario.signals)])
        if kind == "rumour":
            base = dice.choice(scenario.signals)
            rumour = base.model_copy(
                update={"id": f"rumour-{number}", "matter": dice.choice(matters),
                        "approved_at": None, "supersedes": None}
            )  # fmt: skip
            yield SignalReported(**own, signal=rumour)
        elif kind == "seats":
            office = dice.choice(scenario.offices)
            seats = office.seats + dice.choice([-1, 1])
            yield SeatsCounted(
                **own, programme=scenario.programme, office=office.id, seats=seats,
                as_of=day,
            )  # fmt: skip
        else:
            cohort = dice.choice([each for each in scenario.cohorts if each.posts > each.vacant])
            yield HeadcountChanged(
                **own, programme=scenario.programme, cohort=cohort.id,
                people=-1 if kind == "left" else 1, effective_from=day,
            )  # fmt: skip


def posts_changed(before: Plan, after: Plan) -> int:
    """Posts that move in another way than before, or only before, or only now."""
    counts: Counter[MoveKey] = Counter()
    for sign, plan in ((1, after), (-1, before)):
        for move in plan.moves:
            counts[MoveKey.of(move)] += sign * move.heads
    return max(
        sum(heads for heads in counts.values() if heads > 0),
        -sum(heads for heads in counts.values() if heads < 0),
    )


def published(scenario: Scenario) -> tuple[World, datetime]:
    """The state on the day after a scenario was published, and when it was."""
    at = datetime.combine(scenario.planning_date, datetime.min.time(), UTC)
    first = ScenarioPublished(
        id="scenario", programme=scenario.programme, recorded_at=at, scenario=scenario
    )
    passed = DayPassed(id="day", recorded_at=at, day=scenario.planning_date + timedelta(days=1))
    return folded(World(), [first, passed]), at


def course(
    scenario: Scenario, events: int, limits: SearchLimits, seed: int
) -> Iterator[tuple[Answer, int]]:
    """The answer to each event, with the number of posts whose move it changed."""
    name = scenario.programme
    (world, at), plan, asked = published(scenario), Plan(), ""
    for event in (None, *small_events(scenario, events, seed)):
        world = folded(world, [event]) if event is not None else world
        # A plan that was left half searched would be bettered by the first questions.
        seconds = limits.seconds * (1 if event is not None else FIRST)
        patient = limits.within(seconds)
        ask = ask_of(world, name, World(), [], patient)
        if ask is None or ask.revision == asked:
            continue
        answer = replan(ask)
        world, asked = folded(world, [answer_event(ask, answer, at)]), ask.revision
        changed = posts_changed(plan, answer.plan) if answer.plan is not None else 0
        plan = answer.plan or plan
        if event is not None:
            yield answer, changed


def main() -> None:
    """Play the events and print one line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--scenario", default="shanghai-2026")
    options.add_argument("--events", type=int, default=200)
    options.add_argument("--churn", help="price of one post that changes, as in 'USD 5000'")
    options.add_argument("--gap", type=float, default=0.005)
    options.add_argument("--time-limit", type=float, default=10.0)
    options.add_argument("--seconds", type=float, default=3600.0, help="end after this time")
    options.add_argument("--seed", type=int, default=0)
    given = options.parse_args()
    scenario = api.load(given.scenario)
    if given.churn:
        price = Churn(per_head=Money.model_validate(given.churn))
        scenario = scenario.model_copy(update={"churn": price})
    limits = SearchLimits(gap=given.gap, seconds=given.time_limit)
    started, kinds, churned, count = time.monotonic(), Counter[str](), 0, 0
    for answer, changed in course(scenario, given.events, limits, given.seed):
        kinds[answer.kind] += 1
        churned, count = churned + changed, count + 1
        if time.monotonic() - started > given.seconds:
            break
    answers = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))
    seconds = (time.monotonic() - started) / max(count, 1)
    sys.stdout.write(
        f"{given.scenario}, churn {given.churn or 'free'}, gap {given.gap:.2%}, "
        f"{given.time_limit:g} s at most: {count} questions: {answers}; "
        f"{churned} posts changed; {seconds:.1f} s each\n"
    )


if __name__ == "__main__":
    main()
