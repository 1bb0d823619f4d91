"""State -> planning view: the scenario as it stands on a day, with the plan in force.

Canonical: the same facts give the same view, whatever the way they came, and its hash is the
revision that recommendations are made under.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from models.answer import Order
from models.base import Moment
from models.calendar import calendar
from models.flaws import flaws
from models.limits import Separations
from models.places import Office
from models.plan import MoveKey, Plan
from models.plan_in_force import UnderWay
from models.routes import RouteInForce
from models.scenario import Scenario
from models.settings import Budget, FiscalYearBudget
from models.signal_book import SignalBook
from models.signals import Signal
from models.workforce import Mode
from streams import orders
from streams.events import Step
from streams.heads import workforce
from streams.in_force import limits_from_decisions, plan_in_force
from streams.spending import spent
from streams.state import Latest, Programme, World
from streams.unmatched import unmatched


@dataclass(frozen=True)
class View:
    """What a plan is made from."""

    scenario: Scenario
    """With today's facts; the plan in force is its incumbent."""
    orders: tuple[Order, ...] = ()
    """Orders that came with accepted moves so far; the next answer carries them on."""
    unmatched: tuple[str, ...] = ()
    """Facts that do not count, in words: see `streams.unmatched`."""

    @cached_property
    def revision(self) -> str:
        """Hash of the view."""
        return self.scenario.hash


@dataclass(frozen=True)
class NoView:
    """Why no plan can be made."""

    reasons: tuple[str, ...]


def view(world: World, programme: str) -> View | NoView:
    """The planning view of a programme on the latest day that has passed."""
    facts = world.programmes.get(programme)
    if facts is None or facts.scenario is None:
        return NoView((f"no scenario has been published for {programme}",))
    try:
        return _view_of(programme, facts, facts.scenario.value, world)
    except (ValueError, OverflowError) as error:
        return NoView((f"its facts do not make a scenario: {str(error).splitlines()[0]}",))


def _view_of(programme: str, facts: Programme, base: Scenario, world: World) -> View | NoView:
    today = max(world.day, base.planning_date)
    labels = tuple(period.label for period in calendar(base.horizon, today))
    ordered = orders.orders(facts, programme, today)
    changed = {
        **workforce(base, facts, today),
        "planning_date": today,
        "offices": tuple(_office(base, facts, office, ordered, today) for office in base.offices),
        "budget": _budget(base.budget, facts),
        "signals": _signals(base, world.signals, today),
        "separations": _separations(base, facts, today),
        "measures": _measures(base, ordered, today),
        "routes": _routes(base, facts, ordered),
        "incumbent": plan_in_force(base, facts, labels, today),
        "under_way": _under_way(base, facts, ordered, labels, today),
    }
    fields = {name: getattr(base, name) for name in Scenario.model_fields}
    draft = Scenario.model_construct(**{**fields, **changed})
    found = flaws(draft)
    if found:
        return NoView(tuple(flaw.without_figures for flaw in found))
    scenario = Scenario(**{name: getattr(draft, name) for name in Scenario.model_fields})
    return View(scenario, orders.carried_orders(ordered), unmatched(world, programme))


def _office(
    base: Scenario, facts: Programme, office: Office, ordered: Mapping[str, Plan], today: date
) -> Office:
    """Seats as last counted since the planning date, and blocks that have come into use since."""
    counts: Mapping[date, Latest[int]] = facts.seats.get(office.id, {})
    since = base.planning_date
    counted_on = max((on for on in counts if since <= on <= today), default=since)
    seats = counts[counted_on].value if counted_on in counts else office.seats
    since_count = orders.blocks_since(ordered, office.id, counted_on, today)
    since_start = orders.blocks_since(ordered, office.id, since, today)
    return office.model_copy(
        update={
            "seats": seats + since_count * office.block_seats,
            "max_blocks": max(office.max_blocks - since_start, 0),
        }
    )


def _budget(base: Budget, facts: Programme) -> Budget:
    years = {limit.fiscal_year: limit.limit for limit in base.by_fiscal_year}
    for year, latest in facts.budgets.items():
        if year and latest.value is not None:
            years[year] = latest.value
        elif year:
            years.pop(year, None)
    return Budget(
        total=facts.budgets[0].value if 0 in facts.budgets else base.total,
        by_fiscal_year=tuple(
            FiscalYearBudget(fiscal_year=year, limit=limit) for year, limit in sorted(years.items())
        ),
    )


def _signals(base: Scenario, book: SignalBook, today: date) -> tuple[Signal, ...]:
    """Signals of the scenario and of the book, as known today, on matters that the scenario has."""
    places = {place.id for place in base.jurisdictions}
    matters = {matter.id for matter in base.matters if matter.jurisdiction in places}
    whole = book.with_facts(base.signals).as_of(today)
    return tuple(_as_known(signal, today) for signal in whole.signals if signal.matter in matters)


def _as_known(signal: Signal, today: date) -> Signal:
    """A signal as it was known then, without what was recorded later."""

    def by_now(moment: Moment | None) -> Moment | None:
        return moment if moment is not None and moment.date() <= today else None

    approved_at = by_now(signal.approved_at)
    return signal.model_copy(
        update={
            "approved_at": approved_at,
            "approved_by": signal.approved_by if approved_at else "",
            "retracted_at": by_now(signal.retracted_at),
        }
    )


def _separations(base: Scenario, facts: Programme, today: date) -> tuple[Separations, ...]:
    """People made redundant: those of the scenario, and those whose posts have landed since."""
    employers = {cohort.id: cohort.entity for cohort in base.cohorts}
    counts = Counter({(each.entity, each.on): each.heads for each in base.separations})
    # A move that has landed counts even after its decision is taken back.
    for name, steps in facts.steps.items():
        key = MoveKey.parse(name)
        if key is not None and key.mode is Mode.REDUNDANCY and key.cohort in employers:
            for (step, on), heads in steps.items():
                if step is Step.LANDED and base.planning_date < on <= today:
                    counts[employers[key.cohort], on] += heads
    return tuple(
        Separations(entity=entity, on=on, heads=heads)
        for (entity, on), heads in sorted(counts.items())
    )


def _measures(base: Scenario, ordered: Mapping[str, Plan], today: date) -> tuple[object, ...]:
    ordered_in_force = orders.measures_in_force(ordered, base.planning_date, today)
    return tuple(
        measure.model_copy(update={"in_force": measure.in_force or measure.id in ordered_in_force})
        for measure in base.measures
    )


def _routes(
    base: Scenario, facts: Programme, ordered: Mapping[str, Plan]
) -> tuple[RouteInForce, ...]:
    """Routes of the scenario, and those granted since in their place."""
    routes = {(each.entity, each.group): each for each in base.routes}
    entities = {entity.id for entity in base.entities}
    for route in orders.granted_routes(facts, ordered, base.planning_date):
        if route.entity in entities:
            routes[route.entity, route.group] = route
    return tuple(routes.values())


def _under_way(
    base: Scenario,
    facts: Programme,
    ordered: Mapping[str, Plan],
    labels: tuple[str, ...],
    today: date,
) -> UnderWay:
    """What has been ordered, and what the scenario itself has under way."""
    now = orders.under_way(base, facts, {"": _as_plan(base.under_way), **ordered}, labels)
    return now.model_copy(
        update={
            "agreed": limits_from_decisions(base, facts, labels),
            "spent": (*base.under_way.spent, *spent(base, facts, ordered, today)),
        }
    )


def _as_plan(known: UnderWay) -> Plan:
    return Plan(
        blocks=known.blocks,
        measures=known.measures,
        routes=known.routes,
        consultations=known.consultations,
    )
