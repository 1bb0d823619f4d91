"""Cash that has been spent: by accepted moves that have landed, and by their orders."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import date
from typing import TypeAlias

from models.answer import Spend
from models.calendar import first_day, fiscal_year
from models.money import Money
from models.plan import MoveKey, Plan
from models.plan_in_force import Spent
from models.scenario import Scenario
from streams import orders
from streams.commitments import (
    commitments,
)
from streams.events import Step
from streams.state import Programme

Payment: TypeAlias = "tuple[date, int]"
"""Day and cash, in the smallest unit of the planning currency."""

Price: TypeAlias = "Callable[[Hashable, Hashable], int]"
"""Of a thing in a period: as of the last answer, in another period if that is all there is."""


def spent(
    base: Scenario, facts: Programme, found: Mapping[str, Plan], today: date
) -> tuple[Spent, ...]:
    """The part of each budget limit that has been spent, on the day it was set or later.

    Parameters
    ----------
    base
        The scenario as published; its limits are set on its planning date.
    facts
        Of the programme.
    found
        What has been ordered, by recommendation.
    today
        The day of the view.
    """
    payments = list(_payments(base, facts, found, today))
    years = {limit.fiscal_year for limit in base.budget.by_fiscal_year} | set(facts.budgets)
    result = []
    for year in sorted({0, *years}):
        set_at = facts.budgets[year].key[0].date() if year in facts.budgets else base.planning_date
        cash = sum(
            amount
            for on, amount in payments
            if on >= set_at and year in {0, fiscal_year(on, base.horizon)}
        )
        if cash:
            money = Money(currency=base.currency, amount=cash)
            result.append(Spent(fiscal_year=year or None, cash=money))
    return tuple(result)


def carried_spends(facts: Programme) -> tuple[Spend, ...]:
    """Prices that later answers carry on, without those of moves that lapsed undecided."""
    if facts.reference is None:
        return ()
    answer = facts.reference.answer
    wanted = {each.move_key for each in answer.proposals}
    wanted |= {each.move_key for each in commitments(facts)}
    wanted |= {key for key in map(MoveKey.parse, facts.steps) if key is not None}
    return tuple(each for each in answer.spends if {*map(MoveKey.of, each.part.moves)} <= wanted)


def _payments(
    base: Scenario, facts: Programme, found: Mapping[str, Plan], today: date
) -> Iterator[Payment]:
    price = _prices(facts)
    # Spent money stays spent: what has landed counts even after its commitment is taken back.
    for name in sorted(facts.steps):
        key = MoveKey.parse(name)
        for (step, on), heads in facts.steps[name].items():
            if key is not None and step is Step.LANDED and base.planning_date <= on <= today:
                *what, period = key
                yield on, heads * price(tuple(what), period)
    for thing, period, count in orders.things_in_force(facts, found, base.planning_date, today):
        yield first_day(period), count * price(thing, period)


def _prices(facts: Programme) -> Price:
    spends = facts.reference.answer.spends if facts.reference is not None else ()
    exact: dict[Hashable, int] = {}
    for each in spends:
        for thing, period, _ in _things(each.part):
            exact[thing, period] = exact[thing] = each.cash
    return lambda thing, period: exact.get((thing, period), exact.get(thing, 0))


def _things(part: Plan) -> Iterator[orders.Thing]:
    for move in part.moves:
        yield (move.cohort, move.destination, move.mode), move.period, move.heads
    yield from orders.things(part)
