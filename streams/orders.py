"""Orders that came with accepted moves: placements, seat blocks, measures, routes, consultations.

Who accepts a move accepts what it needs. Once its period has begun it is in force and paid for, and
later plans carry it on; before that its lead time counts as begun.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TypeAlias

from models.answer import Order
from models.calendar import first_day
from models.plan import Consultation, Plan, RouteFiling
from models.plan_in_force import UnderWay
from models.routes import RouteInForce
from models.scenario import Scenario
from streams.commitments import (
    commitments,
    posts_with_step,
)
from streams.events import Step
from streams.state import Programme

Thing: TypeAlias = "tuple[tuple[str, ...], str, int]"
"""Something that is paid for once, the period from which it is there, and how many."""

_COUNTED = ("placements", "blocks")
"""Kinds that are ordered by number."""

_KINDS = (*_COUNTED, "measures", "routes", "consultations")


def orders(facts: Programme, programme: str, today: date) -> dict[str, Plan]:
    """What has been ordered, by recommendation: with earlier plans, and with the reference.

    What has begun stays ordered whatever becomes of the move; the rest follows the newest plan
    that still has the move, and ends with a decision that is taken back.
    """
    if facts.reference is None:
        return {}
    answer = facts.reference.answer
    accepted = {each.recommendation for each in commitments(facts)}
    proposed = {
        each.move_key.id(programme): each.needs
        for each in answer.proposals
        if each.firm or each.move_key.id(programme) in accepted
    }
    ordered = dict(proposed)
    for order in answer.orders:
        name, begun = order.recommendation, _begun_part(facts, order, today)
        stays = name in accepted and name not in proposed
        ordered[name] = order.needs if stays else _both(begun, proposed.get(name, Plan()))
    return ordered


def carried_orders(ordered: Mapping[str, Plan]) -> tuple[Order, ...]:
    """Orders that the next answer carries on."""
    return tuple(
        Order(recommendation=n, needs=p) for n, p in sorted(ordered.items()) if p != Plan()
    )


def under_way(
    base: Scenario, facts: Programme, ordered: Mapping[str, Plan], labels: tuple[str, ...]
) -> UnderWay:
    """What has been ordered and is not in force yet; a filing that is late is expected next."""
    whole = Plan()
    for name, needs in ordered.items():
        routes = () if _is_granted(facts, name) or _is_refused(facts, name) else needs.routes
        late = [_put_off(each, labels[0]) if each.period < labels[0] else each for each in routes]
        whole = _both(whole, needs.model_copy(update={"routes": tuple(late)}))
    ahead = _only(whole, labels.__contains__)
    offices = {office.id for office in base.offices if office.max_blocks}
    measures = {measure.id for measure in base.measures}
    entities = {entity.id for entity in base.entities}
    return UnderWay(
        blocks=tuple(each for each in ahead.blocks if each.office in offices),
        measures=tuple(each for each in ahead.measures if each.measure in measures),
        routes=tuple(each for each in ahead.routes if each.entity in entities),
        consultations=tuple(
            each
            for each in whole.consultations
            if each.entity in entities and (each.period in labels or _covers_on(base, each, labels))
        ),
    )


def _covers_on(base: Scenario, talk: Consultation, labels: tuple[str, ...]) -> bool:
    """Whether a consultation of an earlier period still covers separations of the horizon."""
    home = next(each.jurisdiction for each in base.entities if each.id == talk.entity)
    law = next(each.mass_redundancy for each in base.jurisdictions if each.id == home)
    return law is not None and law.covers(first_day(talk.period), first_day(labels[0]))


def blocks_since(ordered: Mapping[str, Plan], office: str, after: date, today: date) -> int:
    """Seat blocks of an office that have come into use after a day and before today."""
    whole = _whole(ordered)
    return sum(
        each.blocks
        for each in whole.blocks
        if each.office == office and after < first_day(each.period) < today
    )


def measures_in_force(ordered: Mapping[str, Plan], after: date, today: date) -> frozenset[str]:
    """Measures that have come into force after a day and before today."""
    return frozenset(
        each.measure for each in _whole(ordered).measures if after < first_day(each.period) < today
    )


def things(needs: Plan) -> Iterator[Thing]:
    """What is bought, opened or filed, and who is placed, one by one."""
    for each in needs.placements:
        yield ("placement", each.cohort, each.into), each.period, each.heads
    yield from ((("block", each.office), each.period, each.blocks) for each in needs.blocks)
    yield from ((("measure", each.measure), each.period, 1) for each in needs.measures)
    for filing in needs.routes:
        yield ("route", filing.entity, filing.group, filing.route), filing.period, 1
    for talk in needs.consultations:
        yield ("consultation", talk.entity), talk.period, 1


def things_in_force(
    facts: Programme, ordered: Mapping[str, Plan], after: date, today: date
) -> Iterator[Thing]:
    """What has come into force after a day and before today; filings once they are granted."""
    granted = [needs.routes for name, needs in ordered.items() if _is_granted(facts, name)]
    routes = tuple(dict.fromkeys(route for each in granted for route in each))
    whole = _whole(ordered).model_copy(update={"routes": routes})
    for thing, period, count in things(whole):
        if after < first_day(period) < today:
            yield thing, period, count


def granted_routes(
    facts: Programme, ordered: Mapping[str, Plan], after: date
) -> Iterator[RouteInForce]:
    """Routes that were granted after a day, up to the end of their validity where one is known."""
    for name, needs in sorted(ordered.items()):
        days = [on for step, on in facts.steps.get(name, {}) if step is Step.FILING_GRANTED]
        if days and max(days) >= after:
            for filing in needs.routes:
                yield RouteInForce(
                    entity=filing.entity,
                    group=filing.group,
                    route=filing.route,
                    until=first_day(filing.until) if filing.until else None,
                )


def _begun_part(facts: Programme, order: Order, today: date) -> Plan:
    begun = _only(order.needs, lambda period: first_day(period) < today)
    if _is_granted(facts, order.recommendation):
        return begun.model_copy(update={"routes": order.needs.routes})
    return begun


def _is_granted(facts: Programme, recommendation: str) -> bool:
    return posts_with_step(facts, recommendation, Step.FILING_GRANTED) > 0


def _is_refused(facts: Programme, recommendation: str) -> bool:
    return posts_with_step(facts, recommendation, Step.FILING_REFUSED) > 0


def _put_off(filing: RouteFiling, period: str) -> RouteFiling:
    return filing.model_copy(update={"period": period, "until": None})


def _only(needs: Plan, wanted: Callable[[str], bool]) -> Plan:
    kept = {
        kind: tuple(each for each in getattr(needs, kind) if wanted(each.period)) for kind in _KINDS
    }
    return Plan(**kept)


def _whole(ordered: Mapping[str, Plan]) -> Plan:
    whole = Plan()
    for needs in ordered.values():
        whole = _both(whole, needs)
    return whole


def _both(one: Plan, other: Plan) -> Plan:
    """Both sets of orders; of one block or place the larger counts, since moves share it."""
    blocks = {(each.office, each.period): each for each in one.blocks}
    for order in other.blocks:
        key = order.office, order.period
        blocks[key] = max(blocks.get(key, order), order, key=lambda each: each.blocks)
    places = {(each.cohort, each.into, each.period): each for each in one.placements}
    for placed in other.placements:
        way = placed.cohort, placed.into, placed.period
        places[way] = max(places.get(way, placed), placed, key=lambda each: each.heads)
    united = {
        kind: tuple(dict.fromkeys((*getattr(one, kind), *getattr(other, kind))))
        for kind in _KINDS
        if kind not in _COUNTED
    }
    return Plan(blocks=tuple(blocks.values()), placements=tuple(places.values()), **united)
