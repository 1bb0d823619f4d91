"""Random companies without a plan: clashes are irreducible, and changes are the least there are."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

import numpy as np
import pytest

from models.choices import Solver
from models.clash import ClashMember, Relaxation
from models.errors import InputError
from models.scenario import Scenario
from planner import api
from planner.books import books_of
from planner.explain import feasibility
from planner.explain.feasibility import Asking, Feasibility, programme_of
from planner.explain.infeasible import clash_of, with_relaxations
from planner.explain.members import member_of
from planner.explain.negotiable import negotiables_of
from planner.explain.separable import limits_of
from planner.optimizer.job import Ended, Job
from planner.optimizer.matrix import mip_of
from planner.optimizer.solver import solve
from planner.rules.negotiable import Negotiable
from planner.scenario_files import SettingValue
from tests.support.every_plan import EveryPlan
from tests.support.random_companies.company import KINDS, tiny_company
from tests.support.seeds import seeds

SEEDS = seeds(range(2), quick=1)
MOST_PLANS = 1000


def squeezed(seed: int, kind: str) -> Scenario:
    """A random company of which all posts must go, while its offices have no seat to spare."""
    company = tiny_company(seed, MOST_PLANS, kind).scenario
    settings: dict[str, str] = {}
    for cohort in company.cohorts:
        settings[f"cohorts.{cohort.id}.must_go"] = str(cohort.posts - cohort.must_stay)
    return api.change(company, settings)


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("seed", SEEDS)
def test_no_limit_of_a_clash_can_be_spared_and_no_change_is_too_large(seed: int, kind: str) -> None:
    """Whether limits can be kept is asked of another solver, whether a plan exists of every plan.

    A company that has a plan after all says nothing.
    """
    company = squeezed(seed, kind)
    if has_plan(company):
        return
    clash = clash_of(books_of(company), solver=Solver.HIGHS, time_limit_seconds=120.0)
    clash = with_relaxations(company, clash, solver=Solver.HIGHS, time_limit_seconds=120.0)

    assert clash.irreducible
    limits = Limits(company)
    assert not limits.keep(clash.members)
    for spared in clash.members:
        assert limits.keep([each for each in clash.members if each is not spared])
    assert clash.complete
    for each in clash.relaxations:
        assert each.least
        assert has_plan(api.change(company, settings_of(each)))
        for i in range(len(each.changes)):
            assert not has_plan(api.change(company, a_step_less(each, i)))
    single = {each.changes[0].path for each in clash.relaxations if len(each.changes) == 1}
    for value in negotiables_of(company, clash.members):
        # Of a longer horizon there are too many plans.
        if not value.adds_limits:
            assert is_enough(company, value) == (value.path in single)


def is_enough(company: Scenario, value: Negotiable) -> bool:
    """Whether a value makes a plan possible if it alone gives all it can."""
    with suppress(InputError):
        return has_plan(api.change(company, dict([value.setting(value.steps)])))
    return False


class Limits:
    """A programme any limit of which can be left out, each limit as the member that it would be."""

    def __init__(self, company: Scenario) -> None:
        books = books_of(company)
        program = programme_of(company, books, separate=True)
        self.mip = mip_of(program)
        self.limits = [
            (list(each.rows), member_of(books, [(each.rule, each.name, each.at)]))
            for each in limits_of(program)
        ]

    def keep(self, members: Sequence[ClashMember]) -> bool:
        """Whether some solution keeps some members, all other limits being left out."""
        lower, upper = self.mip.row_lower.copy(), self.mip.row_upper.copy()
        for rows, limit in self.limits:
            if not any(is_part(limit, each) for each in members):
                lower[rows], upper[rows] = -np.inf, np.inf
        loose = replace(self.mip, row_lower=lower, row_upper=upper)
        job = Job(loose.lower, loose.upper, solver=Solver.SCIP, seconds=60.0, solutions=1)
        return solve(loose, job).ended is not Ended.INFEASIBLE


def is_part(limit: ClashMember, member: ClashMember) -> bool:
    """Whether a limit is one of those that a member stands for."""
    whole, part = member.subject, limit.subject
    several = {"periods": whole.periods, "offices": whole.offices}
    return (
        set(part.periods) <= set(whole.periods)
        and set(part.offices) <= set(whole.offices)
        and limit.model_copy(update={"subject": part.model_copy(update=several)}) == member
    )


def has_plan(company: Scenario) -> bool:
    """Whether one of all plans is lawful; of too many plans another solver looks for one."""
    every = EveryPlan(company)
    if every.number(2 * MOST_PLANS) <= 2 * MOST_PLANS:
        return next(every.lawful(), None) is not None
    asking = Asking(Solver.SCIP, time.monotonic() + 60.0)
    return feasibility.has_plan(company, asking) is Feasibility.FEASIBLE


def settings_of(relaxation: Relaxation) -> dict[str, SettingValue]:
    """Its changes as settings by dotted path."""
    return {each.path: each.after for each in relaxation.changes}


def a_step_less(relaxation: Relaxation, i: int) -> dict[str, SettingValue]:
    """The settings of a relaxation with one change taken back by a step."""
    settings = dict(settings_of(relaxation))
    change = relaxation.changes[i]
    del settings[change.path]
    written = isinstance(change.after, str) and isinstance(change.before, str)
    if written and change.step.startswith("1 ") and str(change.after).isdigit():
        after, before = int(str(change.after)), int(str(change.before))
        less = after - 1 if after > before else after + 1
        settings[change.path] = str(less)
    return settings
