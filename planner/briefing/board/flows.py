"""Where posts go, as a board reads it: small flows together, large ones in multiples."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from models.briefing import Holding
from models.outlook import Flow
from models.rounding import above_middle, middle, nearest, shared_out, shown_pool, shown_rest
from models.workforce import Mode
from planner.briefing.flows import FlowKey, flows_of


def shown_flows(flows: Iterable[Flow], periods: Sequence[str], floor: int) -> tuple[Flow, ...]:
    """Flows as a board may see them.

    Small flows, from one post to the floor, between two offices by one mode are shown as one over
    all periods: whether there is one in a given period is not told. A small flow enters this one
    number, and nothing else that is shown depends on it. Large flows add up to the nearest multiple
    of their sum, in all and, up to one step, by mode. For each sum of small ones that is shown as
    the first multiple, mostly above the truth, they are taken to be less by the difference.

    Parameters
    ----------
    flows
        Exact flows of one plan.
    periods
        All periods of the horizon, in order.
    floor
        Largest count that is not shown; counts become multiples of it.
    """
    posts = {
        FlowKey(flow.period, flow.origin, flow.destination, flow.mode): flow.posts or 0
        for flow in flows
    }
    large = {key: count for key, count in posts.items() if count > floor}
    small = {key: count for key, count in posts.items() if 0 < count <= floor}
    together = tuple(_together(small, periods, floor))
    first = Counter(flow.mode for flow in together if flow.posts == 2 * floor)
    return (*flows_of(_rounded(large, first, floor)), *together)


def _rounded(
    large: Mapping[FlowKey, int], first: Mapping[Mode, int], floor: int
) -> dict[FlowKey, int]:
    """Round large flows, with the number of sums of small ones that are the first multiple."""
    modes: Counter[tuple[Mode]] = Counter()
    for key, posts in large.items():
        modes[key.mode,] += posts
    for (mode,) in modes:
        modes[mode,] = max(0, modes[mode,] - above_middle(floor) * first[mode])
    totals = shared_out(nearest(modes.total(), floor), modes, floor)
    shown: dict[FlowKey, int] = {}
    for (mode,), total in totals.items():
        parts = {key: posts for key, posts in large.items() if key.mode is mode}
        shown |= shared_out(total, parts, floor)
    return shown


def _together(small: Mapping[FlowKey, int], periods: Sequence[str], floor: int) -> Iterator[Flow]:
    """Yield one flow for the small ones of each way, over all periods."""
    sums: Counter[tuple[str, str, Mode]] = Counter()
    for key, posts in small.items():
        sums[key.origin, key.destination, key.mode] += posts
    for (origin, destination, mode), posts in sorted(sums.items()):
        yield Flow(
            origin=origin,
            destination=destination,
            mode=mode,
            period=periods[0],
            until=periods[-1],
            posts=shown_pool(posts, len(periods), floor),
        )


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
