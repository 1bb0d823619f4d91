"""A briefing on several plans of a firm with many offices, put together by a rule: invented."""

from __future__ import annotations

from datetime import date, timedelta

from models.briefing import Briefing
from models.compared import ComparedKind, ComparedPlan, PlanDays
from models.outlook import Flow, OfficePosts, PeriodMoney, WaveStop
from models.workforce import Mode
from tests.support.briefings import MILLION, sample_briefing
from tests.support.charts import periods

NAMES = ("Base", "Strict", "Bold", "Late", "Within budget")


def large_briefing(
    plans: int = 5, offices: int = 12, number: int = 12, posts: int = 3000
) -> Briefing:
    """Plans that move posts from one large office to all others, each plan a little more.

    Parameters
    ----------
    plans
        How many plans, up to five.
    offices
        How many offices, the large one included.
    number
        Periods.
    posts
        At the large office at first; others have a hundredth of it and more.
    """
    sample = sample_briefing()
    names = {f"o{at}": f"Office {at}" if at else "Shanghai" for at in range(offices)}
    made = [
        _plan(sample.options[0], name, at, list(names), number, posts)
        for at, name in enumerate(NAMES[:plans])
    ]
    baselines = (
        each.model_copy(
            update={
                "offices": _offices(list(names), number, posts, 0),
                "periods": _money(number, posts, 0),
            }
        )
        for each in sample.options
        if each.kind is not ComparedKind.PLAN
    )
    return sample.model_copy(
        update={
            "title": f"Comparison of {', '.join(NAMES[:plans])}",
            "plans": NAMES[:plans],
            "options": (*made, *baselines),
            "pairs": (),
            "holdings": (),
            "settings": (),
            "names": sample.names.model_copy(update={"offices": names}),
        }
    )


def _plan(
    like: ComparedPlan, name: str, at: int, offices: list[str], number: int, posts: int
) -> ComparedPlan:
    flows = tuple(
        Flow(
            origin=offices[0],
            destination=to,
            mode=Mode.REFILL,
            period=period,
            posts=_step(place, at + 1, posts),
        )
        for place, to in enumerate(offices[1:], 1)
        for period in periods(number)[1:]
    )
    return like.model_copy(
        update={
            "name": name,
            "flows": flows,
            "posts_moved": sum(flow.posts or 0 for flow in flows),
            "offices": _offices(offices, number, posts, at + 1),
            "periods": _money(number, posts, at + 1),
            "days": like.days.model_copy(update={"stops": _stops(number, posts)}),
            "large_flow_days": PlanDays(stops=_stops(number, posts)),
        }
    )


def _step(place: int, more: int, posts: int) -> int:
    """Posts that go to an office in each period."""
    return more * max(1, (1 + place % 4) * posts // 6000)


def _offices(offices: list[str], number: int, posts: int, more: int) -> tuple[OfficePosts, ...]:
    steps = [_step(place, more, posts) for place in range(1, len(offices))]
    return tuple(
        OfficePosts(
            office=office,
            period=period,
            posts=(
                posts - at * sum(steps)
                if place == 0
                else posts // 100 + 3 * place + at * steps[place - 1]
            ),
            starters=steps[place - 1] if place and at else 0,
            leavers=sum(steps) if not place and at else 0,
        )
        for place, office in enumerate(offices)
        for at, period in enumerate(periods(number))
    )


def _money(number: int, posts: int, more: int) -> tuple[PeriodMoney, ...]:
    return tuple(
        PeriodMoney(
            period=period,
            one_off=more * posts * MILLION // 20_000 * (at % 3),
            running=posts * MILLION // 40 - more * at * posts * MILLION // 20_000,
        )
        for at, period in enumerate(periods(number))
    )


def _stops(number: int, posts: int) -> tuple[WaveStop, ...]:
    first = date(2027, 1, 1)
    return tuple(
        WaveStop(
            period=period,
            lands_on=first + timedelta(days=91 * at),
            start_by=first + timedelta(days=91 * at - 120),
            last_safe_stop=first + timedelta(days=91 * at - 60),
            posts=posts // 100,
            signing_days=tuple(first + timedelta(days=91 * at - back) for back in (59, 30, 0)),
        )
        for at, period in enumerate(periods(number))
    )
