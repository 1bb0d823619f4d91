"""What the lints call impossible, idle or dear is so in every lawful plan of tiny companies."""

from __future__ import annotations

from collections import Counter
from functools import cache

import numpy as np
import pytest

from models.account import Remark
from models.plan import Move, Plan
from models.scenario import Scenario
from models.settings import Budget, ExposureCap
from models.workforce import Mode
from planner.audit import audit
from planner.books import books_of
from planner.formulation.sets import MODES
from planner.formulation.variables import HEADS
from planner.lint.best_case import least_cost
from tests.support.every_plan import EveryPlan
from tests.support.lints import changed, look, subject
from tests.support.random_companies.company import tiny_company
from tests.support.seeds import seeds

FEW, MANY = range(10), range(200, 300)
MOST_PLANS = 250
IDLE = ("idle_quotas", "idle_money", "idle_posts")


@cache
def company(kind: str, seed: int) -> Scenario:
    return tiny_company(seed, MOST_PLANS, kind).scenario


def position(whole: Scenario, move: Move) -> tuple[int, int, int, int]:
    return (
        [each.id for each in whole.cohorts].index(move.cohort),
        [each.id for each in whole.offices].index(move.destination),
        MODES.index(move.mode),
        [each.label for each in whole.periods].index(move.period),
    )


def on_hold(plan: Plan) -> int:
    return sum(hold.heads for hold in plan.holds)


def put_back(plan: Plan, move: Move) -> Plan:
    """The plan with one post of a move back at home, all else unchanged."""
    fewer = [move.model_copy(update={"heads": move.heads - 1})] if move.heads > 1 else []
    kept = [other for other in plan.moves if other is not move]
    return plan.model_copy(update={"moves": (*kept, *fewer)})


def assert_bounds_hold(kind: str, seed: int) -> None:
    """Every move of a lawful plan is possible, within its bound, and as dear as claimed.

    Plans that put more promised moves on hold than they must are none that the optimiser makes.
    """
    whole = company(kind, seed)
    books, seen = books_of(whole), subject(whole)
    cost, heads = least_cost(seen), seen.ways.program.groups[HEADS]
    upper = np.zeros(seen.ways.possible.shape)
    upper[tuple(heads.index[axis] for axis in ("cohort", "office", "mode", "period"))] = (
        seen.ways.bounds.upper[heads.ids]
    )
    lawful = list(EveryPlan(whole).lawful())
    fewest = min((on_hold(plan) for plan, _ in lawful), default=0)
    for plan, judgement in lawful:
        if on_hold(plan) > fewest:
            continue
        for move in plan.moves:
            at = position(whole, move)
            assert seen.ways.possible[at]
            assert move.heads <= upper[at] + 1e-6
            # Whoever is redeployed would leave a placement behind.
            if move.mode is not Mode.REDEPLOY:
                assert judgement.total - audit(put_back(plan, move), books).total >= cost[at]


def without(whole: Scenario, remark: Remark) -> Scenario:
    """The company without the limit that a remark calls idle."""
    if remark.table == "budget":
        total = None if remark.field == "total" else whole.budget.total
        years = () if remark.field != "total" else whole.budget.by_fiscal_year
        return changed(whole, budget=Budget(total=total, by_fiscal_year=years))
    if remark.table == "exposure_cap":
        return changed(whole, exposure_cap=ExposureCap())
    if remark.table == "continuity":
        return changed(whole, continuity=whole.continuity.model_copy(update={remark.field: None}))
    if remark.table == "acceptance":
        kept = [r for r in whole.acceptance if f"{r.cohort}/{r.office or ''}" != remark.row]
        return changed(whole, acceptance=tuple(kept))
    kept_rows = [row for row in getattr(whole, remark.table) if row.id != remark.row]
    return changed(whole, **{remark.table: tuple(kept_rows)})


def idle_remarks(whole: Scenario) -> list[Remark]:
    found = [remark for name in IDLE for remark in look(name, whole)]
    # Years are taken out all at once: only where each of them is idle.
    years = [remark for remark in found if remark.field == "by_fiscal_year"]
    if len(years) < len(whole.budget.by_fiscal_year):
        found = [remark for remark in found if remark not in years]
    return found


def assert_idle_limits_can_go(kind: str, seed: int) -> None:
    """What is lawful without an idle limit is lawful with it."""
    whole = company(kind, seed)
    books = books_of(whole)
    for remark in idle_remarks(whole):
        free = without(whole, remark)
        assert free != whole
        for plan, _ in EveryPlan(free).lawful():
            assert audit(plan, books).lawful, (remark, plan)


KINDS = ("money", "limits", "mixed")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", seeds(FEW))
def test_no_lawful_plan_is_out_of_bounds(kind: str, seed: int) -> None:
    """Of two dozen companies, whatever of teams, quotas, budgets, routes and cases they have."""
    assert_bounds_hold(kind, seed)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", seeds(FEW))
def test_an_idle_limit_can_be_taken_out(kind: str, seed: int) -> None:
    """No plan becomes lawful that was not."""
    assert_idle_limits_can_go(kind, seed)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", MANY)
def test_many_companies(kind: str, seed: int) -> None:
    """Three hundred more."""
    assert_bounds_hold(kind, seed)
    assert_idle_limits_can_go(kind, seed)


@pytest.mark.slow
def test_the_companies_have_something_to_say() -> None:
    """Idle limits, impossible moves, dear ones, and ones that could pay are all among them."""
    found: Counter[str] = Counter()
    for kind in KINDS:
        for seed in FEW:
            whole = company(kind, seed)
            seen = subject(whole)
            cost = least_cost(seen)
            found.update(remark.table for remark in idle_remarks(whole))
            found["impossible"] += int((seen.ways.open & ~seen.ways.possible).any())
            found["dear"] += int(((cost > 0) & np.isfinite(cost)).any())
            found["pays"] += int((cost < 0).any())

    assert {"quotas", "budget", "acceptance", "impossible", "dear", "pays"} <= found.keys()
    assert min(found["impossible"], found["dear"], found["pays"]) >= 5
