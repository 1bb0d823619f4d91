"""Leases: seats are paid for until the lease can be broken and they are given up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from models.plan import SeatRelease
from models.scenario import Scenario
from planner.expanded_plan import ExpandedPlan, released_seats
from planner.formulation.builder import ProgramBuilder
from planner.formulation.decisions import OFFICE, PERIOD, rows_by_axes
from planner.formulation.variables import from_then_on
from planner.rules.rule import Charge, Check, Rule

RELEASES = "releases"
SEAT_RELEASES = rows_by_axes(
    RELEASES, "releases", SeatRelease, {"office": OFFICE, "period": PERIOD}, count="seats"
)


def build(builder: ProgramBuilder) -> None:
    """Charge every seat held to the end of the tail, less what is given up."""
    lease = builder.sets.books.costs.seat_lease
    seats = [office.seats for office in builder.sets.scenario.offices]
    builder.charge(sum(int(each.sum()) * held for each, held in zip(lease, seats, strict=True)))
    declare_releases(builder)
    releases = builder.groups[RELEASES]
    index = releases.index
    builder.price(releases.ids, -from_then_on(lease)[index["office"], index["period"]])


def declare_releases(builder: ProgramBuilder) -> None:
    """Declare ``released[o, t]`` from the lease break on, no more in all than are held."""
    scenario = builder.sets.scenario
    free = [
        (o, period.index)
        for o, office in enumerate(scenario.offices)
        for period in scenario.periods
        if office.lease is not None
        and office.lease_break is not None
        and period.starts >= max(office.lease_break, scenario.acts_from)
    ]
    at = np.array(free, dtype=np.int64).reshape(-1, 2)
    held = np.array([office.seats for office in scenario.offices])
    index = {"office": at[:, 0], "period": at[:, 1]}
    releases = builder.declare_decision(SEAT_RELEASES, index, 0, held[at[:, 0]])
    rows = builder.add_rows(len(held), -np.inf, held)
    builder.enter(rows[at[:, 0]], releases.ids, 1)


def checks(expanded: ExpandedPlan, _: Sequence[Charge]) -> Iterable[Check]:
    """Seats given up against those held, and none before the lease can be broken."""
    scenario = expanded.scenario
    offices = {office.id: office for office in scenario.offices}
    for release in expanded.plan.releases:
        office, t = offices[release.office], expanded.period(release.period)
        day, ends = scenario.periods[t].starts, office.lease_break
        early = ends is None or day < ends or day < scenario.acts_from
        yield Check(
            release.seats if early else 0,
            0,
            f"seats at {office.id} given up before the lease break",
            period=t,
            offices=(office.id,),
        )
    for name in sorted({release.office for release in expanded.plan.releases}):
        given, held = released_seats(expanded, name)[-1], offices[name].seats
        yield Check(given, held, f"seats at {name} given up", offices=(name,))


def charges(expanded: ExpandedPlan) -> Iterable[Charge]:
    """Lease of every seat still held, by the period and in the tail."""
    lease = expanded.books.costs.seat_lease
    for o, office in enumerate(expanded.scenario.offices):
        held = [office.seats - given for given in released_seats(expanded, office.id)]
        for t, seats in enumerate((*held, held[-1])):
            amount = int(lease[o, t]) * seats
            if amount:
                yield Charge(amount, amount, period=t)


def values(scenario: Scenario) -> Sequence[str]:
    """Lease and break of each office."""
    return tuple(
        f"{office.name}: {office.lease} a seat and year, "
        + (f"break from {office.lease_break}" if office.lease_break else "no break")
        for office in scenario.offices
        if office.lease is not None
    )


RULE = Rule(
    name="leases",
    sentence=(
        "Seats that the firm holds are paid for, whether or not anyone sits there, until the "
        "lease can be broken and they are given up."
    ),
    formula=(
        "price: sum over o,t of lease[o] years[t] (seats[o] - sum of released[o,s], s <= t)",
        "break: released[o,t] = 0 before lease_break[o]",
    ),
    unit="seats",
    source="leases of the firm",
    structural=True,
    build=build,
    checks=checks,
    charges=charges,
    values=values,
)
