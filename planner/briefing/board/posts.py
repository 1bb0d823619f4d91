"""People, and posts by office and wave, as a board reads them: worked out from shown flows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from models.compared import ComparedPeople
from models.outlook import Flow, OfficePosts, ShownCount, WaveStop
from models.rounding import middle, shown_few, shown_rest, shown_stock, shown_sum
from models.workforce import Mode
from planner.briefing.board.fields import told_fields

_MODES = {
    "dismissals": Mode.REDUNDANCY,
    "transferred": Mode.TRANSFER,
    "asked_to_move": Mode.TRANSFER,
    "redeployed": Mode.REDEPLOY,
    "vacancies_filled_elsewhere": Mode.REFILL,
}
"""The mode whose flows are part of each number of people."""


def shown_among(parts: Sequence[ShownCount], there: ShownCount, floor: int) -> ShownCount:
    """The sum of shown counts; if none of them is told, no more than there is of all."""
    total = shown_sum(parts, floor)
    return total if any(parts) else shown_few(total, there, floor)


def shown_people(
    people: ComparedPeople,
    exact: Sequence[Flow],
    shown: Sequence[Flow],
    there: ShownCount,
    floor: int,
) -> ComparedPeople:
    """Numbers of people: those of shown flows, and what there is beyond flows, such as refusals.

    Parameters
    ----------
    people
        Exact numbers.
    exact, shown
        Flows of the option.
    there
        Posts that there are, as they are shown.
    floor
        Largest count that is not shown.
    """
    counts = {
        name: shown_with_beyond(getattr(people, name) or 0, mode, exact, shown, there, floor)
        for name, mode in _MODES.items()
    }
    return ComparedPeople(**counts)


def shown_with_beyond(
    count: int,
    mode: Mode,
    exact: Sequence[Flow],
    shown: Sequence[Flow],
    there: ShownCount,
    floor: int,
) -> ShownCount:
    """A number of people: those of shown flows of a mode, and what there is beyond exact ones.

    Parameters
    ----------
    count
        Exact number.
    mode
        The mode whose flows are part of it.
    exact, shown, there, floor
        As for `shown_people`.
    """
    beyond = max(0, count - sum(flow.posts or 0 for flow in exact if flow.mode is mode))
    parts = [flow.posts for flow in shown if flow.mode is mode]
    return shown_among([*parts, shown_stock(beyond, floor)], there, floor)


def shown_kept(there: ShownCount, shown: Sequence[Flow], floor: int) -> ShownCount:
    """Posts that stay, of those that there are."""
    moved = sum(_size(flow.posts, floor) for flow in shown)
    return shown_rest(_size(there, floor) - moved, floor) if moved else there


def shown_stops(
    stops: Sequence[WaveStop], shown: Sequence[Flow], floor: int
) -> tuple[WaveStop, ...]:
    """Waves with large flows, with the posts of those; without what a stop costs."""
    posts: defaultdict[str, list[ShownCount]] = defaultdict(list)
    for flow in shown:
        if flow.until is None:
            posts[flow.period].append(flow.posts)
    return tuple(
        WaveStop(**told_fields(stop), posts=shown_sum(posts[stop.period], floor))
        for stop in stops
        if stop.period in posts
    )


def shown_offices(
    staying: Sequence[OfficePosts], shown: Sequence[Flow], floor: int
) -> tuple[OfficePosts, ...]:
    """Posts by office and period: those of staying put, moved by shown flows as they land.

    Small flows land in the last period. Offices with a small number of posts are left out.

    Parameters
    ----------
    staying
        Exact posts of staying put.
    shown
        Shown flows of the option.
    floor
        Largest count that is not shown.
    """
    by_office: defaultdict[str, list[OfficePosts]] = defaultdict(list)
    for row in staying:
        by_office[row.office].append(row)
    arrivals: Counter[tuple[str, str]] = Counter()
    departures: Counter[tuple[str, str]] = Counter()
    for flow in shown:
        period = flow.until or flow.period
        arrivals[flow.destination, period] += _size(flow.posts, floor)
        departures[flow.origin, period] += _size(flow.posts, floor)
    found: list[OfficePosts] = []
    for office, rows in by_office.items():
        stocks = [shown_stock(row.posts or 0, floor) for row in rows]
        known = [stock for stock in stocks if stock is not None]
        if len(known) == len(stocks):
            came = [arrivals[office, row.period] for row in rows]
            left = [departures[office, row.period] for row in rows]
            found += _path(rows, known, came, left, floor)
    return tuple(found)


def _path(
    rows: Sequence[OfficePosts],
    stocks: Sequence[int],
    came: Sequence[int],
    left: Sequence[int],
    floor: int,
) -> Iterator[OfficePosts]:
    """Stocks of staying put, with what came and left until each period."""
    before, moved = stocks[0], 0
    for row, stock, more, less in zip(rows, stocks, came, left, strict=True):
        moved += more - less
        grown = stock - before
        before = stock
        yield OfficePosts(
            **told_fields(row),
            posts=shown_rest(stock + moved, floor),
            starters=shown_rest(more + max(0, grown), floor),
            leavers=shown_rest(less + max(0, -grown), floor),
        )


def _size(count: ShownCount, floor: int) -> int:
    return middle(floor) if count is None else count
