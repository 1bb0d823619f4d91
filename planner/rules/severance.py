"""Severance: the price of making a person redundant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from models.labour import Agreement
from models.places import Jurisdiction
from models.scenario import Scenario
from planner.expanded_plan import ExpandedPlan, Separation
from planner.formulation.builder import ProgramBuilder
from planner.formulation.sets import Integers, Mask, falls
from planner.rules.mass_redundancy.consultations import (
    CONSULTATIONS,
    Employer,
    cover_of,
    employers,
)
from planner.rules.mass_redundancy.coverage import is_consulted
from planner.rules.mass_redundancy.separations import separations
from planner.rules.rule import Charge, CostCategory, Rule


@dataclass(frozen=True, eq=False)
class _Leaving:
    """Some of those made redundant, at one price for each cohort and period."""

    name: str
    which: Mask
    price: Integers
    cash: Integers
    consulted: Integers
    """Price of those of them whom a consultation covers."""
    consulted_cash: Integers
    most: Integers
    """[c, t] how many of them can leave in a period."""


def build(builder: ProgramBuilder) -> None:
    """Price everyone made redundant on the day they leave; less where they were consulted on."""
    costs, leaving, fall = builder.sets.books.costs, separations(builder), falls(builder.sets)
    posts = np.broadcast_to(builder.sets.posts.max(axis=1, keepdims=True), fall.shape)
    for some in (
        _Leaving(
            "moved",
            ~leaving.falling,
            costs.severance,
            costs.severance_cash,
            costs.severance_consulted,
            costs.severance_consulted_cash,
            posts,
        ),
        _Leaving(
            "fallen",
            leaving.falling,
            costs.severance_falling,
            costs.severance_falling_cash,
            costs.severance_falling_consulted,
            costs.severance_falling_consulted_cash,
            # Posts that fall on the first day are not among those of any period.
            fall,
        ),
    ):
        paid = some.which & ~leaving.listed
        at = leaving.cohort[paid], leaving.period[paid]
        builder.price(leaving.ids[paid], some.price[at])
        builder.tally("cash", leaving.ids[paid], some.cash[at], at[1])
        if builder.declared_if_in_force(CONSULTATIONS, "mass_redundancy") is not None:
            for employer in employers(builder.sets.scenario):
                _consult(builder, employer, replace(some, which=paid), in_time=True)
                _consult(builder, employer, replace(some, which=paid), in_time=False)


def _consult(builder: ProgramBuilder, employer: Employer, some: _Leaving, *, in_time: bool) -> None:
    """``consulted[c,t] <= posts of c leaving at t``, 0 without a consultation that covers them."""
    cover, leaving = cover_of(builder, employer), separations(builder)
    less, less_cash = some.consulted - some.price, some.consulted_cash - some.cash
    which = some.which & ((leaving.decided >= employer.law.consultation_days) == in_time)
    concerned = np.zeros(less.shape, dtype=np.bool_)
    concerned[leaving.cohort[which], leaving.period[which]] = True
    concerned &= employer.employs[:, None] & ((less < 0) | (less_cash < 0))
    concerned &= cover.covered | (cover.covers & (cover.opened | in_time)[:, None]).any(axis=0)
    at = np.nonzero(concerned)
    most = some.most[at]
    name = f"consulted {employer.entity.id} {some.name}" + ("" if in_time else " late")
    heads = builder.declare(name, {"cohort": at[0], "period": at[1]}, 0, most, integer=False)
    builder.price(heads.ids, less[at])
    builder.tally("cash", heads.ids, less_cash[at], at[1])
    slot = np.full(less.shape, -1)
    slot[at] = np.arange(heads.size)
    there = builder.add_rows(heads.size, -np.inf, 0)
    builder.enter(there, heads.ids, 1)
    mine = which & concerned[leaving.cohort, leaving.period]
    builder.enter(there[slot[leaving.cohort[mine], leaving.period[mine]]], leaving.ids[mine], -1)
    for i, period in enumerate(at[1]):
        if not cover.covered[period]:
            row = builder.add_rows(1, -np.inf, 0)
            builder.enter(row, heads.ids[i], 1)
            builder.enter(row, cover.columns(int(period), in_time=in_time), -most[i])


def _each(expanded: ExpandedPlan, separation: Separation) -> tuple[int, int]:
    """Price and cash of one of them."""
    move, costs = separation.cause, expanded.books.costs
    at = separation.cohort, separation.period
    if move is not None and expanded.books.costs.listed[move.cohort, move.office]:
        return 0, 0
    consulted = is_consulted(expanded, separation)
    if move is not None and consulted:
        amounts, cash = costs.severance_consulted, costs.severance_consulted_cash
    elif move is not None:
        amounts, cash = costs.severance, costs.severance_cash
    elif consulted:
        amounts, cash = costs.severance_falling_consulted, costs.severance_falling_consulted_cash
    else:
        amounts, cash = costs.severance_falling, costs.severance_falling_cash
    return int(amounts[at]), int(cash[at])


def charges(expanded: ExpandedPlan) -> Iterable[Charge]:
    """Severance of everyone made redundant, on leaving."""
    for separation in expanded.separations:
        each, cash = _each(expanded, separation)
        amount = each * separation.heads
        yield Charge(amount, amount, cash * separation.heads, separation.period)


def shares(expanded: ExpandedPlan) -> Sequence[int]:
    """Severance of each move."""
    due = {
        separation.cause: _each(expanded, separation)[0] * separation.heads
        for separation in expanded.separations
        if separation.cause is not None
    }
    return [due.get(landing, 0) for landing in expanded.landings]


def values(scenario: Scenario) -> Sequence[str]:
    """The formula of each jurisdiction in words."""
    return tuple(line for place in scenario.jurisdictions for line in _lines(place))


def _lines(place: Jurisdiction) -> Iterable[str]:
    law = place.severance
    yield (
        f"{place.name}: {law.months_per_year:g} monthly wages a year of service, "
        f"{law.notice_months:g} where there is no time for notice of {law.notice_days} days"
        f"{f', at least {law.minimum_months:g}' if law.minimum_months else ''}"
        f"{f', wage up to {law.wage_cap}' if law.wage_cap else ''}"
        f"{f', at most {law.total_cap}' if law.total_cap else ''}"
        f" ({law.provenance})"
    )
    if (talks := place.mass_redundancy) is not None and law.notice_months:
        still = "still due" if talks.notice else "not due"
        yield f"{place.name}: notice is {still} after a consultation ({talks.provenance})"
    if law.agreement is not None:
        yield f"{place.name}, by agreement: {_terms(law.agreement)} ({law.agreement.provenance})"
    if law.dispute is not None:
        yield (
            f"{place.name}, without an agreement: {law.dispute.disputed:.0%} are disputed, "
            f"{law.dispute.lost:.0%} of them lost, which doubles the amount "
            f"({law.dispute.provenance})"
        )


def _terms(agreement: Agreement) -> str:
    windows = ", ".join(f"+{each.months:g} for {each.share:.0%}" for each in agreement.windows)
    caps = "with the caps" if agreement.capped else "without caps"
    return (
        f"wages for service {caps}, {windows}, within {agreement.days} days; "
        f"{agreement.protected_sign:.0%} of the protected sign"
    )


RULE = Rule(
    name="severance",
    sentence=(
        "A person who is made redundant signs an agreement where the home jurisdiction has one. "
        "Otherwise they are due severance by its law or custom, and disputes add their expected "
        "cost. After a consultation the cheaper of the two applies, unless the firm uses "
        "agreements only. Notice is paid for only where there is no time to serve it and, after a "
        "consultation, only where law still requires it. Amounts are worked out for each length "
        "of service and wage; the price of a post is the mean of its cohort."
    ),
    formula=(
        (
            "price: sum over c,t of severance[c,t] separations[c,t] - (severance[c,t] - "
            "consulted_price[c,t]) consulted[c,t]"
        ),
        (
            "consulted: consulted[c,t] <= separations[c,t], and = 0 without a consultation that "
            "covers them"
        ),
    ),
    unit="money",
    source=(
        "labour law and practice of each jurisdiction; China: Labour Contract Law, Arts. 36, 40, "
        "46, 47 and 87"
    ),
    build=build,
    charges=charges,
    shares=shares,
    category=CostCategory.ONE_OFF,
    values=values,
)
