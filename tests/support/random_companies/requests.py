"""Random requests: what a planner forbids, keeps, pins, or does without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from models.plan import Move, Plan
from models.requests import Request, RequestKind
from models.routes import RouteKind
from models.scenario import Scenario
from planner.audit import audit
from planner.books import books_of
from tests.support.every_plan import EveryPlan
from tests.support.random_companies.draw import Draw


def requests(draw: Draw, company: Scenario) -> dict[str, Any]:
    """One or two requests, each about a cohort, an office, a measure or a route at hand; and a day
    before which nothing is started, in some companies.
    """
    asked = tuple(_requests(draw, company))
    days = [period.starts for period in company.periods]
    return {"requests": asked, "first_act": draw.dice.one_of((None, None, *days))}


def _lawful_moves(company: Scenario) -> list[Move]:
    """Moves of one post that keep every rule by themselves."""
    books = books_of(company)
    moves = chain.from_iterable(EveryPlan(company).moves)
    return [move for move in moves if audit(Plan(moves=(move,)), books).lawful]


def _pinned(draw: Draw, name: str, lawful: Sequence[Move]) -> Iterator[Request]:
    """A move that is lawful by itself, by its mode or by any; none where there is no such move."""
    if lawful:
        move = draw.dice.one_of(lawful)
        yield Request(
            id=name,
            kind=RequestKind.PIN,
            cohort=move.cohort,
            office=move.destination,
            mode=move.mode if draw.dice.in_ten(5) else None,
            period=move.period,
            posts=1,
        )


def _requests(draw: Draw, company: Scenario) -> Iterator[Request]:
    dice, lawful = draw.dice, _lawful_moves(company)
    for number in range(1 + dice.upto(1)):
        cohort = dice.one_of(company.cohorts)
        elsewhere = dice.one_of([name for name in draw.offices if name != cohort.office])
        name, kind = f"wish_{number}", dice.one_of(tuple(RequestKind))
        if kind is RequestKind.FORBID:
            whose = cohort.id if dice.in_ten(5) else None
            yield Request(id=name, kind=kind, cohort=whose, office=elsewhere)
        elif kind is RequestKind.KEEP:
            posts = 1 + dice.upto(1) if dice.in_ten(5) else None
            yield Request(id=name, kind=kind, cohort=cohort.id, posts=posts)
        elif kind is RequestKind.PIN:
            yield from _pinned(draw, name, lawful)
        elif company.measures and dice.in_ten(7):
            measure = dice.one_of(company.measures).id
            yield Request(id=name, kind=kind, measure=measure)
        else:
            entity = dice.one_of((None, cohort.entity))
            route = dice.one_of(tuple(RouteKind)[1:])
            yield Request(id=name, kind=kind, route=route, entity=entity)
