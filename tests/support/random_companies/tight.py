"""Limits just below what would be cheapest without them, so that they bind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from itertools import product
from math import floor
from typing import Any

from models.account import Finding
from models.limits import Acceptance, Quota
from models.plan import MoveKey, Plan
from models.plan_in_force import Agreed, Firmness, MoveInForce
from models.scenario import Scenario
from models.workforce import Mode
from planner.audit import audit
from planner.books import books_of
from tests.support.every_plan import EveryPlan
from tests.support.judging import any_without
from tests.support.random_companies.draw import STARTS, Draw, Feature
from tests.support.random_companies.limits import places_of, quota, spans_of

Changes = dict[str, Any]
Tighten = Callable[[Draw, Scenario, Plan], Changes]


def tightened(draw: Draw, company: Scenario) -> Scenario:
    """The same with limits tightened, each feature's seven times in ten.

    A limit is set against the cheapest plan of a programme without its rule: to one fewer than
    that plan counts, or to a promise that it does not keep. Where it counts nothing, the limit
    stays as it is drawn.
    """
    for feature, ways in _ways(draw).items():
        if ways and draw.has(feature) and draw.dice.in_ten(7):
            rule, tighten = draw.dice.one_of(ways)
            plan = any_without(company, rule)
            if plan is not None:
                company = company.model_copy(update=tighten(draw, company, plan))
    return company


def _ways(draw: Draw) -> Mapping[Feature, tuple[tuple[str, Tighten], ...]]:
    return {
        Feature.QUOTAS: ((draw.scarce, _quota),) if draw.scarce else (),
        Feature.PRESENCE: (("residual_presence", _presence),),
        Feature.IN_FORCE: (("decided", _decision), ("commitments", _promise)),
        Feature.PACE: (("pace", _pace),),
        Feature.ACCEPTANCE: (("acceptance", _acceptance),),
    }


def _quota(draw: Draw, company: Scenario, plan: Plan) -> Changes:
    """The scarce quota, at a place and in spans in which something is counted."""
    kind = draw.scarce
    assert kind is not None
    of_others = tuple(each for each in company.quotas if each.kind is not kind)
    counted: list[Quota] = []
    for at, span, start in product(places_of(draw, kind), spans_of(kind), (None, STARTS[0])):
        none = quota(draw, kind, at=at, span=span, effective_from=start, heads=0)
        broken = _broken(company, plan, kind, quotas=(none,))
        if broken:
            fewer = max(each.value for each in broken) - 1
            counted.append(none.model_copy(update={"heads": fewer}))
    return {"quotas": (*of_others, draw.dice.one_of(counted))} if counted else {}


def _presence(_: Draw, company: Scenario, plan: Plan) -> Changes:
    """One post more than would stay, if as many are there today."""
    (asked,) = company.presence
    many = asked.model_copy(update={"posts": 99})
    left, today = (
        min(
            (f.value for f in _broken(company, each, "residual_presence", presence=(many,))),
            default=99,
        )
        for each in (plan, Plan())
    )
    more = asked.model_copy(update={"posts": left + 1})
    return {"presence": (more,)} if left < today else {}


def _decision(draw: Draw, company: Scenario, plan: Plan) -> Changes:
    """A person lets one post fewer go."""
    if not plan.moves:
        return {}
    some = draw.dice.one_of(plan.moves)
    agreed = Agreed(
        cohort=some.cohort, destination=some.destination, mode=some.mode, heads=some.heads - 1
    )
    return {"under_way": company.under_way.model_copy(update={"agreed": (agreed,)})}


def _promise(draw: Draw, company: Scenario, plan: Plan) -> Changes:
    """A move is promised that is lawful by itself, and dearer than what is cheapest."""
    books, planned = books_of(company), set(map(MoveKey.of, plan.moves))
    others = [
        move
        for moves in EveryPlan(company).moves
        for move in moves
        if MoveKey.of(move) not in planned
        and not _rules_but(audit(Plan(moves=(move,)), books).violations, "commitments")
    ]
    if not others:
        return {}
    key = MoveKey.of(draw.dice.one_of(others))
    promised = MoveInForce(**key._asdict(), heads=1, standing=Firmness.ACCEPTED)
    return {"incumbent": (promised,)}


def _rules_but(findings: tuple[Finding, ...], name: str) -> set[str]:
    return {each.rule for each in findings} - {name}


def _pace(_: Draw, company: Scenario, plan: Plan) -> Changes:
    """One post fewer of some cohort is replaced at once."""
    nobody = company.continuity.model_copy(update={"max_replaced_share": 0.0})
    for each in _broken(company, plan, "pace", continuity=nobody):
        assert each.period is not None
        at = [period.label for period in company.periods].index(each.period)
        share = _share(each.value - 1, company.posts[each.cohorts[0]][at])
        update = {"max_replaced_share": share}
        return {"continuity": company.continuity.model_copy(update=update)}
    return {}


def _acceptance(_: Draw, company: Scenario, plan: Plan) -> Changes:
    """One fewer of a cohort accepts."""
    people = {each.id: each.posts - each.vacant for each in company.cohorts}
    moved = Counter[str]()
    for move in plan.moves:
        if move.mode is Mode.TRANSFER and people[move.cohort]:
            moved[move.cohort] += move.heads
    rows = tuple(each for each in company.acceptance if each.cohort not in moved)
    few = (
        Acceptance(cohort=name, share=min(1.0, (heads - 0.5) / people[name]), low=0.0)
        for name, heads in sorted(moved.items())
    )
    return {"acceptance": (*rows, *few)} if moved else {}


def _share(part: int, whole: int) -> float:
    """To two places, rounded down."""
    return floor(100 * part / whole) / 100


def _broken(company: Scenario, plan: Plan, rule: str, **changes: Any) -> tuple[Finding, ...]:
    """What a rule forbids of a plan in the company with some changes."""
    judgement = audit(plan, books_of(company.model_copy(update=changes)))
    return tuple(each for each in judgement.violations if each.rule == rule)
