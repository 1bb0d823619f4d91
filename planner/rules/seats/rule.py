"""Seats: everyone at an office has a seat, and further seats come in blocks at a price."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from models.plan import BlockOrder
from planner.expanded_plan import ExpandedPlan, released_seats, usable_blocks
from planner.formulation.builder import ProgramBuilder
from planner.formulation.decisions import OFFICE, PERIOD, rows_by_axes
from planner.formulation.program import Columns
from planner.formulation.sets import Integers
from planner.formulation.variables import HEADS, from_then_on
from planner.rules.leases import RELEASES
from planner.rules.rule import Charge, Check, Rule
from planner.rules.seats.limits import MAX_BLOCKS, SEATS

MILLI = 1000
"""Seats are counted in thousandths, as whole numbers."""

BLOCKS = "blocks"
BLOCK_ORDERS = rows_by_axes(
    BLOCKS, "blocks", BlockOrder, {"office": OFFICE, "period": PERIOD}, count="blocks"
)


def build(builder: ProgramBuilder) -> None:
    """``occupied[o, t] <= seats[o] + block_seats[o] * blocks in use``, blocks at a price."""
    blocks, occupied = _declare_blocks(builder), _declare_occupied(builder)
    sets, offices = builder.sets, builder.sets.scenario.offices
    span = sets.span
    seats = np.repeat([MILLI * office.seats for office in offices], span)
    with builder.limiting(SEATS.at(**occupied.index)):
        rows = builder.add_rows(occupied.size, -np.inf, seats)
    builder.enter(rows, occupied.ids, 1)
    sizes = np.array([MILLI * office.block_seats for office in offices])
    office, added = blocks.index["office"], blocks.index["period"]
    for later in range(span):
        usable = added <= later
        builder.enter(
            rows[office[usable] * span + later], blocks.ids[usable], -sizes[office[usable]]
        )
    _give_back(builder, rows)
    if not builder.separate:
        _link(builder, blocks)
    costs = sets.books.costs
    builder.price(blocks.ids, (costs.fit_out + from_then_on(costs.lease))[office, added])
    builder.tally("cash", blocks.ids, costs.fit_out_cash[office, added], added)


def _give_back(builder: ProgramBuilder, rows: Integers) -> None:
    """Take ``sum over s <= t of released[o, s]`` off the seats in the rows of [o, t]."""
    releases, span = builder.groups[RELEASES], builder.sets.span
    office, given = releases.index["office"], releases.index["period"]
    for later in range(span):
        gone = given <= later
        builder.enter(rows[office[gone] * span + later], releases.ids[gone], MILLI)


def _link(builder: ProgramBuilder, blocks: Columns) -> None:
    """``landed[c, o] <= posts[c] * all blocks[o]`` where a post finds no seat without a block.

    A valid inequality. In the relaxation a hundredth of a block would otherwise seat a hundredth
    of a team at a hundredth of the price.
    """
    sets, heads = builder.sets, builder.groups[HEADS]
    offices = sets.scenario.offices
    held = np.array([MILLI * office.seats for office in offices])
    to_be_had = np.array([office.max_blocks > 0 for office in offices])
    needs_block = (sets.books.costs.seats > held) & to_be_had
    pair = heads.index["cohort"] * len(offices) + heads.index["office"]
    landing = needs_block.ravel()[pair]
    pairs, row_of = np.unique(pair[landing], return_inverse=True)
    most = sets.posts.max(axis=1)[pairs // len(offices)]
    rows = builder.add_rows(len(pairs), -np.inf, 0)
    builder.enter(rows[row_of], heads.ids[landing], 1)
    at, of = np.nonzero((pairs % len(offices))[:, None] == blocks.index["office"][None, :])
    builder.enter(rows[at], blocks.ids[of], -most[at].astype(np.float64))


def _declare_blocks(builder: ProgramBuilder) -> Columns:
    """Declare ``blocks[o, t]``, usable from t on: ``sum over t of blocks[o, t] <= max_blocks[o]``.

    Before its lead time a block is usable only if it has been ordered.
    """
    offices, days = builder.sets.scenario.offices, builder.sets.days_until()
    ready = [
        (o, period.index, office.max_blocks if days[period.index] >= lead else ordered)
        for o, office in enumerate(offices)
        for period in builder.sets.scenario.periods
        for lead in (office.block_lead_days,)
        for ordered in (builder.sets.scenario.under_way.ordered(office.id, period.label),)
        if office.max_blocks and (days[period.index] >= lead or ordered)
    ]
    at = np.array(ready, dtype=np.int64).reshape(-1, 3)
    most = np.array([office.max_blocks for office in offices])
    index = {"office": at[:, 0], "period": at[:, 1]}
    blocks = builder.declare_decision(BLOCK_ORDERS, index, 0, at[:, 2])
    with builder.limiting(MAX_BLOCKS.at(office=np.arange(len(offices)))):
        rows = builder.add_rows(len(offices), -np.inf, most)
    builder.enter(rows[at[:, 0]], blocks.ids, 1)
    return blocks


def _declare_occupied(builder: ProgramBuilder) -> Columns:
    """Declare ``occupied[o, t]``: thousandths of seats taken on the first day of a period.

    ``occupied[o, t] = occupied[o, t-1] + changes of posts at home + arrivals at t - leavers at
    t-1``: on the day of a change, arrivals take seats before leavers give up theirs.
    """
    sets, heads = builder.sets, builder.groups[HEADS]
    span, offices = sets.span, len(sets.scenario.offices)
    at, when = (axis.ravel() for axis in np.indices((offices, span)))
    occupied = builder.declare("occupied", {"office": at, "period": when}, 0, np.inf, integer=False)
    each = sets.books.costs.seats
    at_home = each[np.arange(len(sets.home)), sets.home]
    residents = np.zeros((offices, span), dtype=np.int64)
    np.add.at(residents, sets.home, sets.posts * at_home[:, None])
    steps = np.diff(residents, axis=1, prepend=0).ravel()
    rows = builder.add_rows(occupied.size, steps, steps)
    builder.enter(rows, occupied.ids, 1)
    later = when > 0
    builder.enter(rows[later], occupied.ids[later] - 1, -1)
    cohort = heads.index["cohort"]
    arrives = heads.index["office"] * span + heads.index["period"]
    builder.enter(rows[arrives], heads.ids, -each[cohort, heads.index["office"]])
    gone = heads.index["leaves"] + 1
    inside = gone < span
    departs = sets.home[cohort[inside]] * span + gone[inside]
    builder.enter(rows[departs], heads.ids[inside], at_home[cohort[inside]])
    return occupied


def checks(expanded: ExpandedPlan, _: Sequence[Charge]) -> Iterable[Check]:
    """Seats taken at each office on the first day of each period, and blocks that can be had."""
    scenario = expanded.scenario
    leaving = _posts_leaving(expanded)
    taken = {o: [0] * len(scenario.periods) for o in range(len(scenario.offices))}
    for stock in expanded.stocks:
        each = int(expanded.books.costs.seats[stock.cohort, stock.office])
        for t, heads in enumerate(stock.heads):
            leavers = leaving.get((stock.cohort, t), 0) if stock.at_home else 0
            taken[stock.office][t] += each * (heads + leavers)
    for o, office in enumerate(scenario.offices):
        usable, given = usable_blocks(expanded, office.id), released_seats(expanded, office.id)
        for t, seats in enumerate(taken[o]):
            yield Check(
                value=seats,
                limit=MILLI * (office.seats + office.block_seats * usable[t] - given[t]),
                scale=MILLI,
                subject=f"seats taken at {office.id}",
                period=t,
                offices=(office.id,),
            )
        if usable[-1] or office.max_blocks:
            subject = f"seat blocks at {office.id}"
            yield Check(usable[-1], office.max_blocks, subject, offices=(office.id,))
    yield from _early_blocks(expanded)


def _posts_leaving(expanded: ExpandedPlan) -> dict[tuple[int, int], int]:
    leaving: dict[tuple[int, int], int] = {}
    for landing in expanded.landings:
        key = landing.cohort, landing.leaves
        leaving[key] = leaving.get(key, 0) + landing.heads
    return leaving


def _early_blocks(expanded: ExpandedPlan) -> Iterable[Check]:
    offices = {office.id: office for office in expanded.scenario.offices}
    periods = {period.label: period for period in expanded.scenario.periods}
    for order in expanded.plan.blocks:
        office, period = offices[order.office], periods[order.period]
        days = (period.starts - expanded.scenario.acts_from).days
        in_time = days >= office.block_lead_days
        yield Check(
            value=0 if in_time else order.blocks,
            limit=expanded.scenario.under_way.ordered(order.office, order.period),
            subject=f"seat blocks at {office.id} before they can be ready",
            period=period.index,
            offices=(office.id,),
        )


def charges(expanded: ExpandedPlan) -> Iterable[Charge]:
    """Fit-out of each block once, its lease from its first period to the end of the tail."""
    costs, scenario = expanded.books.costs, expanded.scenario
    for o, office in enumerate(scenario.offices):
        usable = usable_blocks(expanded, office.id)
        before = 0
        for t, blocks in enumerate(usable):
            if added := blocks - before:
                fit_out = int(costs.fit_out[o, t]) * added
                yield Charge(fit_out, fit_out, int(costs.fit_out_cash[o, t]) * added, t)
            if blocks:
                lease = int(costs.lease[o, t]) * blocks
                yield Charge(lease, lease, period=t)
            before = blocks
        tail = int(costs.lease[o, -1]) * before
        if tail:
            yield Charge(tail, tail, period=len(usable))


RULE = Rule(
    name="seats",
    sentence=(
        "Nobody works at an office without a seat. On the day of a change, arrivals take seats "
        "before leavers have given up theirs. Further seats come in blocks: their fit-out is paid "
        "for once, their lease by the period."
    ),
    formula=(
        (
            "seats: sum over c of seats_per_head[c,o] (stock[c,o,t] + leaving[c,o,t]) <= seats[o] "
            "- sum of released[o,s] + block_seats[o] sum of blocks[o,s], s <= t"
        ),
        "price: fit_out once, lease per period",
    ),
    cuts=(
        (
            "no seat: sum over t of heads[c,o,m,t] <= posts[c] sum of blocks[o,t] where seats[o] "
            "< seats_per_head[c,o]"
        ),
    ),
    unit="seats",
    source="leases of the firm",
    build=build,
    checks=checks,
    charges=charges,
    limits=(SEATS, MAX_BLOCKS),
)
