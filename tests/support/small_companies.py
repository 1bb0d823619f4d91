"""Briefings of companies whose every count follows from posts by mode, way and period."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from models.briefing import Briefing, BriefingNames, Holding
from models.choices import Audience
from models.compared import ComparedKind, ComparedPeople, ComparedPlan, PlanDays
from models.outlook import Flow, OfficePosts, PeriodMoney, WaveStop
from models.workforce import Mode
from models.worlds import WorldGrid, WorldValue

PERIODS = ("2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4")
OFFICES = ("shanghai", "dalian", "singapore", "tokyo")
MODES = (Mode.TRANSFER, Mode.REDUNDANCY, Mode.REFILL)
FLOOR = 5


class Cell(NamedTuple):
    """What a number of posts is of."""

    mode: Mode
    origin: str
    destination: str
    period: str


Posts = Mapping[Cell, int]


def cell(
    period: int = 0, to: str = "singapore", mode: Mode = Mode.TRANSFER, origin: str = "shanghai"
) -> Cell:
    return Cell(mode, origin, to, PERIODS[period])


def flows_of(posts: Posts) -> tuple[Flow, ...]:
    return tuple(
        Flow(
            origin=each.origin,
            destination=each.destination,
            mode=each.mode,
            period=each.period,
            posts=count,
        )
        for each, count in posts.items()
    )


def company(
    plans: Mapping[str, Posts], periods: tuple[str, ...] = PERIODS, floor: int = FLOOR
) -> Briefing:
    """An exact briefing on these plans, with every count that a real one has.

    Cells of no posts are as good as none: there is no wave and no stop for them.
    """
    plans = {
        name: {each: count for each, count in posts.items() if count}
        for name, posts in plans.items()
    }
    options = [_plan(name, posts, periods) for name, posts in plans.items()]
    return Briefing(
        title="Plans",
        audience=Audience.PLANNER,
        currency="USD",
        planning_date=date(2026, 12, 1),
        risk_weight=1.0,
        floor=floor,
        plans=tuple(plans),
        options=(*options, _staying(periods)),
        better_baseline=ComparedKind.STAYING_PUT,
        grid=WorldGrid(worlds=tuple(plans), rows=()),
        holdings=tuple(
            Holding(flow=flow, plans=(name,), is_shared=False)
            for name, posts in plans.items()
            for flow in flows_of(posts)
        ),
        names=BriefingNames(offices={}, entities={}, measures={}, jurisdictions={}),
    )


def random_posts(seed: int) -> dict[Cell, int]:
    """Posts of a plan: many small flows, some large ones."""
    draw = random.Random(seed)
    return {
        Cell(mode, origin, to, period): draw.choice((1, 2, 3, 4, 5, 6, 7, 9, 12, 23, 41))
        for mode in MODES
        for origin in OFFICES[:2]
        for to in OFFICES[2:]
        for period in PERIODS
        if draw.random() < 0.4
    }


_STOCKS = {"shanghai": 641, "dalian": 82, "singapore": 140, "tokyo": 9}
_VALUE = WorldValue(money=40_000_000_000, expected_loss=0, total=40_000_000_000)


def _staying(periods: tuple[str, ...]) -> ComparedPlan:
    return ComparedPlan(
        name="Staying put",
        kind=ComparedKind.STAYING_PUT,
        value=_VALUE,
        posts_kept=sum(_STOCKS.values()),
        offices=_offices({}, periods),
        periods=_periods(periods),
    )


def _plan(name: str, posts: Posts, periods: tuple[str, ...]) -> ComparedPlan:
    by_mode = {mode: sum(n for each, n in posts.items() if each.mode is mode) for mode in Mode}
    moved = sum(posts.values())
    return ComparedPlan(
        name=name,
        kind=ComparedKind.PLAN,
        value=_VALUE,
        posts_moved=moved,
        posts_kept=sum(_STOCKS.values()) - moved,
        waves=len({each.period for each in posts}),
        people=ComparedPeople(
            dismissals=by_mode[Mode.REDUNDANCY] + 7,
            asked_to_move=by_mode[Mode.TRANSFER] + 2,
            transferred=by_mode[Mode.TRANSFER],
            redeployed=by_mode[Mode.REDEPLOY],
            vacancies_filled_elsewhere=by_mode[Mode.REFILL],
        ),
        periods=_periods(periods),
        offices=_offices(posts, periods),
        flows=flows_of(posts),
        days=_days(posts),
        large_flow_days=_days({c: n for c, n in posts.items() if n > FLOOR}),
    )


def _days(posts: Posts) -> PlanDays:
    """Days of the flows of some posts: one task for each wave, ninety days before it lands."""
    lands = {each.period: date(2027, 3 * PERIODS.index(each.period) + 1, 1) for each in posts}
    starts = {period: day - timedelta(days=90) for period, day in lands.items()}
    return PlanDays(
        decide_by=min(starts.values(), default=None),
        last_free_stop=min(starts.values(), default=None),
        last_stop=max(lands.values(), default=None),
        stops=tuple(
            WaveStop(
                period=period,
                lands_on=lands[period],
                start_by=starts[period],
                last_safe_stop=starts[period],
                posts=sum(n for each, n in posts.items() if each.period == period),
                # Each flow has a day of its own.
                signing_days=tuple(
                    starts[period] + timedelta(days=1 + OFFICES.index(to))
                    for to in sorted({each.destination for each in posts if each.period == period})
                ),
            )
            for period in sorted(lands)
        ),
    )


def _periods(periods: tuple[str, ...]) -> tuple[PeriodMoney, ...]:
    return tuple(PeriodMoney(period=period, one_off=0, running=0) for period in periods)


def _offices(posts: Posts, periods: tuple[str, ...]) -> tuple[OfficePosts, ...]:
    rows: list[OfficePosts] = []
    for office, stock in _STOCKS.items():
        there = stock
        for period in periods:
            came = sum(
                n for c, n in posts.items() if c.destination == office and c.period == period
            )
            left = sum(n for c, n in posts.items() if c.origin == office and c.period == period)
            there += came - left
            rows.append(
                OfficePosts(
                    office=office, period=period, posts=max(0, there), starters=came, leavers=left
                )
            )
    return tuple(rows)
