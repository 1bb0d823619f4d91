"""Random limits that firms set: teams, quotas, acceptance, pace, listed costs, a plan in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from models.limits import (
    PERIOD_QUOTAS,
    Acceptance,
    Continuity,
    Quota,
    QuotaKind,
    QuotaSpan,
    Team,
    TeamKind,
)
from models.plan_in_force import Agreed, Churn, Firmness, MoveInForce
from models.scenario import Scenario
from models.tables import row_key
from models.workforce import Cohort, CostOverride, Mode, PlaceKind, ResidualPresence
from tests.support.builders import AT_ONCE
from tests.support.random_companies.draw import PLACES, STARTS, Draw, Feature


def limits(draw: Draw, cohorts: Sequence[Cohort], changing: set[str]) -> dict[str, Any]:
    """Tables and settings of limits on cohorts, some of whose posts change in number."""
    dice, has = draw.dice, draw.has
    return {
        "teams": tuple(_teams(draw, cohorts, changing)) if has(Feature.TEAMS) else (),
        "quotas": tuple(_quotas(draw)) if has(Feature.QUOTAS) else (),
        "acceptance": tuple(row for each in cohorts for row in _acceptance(draw, each)),
        "continuity": _continuity(draw) if has(Feature.PACE) else AT_ONCE,
        "costs": tuple(
            _listed(draw, each, name)
            for each in cohorts
            for name in draw.offices
            if has(Feature.LISTED_COSTS) and dice.in_ten(4)
        ),
        "presence": (_presence(draw, cohorts),) if has(Feature.PRESENCE) else (),
    }


def _continuity(draw: Draw) -> Continuity:
    dice = draw.dice
    return Continuity(
        periods=dice.one_of((1, 1, 2)),
        max_share=dice.one_of((None, 0.34, 0.5, 0.75)),
        max_replaced_share=dice.one_of((0.5, 0.5, 1.0)),
    )


def _teams(draw: Draw, cohorts: Sequence[Cohort], changing: set[str]) -> Iterator[Team]:
    dice, both = draw.dice, tuple(each.id for each in cohorts)
    often = 2 if draw.scarce else 3
    for each in cohorts:
        if dice.in_ten(often) and each.id not in changing:
            yield Team(id=f"i_{each.id}", kind=TeamKind.INDIVISIBLE, cohorts=(each.id,))
        elif dice.in_ten(often):
            yield Team(
                id=f"b_{each.id}", kind=TeamKind.MINIMUM_BATCH, cohorts=(each.id,), minimum=2
            )
    if len(cohorts) > 1 and dice.in_ten(2 * often):
        near = len({each.office for each in cohorts}) == 1 and not changing
        kind = TeamKind.TOGETHER if near and dice.in_ten(5) else TeamKind.APART
        whole = kind is TeamKind.APART and dice.in_ten(2)
        yield Team(id="both", kind=kind, cohorts=both, replaced_whole=whole)


def _quotas(draw: Draw) -> Iterator[Quota]:
    dice = draw.dice
    for kind in QuotaKind:
        if kind is draw.scarce or dice.in_ten(2):
            yield quota(
                draw,
                kind,
                at=dice.one_of(places_of(draw, kind)),
                span=dice.one_of(spans_of(kind)),
                effective_from=STARTS[0]
                if kind in PERIOD_QUOTAS
                else dice.one_of((None, None, STARTS[0])),
                heads=dice.upto(1 if kind is draw.scarce else 2),
            )


def quota(draw: Draw, kind: QuotaKind, **fields: Any) -> Quota:
    """A quota of a kind, law or not."""
    law = draw.dice.in_ten(5)
    return Quota(id=f"quota_{kind}", kind=kind, law=law, source="assumption", **fields)


def places_of(draw: Draw, kind: QuotaKind) -> tuple[str, ...]:
    """Where a quota of a kind may be."""
    abroad = tuple(sorted({PLACES[name][0] for name in draw.offices} - {"china"}))
    return {
        QuotaKind.ARRIVALS: draw.offices[1:],
        QuotaKind.DEPARTURES: draw.offices,
        QuotaKind.VISAS: abroad,
        QuotaKind.REDUNDANCIES: ("china",),
        QuotaKind.PEOPLE_AT_RISK: ("china", abroad[0]),
    }[kind]


def spans_of(kind: QuotaKind) -> tuple[QuotaSpan, ...]:
    """Over what a quota of a kind may count."""
    return (QuotaSpan.PERIOD,) if kind in PERIOD_QUOTAS else tuple(QuotaSpan)


def _acceptance(draw: Draw, each: Cohort) -> Iterator[Acceptance]:
    dice = draw.dice
    for where in (None, *draw.offices):
        if draw.has(Feature.ACCEPTANCE) and dice.in_ten(3):
            yield Acceptance(
                cohort=each.id,
                office=where,
                share=dice.one_of((0.3, 0.5, 0.67, 0.75)),
                low=dice.one_of((0.0, 0.3)),
                withdraws=dice.one_of((0.0, 0.0, 0.25)),
            )


def _listed(draw: Draw, each: Cohort, where: str) -> CostOverride:
    dice = draw.dice
    return CostOverride(
        cohort=each.id,
        office=where,
        one_off=draw.amount(where, 20) if dice.in_ten(6) else None,
        annual=draw.amount(where, 70) if dice.in_ten(4) else None,
        seats_per_head=dice.one_of((0.4, 1.0, 2.0)) if dice.in_ten(5) else None,
    )


def _presence(draw: Draw, cohorts: Sequence[Cohort]) -> ResidualPresence:
    dice, kind = draw.dice, draw.dice.one_of(tuple(PlaceKind))
    at = {
        PlaceKind.OFFICE: dice.one_of(("shanghai", dice.one_of(cohorts).office)),
        PlaceKind.ENTITY: dice.one_of((*("bank_cn",) * 5, "services_in")),
        PlaceKind.JURISDICTION: dice.one_of((*("china",) * 5, "india")),
    }
    return ResidualPresence(
        id="lead",
        name="Security lead",
        roles=dice.one_of(((cohorts[0].role,), (cohorts[-1].role,), ("analyst", "lead"))),
        place=kind,
        at=at[kind],
        posts=1,
        dataset="clients" if draw.has(Feature.RISK) and dice.in_ten(4) else None,
        source="assumption",
        law=dice.in_ten(5),
    )


def in_force(draw: Draw, company: Scenario) -> dict[str, Any]:
    """A plan in force, some of its moves promised, some of them impossible; and a decision."""
    if not draw.has(Feature.IN_FORCE):
        return {}
    dice, labels = draw.dice, [period.label for period in company.periods]
    every = [
        MoveInForce(
            cohort=each.id,
            destination=place,
            mode=mode,
            period=label,
            heads=1 + dice.upto(1),
            standing=dice.one_of((Firmness.PLANNED, *Firmness)),
        )
        for each in company.cohorts
        for place in draw.offices
        for mode in (Mode.TRANSFER, Mode.REDUNDANCY, Mode.REFILL)
        for label in labels[: len(labels) - company.modes.of(mode).overlap_periods]
        if place != each.office
    ]
    chosen = [move for move in every if dice.upto(len(every)) < 2]
    agreed = Agreed(
        cohort=dice.one_of(company.cohorts).id,
        destination=dice.one_of(draw.offices),
        mode=dice.one_of((None, None, *Mode)),
        heads=dice.upto(1),
    )
    under_way = company.under_way.model_copy(update={"agreed": (agreed,) if dice.in_ten(7) else ()})
    return {
        "incumbent": tuple(sorted(chosen, key=lambda move: row_key("incumbent", move))),
        "under_way": under_way,
        "churn": Churn(
            per_head=dice.amount("USD", 30) if dice.in_ten(7) else None,
            frozen_until=dice.one_of((None, labels[0])),
        ),
    }
