"""The optimiser against a brute force that judges every plan of tiny random companies.

Moves, placements, blocks, releases, measures, routes and consultations are enumerated and judged
by the audit; what a plan leaves undone of the promises in the plan in force is on hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import product
from types import MappingProxyType

import pytest

from models.account import Judgement
from models.choices import Solver
from models.limits import QuotaKind
from models.plan import BlockOrder, MeasureStart, Move, Placement, Plan, RouteFiling, SeatRelease
from models.requests import RequestKind
from models.result import Status
from models.routes import DataGroup, RouteKind
from models.search_limits import SearchLimits
from models.settings import Budget, ExposureCap
from models.workforce import Mode
from planner.audit import audit
from planner.books import books_of
from planner.expanded_plan import expand
from planner.optimizer.optimise import OptimiserResult, optimise
from planner.rules import RULES, can_be_switched_off
from tests.support.every_plan import (
    JUDGED_MOVE_BY_MOVE,
    JUDGED_WITH_ALL_MOVES,
    MENDED_BY_DUTIES,
    NEVER_MENDED,
    EveryPlan,
)
from tests.support.judging import do_nothing, found_by
from tests.support.random_companies.binding import binds
from tests.support.random_companies.company import KINDS, tiny_company
from tests.support.random_companies.draw import Dice
from tests.support.seeds import seeds

FEW, MANY = range(70), range(1000, 1230)
FEW_PLANS = 500
MANY_PLANS = {
    "mixed": 1500,
    "money": 1200,
    "limits": 2500,
    "duties": 1500,
    "modes": 2500,
    "requests": 1500,
}
"""Most plans of a company: of the few, and of the many of each kind."""


@cache
def every_of(kind: str, seed: int) -> EveryPlan:
    """One of the few companies, with all of its plans."""
    return tiny_company(seed, FEW_PLANS, kind)


@cache
def found_of(kind: str, seed: int) -> OptimiserResult:
    """What the optimiser finds for it."""
    return optimise(every_of(kind, seed).books, SearchLimits(gap=0.0))


def assert_as_good_as_any(every: EveryPlan, found: OptimiserResult) -> None:
    """As few on hold and as cheap as the best lawful plan, as claimed; or there is none."""
    best = every.cheapest()
    if best is None:
        assert (found.status, found.plan) == (Status.INFEASIBLE, None)
        return
    assert found.plan is not None, best
    judgement = audit(found.plan, every.books)
    assert judgement.lawful, judgement.violations
    on_hold = sum(hold.heads for hold in found.plan.holds)
    assert (on_hold, judgement.total) == best[:2], (found.plan, best[2])
    assert found.claimed == judgement.total
    assert found.bound is not None
    assert found.bound <= judgement.total


@pytest.mark.parametrize("seed", seeds(FEW))
@pytest.mark.parametrize("kind", KINDS)
def test_no_lawful_plan_is_better_than_the_one_found(kind: str, seed: int) -> None:
    """Seventy companies of each kind, of up to five hundred plans each."""
    assert_as_good_as_any(every_of(kind, seed), found_of(kind, seed))


@pytest.mark.slow
@pytest.mark.parametrize("seed", MANY)
@pytest.mark.parametrize("kind", KINDS)
def test_no_lawful_plan_is_better_than_the_one_found_in_many_companies(
    kind: str, seed: int
) -> None:
    """More than a thousand companies of up to twenty-five hundred plans each."""
    every = tiny_company(seed, MANY_PLANS[kind], kind)
    assert_as_good_as_any(every, optimise(every.books, SearchLimits(gap=0.0)))


@pytest.mark.parametrize("seed", seeds(FEW[:40]))
@pytest.mark.parametrize("kind", ["mixed", "duties"])
def test_all_solvers_find_the_same_total_and_the_audit_finds_what_they_claim(
    kind: str, seed: int
) -> None:
    """HiGHS, SCIP and CP-SAT end with the same money, or all find that no plan exists.

    What a solver claims is what the audit finds, and no less than the solver's bound. Without
    limits on money, whose edges lie within the tolerance of solvers.
    """
    unlimited = {"budget": Budget(), "exposure_cap": ExposureCap()}
    company = every_of(kind, seed).scenario.model_copy(update=unlimited)
    found = [found_by(company, solver) for solver in Solver]

    assert len({each.status for each in found}) == 1
    for each in found:
        if each.plan is not None:
            judgement = audit(each.plan, books_of(company))
            assert judgement.lawful
            assert judgement.total == each.claimed == found[0].claimed
            assert each.bound is not None
            assert each.bound <= judgement.total


def any_plan(dice: Dice, every: EveryPlan) -> Plan:
    """Some decisions, lawful or not: too many, too early, incomplete, to nowhere else."""
    company = every.scenario
    offices = [office.id for office in company.offices]
    every_move = [
        [
            Move(
                cohort=cohort.id,
                origin=cohort.office,
                destination=office,
                mode=mode,
                period=label,
                heads=1,
            )
            for office, mode, label in product(offices, Mode, every.labels)
        ]
        for cohort in company.cohorts
    ]
    names = [cohort.id for cohort in company.cohorts]
    pairs = product(names, names, every.labels)
    filings = product(company.export_places, DataGroup, tuple(RouteKind)[1:], every.labels)
    return Plan(
        moves=dice.moves(every_move, 2),
        placements=tuple(
            Placement(cohort=one, into=other, period=label, heads=1)
            for one, other, label in dice.some_of(pairs, 1)
        ),
        blocks=tuple(
            BlockOrder(office=office, period=label, blocks=1 + dice.upto(1))
            for office, label in dice.some_of(product(offices, every.labels), 1)
        ),
        releases=tuple(
            SeatRelease(office=office, period=label, seats=1 + dice.upto(1))
            for office, label in dice.some_of(product(offices, every.labels), 1)
        ),
        measures=tuple(
            MeasureStart(measure=each.id, period=dice.one_of(every.labels))
            for each in dice.some_of(company.measures, 5)
        ),
        routes=tuple(
            RouteFiling(entity=who, group=group, route=route, period=label, until=None)
            for who, group, route, label in dice.some_of(filings, 1)
        ),
        consultations=dice.one_of(every.consultations),
    )


@cache
def any_judgements(kind: str, seed: int) -> tuple[Judgement, ...]:
    """What the audit says of some plans of any kind."""
    every, dice = every_of(kind, seed), Dice(seed)
    return tuple(audit(any_plan(dice, every), every.books) for _ in range(10))


@pytest.mark.slow
def test_among_these_plans_every_rule_is_broken_and_every_price_is_paid() -> None:
    """The companies are varied enough for every rule to matter."""
    judgements = [
        each for kind in KINDS for seed in FEW[:40] for each in any_judgements(kind, seed)
    ]

    broken = {finding.rule for each in judgements for finding in each.violations}
    paid = {line.rule for each in judgements for line in each.price_list if line.amount}
    assert broken == {rule.name for rule in RULES if rule.checks}
    assert paid == {rule.name for rule in RULES if rule.charges}


@pytest.mark.parametrize("seed", seeds(FEW[:40]))
@pytest.mark.parametrize("kind", ["mixed", "money"])
def test_moves_add_up_to_what_a_plan_costs_more_than_staying_put(kind: str, seed: int) -> None:
    """Over all prices that are told by move: to the cent, in plans of any kind, lawful or not.

    No posts fall: where they do, people leave whom no single move sends.
    """
    company = every_of(kind, seed).scenario
    growing = {name for name, posts in company.posts.items() if list(posts) == sorted(posts)}
    steps = tuple(step for step in company.headcount if step.cohort in growing)
    every, dice = EveryPlan(company.model_copy(update={"headcount": steps})), Dice(seed)
    by_move = [rule.name for rule in RULES if rule.shares is not None]
    still = do_nothing(every.scenario)

    for plan in (any_plan(dice, every) for _ in range(10)):
        judgement = audit(Plan(moves=plan.moves), every.books)
        parts = sum(
            each.one_off + each.run_rate_delta + each.exposure_delta
            for each in judgement.priced_moves
        )
        assert parts == sum(judgement.amount(name) - still.amount(name) for name in by_move)


def test_brute_force_knows_of_every_rule_when_a_plan_can_be_dropped_for_it() -> None:
    """Each rule that checks is in one class: a rule in none would drop lawful plans unseen."""
    classes = (JUDGED_MOVE_BY_MOVE, NEVER_MENDED, JUDGED_WITH_ALL_MOVES, MENDED_BY_DUTIES)

    assert sorted(name for each in classes for name in each) == sorted(
        rule.name for rule in RULES if rule.checks
    )


DECISIONS = set(Plan.model_fields) - {"moves"}
KINDS_OF_PLANS = (
    {"none", "stays", "for a time", "separated", "closed"}
    | DECISIONS
    | {mode.value for mode in Mode}
    | {route.value for route in tuple(RouteKind)[1:]}
)


FILING = (1007, 1024, 1081)
"""Of the many companies of duties, some that file a route of each kind: small ones offer few."""


@pytest.mark.slow
def test_the_cheapest_plans_are_of_many_kinds() -> None:
    """Some stay, some move by each mode, some decide each other thing, some can do nothing."""
    missing = set(KINDS_OF_PLANS)
    for seed in FILING:
        every = tiny_company(seed, MANY_PLANS["duties"], "duties")
        missing -= kinds_of(every, optimise(every.books, SearchLimits(gap=0.0)).plan)
    for seed, kind in product(FEW, KINDS):
        missing -= kinds_of(every_of(kind, seed), found_of(kind, seed).plan)
        if not missing:
            return
    assert not missing


def kinds_of(every: EveryPlan, plan: Plan | None) -> set[str]:
    """What the cheapest plan of a company is like."""
    if plan is None:
        return {"none"}
    kinds = {move.mode.value for move in plan.moves} or {"stays"}
    kinds |= {name for name in DECISIONS if getattr(plan, name)}
    kinds |= {filing.route.value for filing in plan.routes}
    kinds |= {"for a time" for filing in plan.routes if filing.until}
    done = expand(every.books, plan)
    kinds |= {"separated" for each in done.separations if each.cause is None}
    for posts, pool in zip(every.scenario.posts.values(), done.vacancy_pools, strict=True):
        kinds |= {"closed"} if posts[0] - posts[-1] > sum(pool.separated_heads) else set()
    return kinds


BINDING: Mapping[str, tuple[str, int]] = MappingProxyType(
    {
        "known_costs": ("limits", 18),
        "eligibility": ("limits", 8),
        "core_data": ("mixed", 52),
        "placements": ("limits", 8),
        "kept_posts": ("limits", 31),
        "lead_times": ("limits", 18),
        "teams": ("mixed", 2),
        "acceptance": ("mixed", 18),
        "vacancies": ("limits", 8),
        "residual_presence": ("mixed", 8),
        "seats": ("limits", 62),
        "arrivals": ("limits", 62),
        "departures": ("limits", 4),
        "visas": ("limits", 18),
        "redundancies": ("limits", 51),
        "continuity": ("modes", 4),
        "pace": ("mixed", 18),
        "people_at_risk": ("limits", 8),
        "mass_redundancy": ("duties", 4),
        "routes": ("duties", 11),
        "commitments": ("mixed", 13),
        "decided": ("mixed", 3),
        "requests": ("requests", 5),
        "budget": ("money", 7),
        "exposure_cap": ("money", 10),
    }
)
"""Kind and seed of a company in which a rule binds: ``tests.support.random_companies.binding``
finds one."""

NEVER_LEFT_OUT = frozenset({"posts", "horizon", "leases", "measures"})
"""Identities: without them there is no plan that could be judged."""


def test_every_rule_that_limits_plans_is_shown_to_bind() -> None:
    """Policies and kinds of quotas among them, by the list of rules and not by memory."""
    assert set(BINDING) == {rule.name for rule in RULES if rule.checks} - NEVER_LEFT_OUT
    assert set(QuotaKind) <= set(BINDING)
    assert not any(can_be_switched_off(rule) for rule in RULES if rule.name in NEVER_LEFT_OUT)


@pytest.mark.parametrize("rule", BINDING)
def test_it_forbids_what_would_be_cheapest(rule: str) -> None:
    """The cheapest plan of a programme without the rule breaks it; with it, a plan is lawful."""
    kind, seed = BINDING[rule]
    assert binds(every_of(kind, seed).scenario, rule)


REQUESTED = {
    RequestKind.FORBID: 5,
    RequestKind.KEEP: 51,
    RequestKind.PIN: 39,
    RequestKind.WITHOUT: 57,
}
"""Seed of a company in which a request of a kind forbids what would be cheapest."""


@pytest.mark.slow
@pytest.mark.parametrize("kind", RequestKind)
def test_each_kind_of_request_binds(kind: RequestKind) -> None:
    """Alone: the company keeps only its requests of that kind."""
    company = every_of("requests", REQUESTED[kind]).scenario
    asked = tuple(each for each in company.requests if each.kind is kind)
    assert binds(company.model_copy(update={"requests": asked}), "requests")
