"""Where posts go, as a board reads it: small flows together, large ones in multiples."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from models.briefing import Holding
from models.outlook import Flow, ShownCount
from models.workforce import Mode
from planner.briefing.rounding import middle, nearest, shared_out, shown_pool, shown_rest

FlowKey = tuple[str, str, str, str]
"""Mode, origin, destination and period."""


def shown_flows(flows: Iterable[Flow], periods: Sequence[str], floor: int) -> tuple[Flow, ...]:
    """Flows as a board may see them.

    Small flows, from one post to the floor, between two offices by one mode are shown as one over
    all periods: whether there is one in a given period is not told. A small flow enters this one
    number, and nothing else that is shown depends on it. Large flows add up to the nearest multiple
    of their sum, in all and, up to one step, by mode.

    Parameters
    ----------
    flows
        Exact flows of one plan.
    periods
        All periods of the horizon, in order.
    floor
        Largest count that is not shown; counts become multiples of it.
    """
    cells: Counter[FlowKey] = Counter()
    for flow in flows:
        cells[flow.mode, flow.origin, flow.destination, flow.period] += flow.posts or 0
    large = {cell: posts for cell, posts in cells.items() if posts > floor}
    small = {cell: posts for cell, posts in cells.items() if 0 < posts <= floor}
    alone = [_flow(cell, posts) for cell, posts in _rounded(large, floor).items()]
    together = [*_together(small, periods, floor)]
    in_order = sorted(
        alone, key=lambda flow: (flow.period, flow.origin, flow.destination, flow.mode)
    )
    return (*in_order, *together)


def _rounded(large: Mapping[FlowKey, int], floor: int) -> dict[FlowKey, int]:
    modes: dict[tuple[str], int] = Counter()
    for (mode, *_), posts in large.items():
        modes[mode,] += posts
    totals = shared_out(nearest(sum(modes.values()), floor), modes, floor)
    shown: dict[FlowKey, int] = {}
    for key, total in totals.items():
        parts = {cell: posts for cell, posts in large.items() if cell[:1] == key}
        shown |= shared_out(total, parts, floor)
    return shown


def _together(small: Mapping[FlowKey, int], periods: Sequence[str], floor: int) -> Iterator[Flow]:
    sums: Counter[tuple[str, str, str]] = Counter()
    for (mode, origin, destination, _), posts in small.items():
        sums[mode, origin, destination] += posts
    for (mode, origin, destination), posts in sorted(sums.items()):
        shown = shown_pool(posts, len(periods), floor)
        flow = _flow((mode, origin, destination, periods[0]), shown)
        yield flow.model_copy(update={"until": periods[-1]})


def _flow(cell: FlowKey, posts: ShownCount) -> Flow:
    mode, origin, destination, period = cell
    return Flow(origin=origin, destination=destination, mode=Mode(mode), period=period, posts=posts)


def shown_holdings(plans: Mapping[str, Sequence[Flow]], floor: int) -> tuple[Holding, ...]:
    """What plans share of their shown flows: all plans first, then as many as can be.

    Plans share a flow as far as both have it, whosever posts they are.
    """
    posts: defaultdict[Flow, dict[str, int]] = defaultdict(dict)
    for name, flows in plans.items():
        for flow in flows:
            shown = middle(floor) if flow.posts is None else flow.posts
            posts[flow.model_copy(update={"posts": 0})][name] = shown
    order = list(plans)
    found = [
        Holding(
            flow=flow.model_copy(update={"posts": shown_rest(heads, floor)}),
            plans=names,
            is_shared=len(names) == len(plans) > 1,
        )
        for flow, of_plans in posts.items()
        for names, heads in _layers(of_plans)
    ]
    return tuple(
        sorted(found, key=lambda each: (-len(each.plans), [order.index(n) for n in each.plans]))
    )


def _layers(of_plans: Mapping[str, int]) -> Iterator[tuple[tuple[str, ...], int]]:
    """The least with all who have it, then what some have more."""
    below = 0
    for level in sorted(set(of_plans.values())):
        yield tuple(name for name, heads in of_plans.items() if heads >= level), level - below
        below = level
