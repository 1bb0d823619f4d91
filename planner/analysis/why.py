"""Why posts go where they go: what else could be done with them, from the best on.

Each option is one more row of the programme. A relaxation with it gives a bound, or proves that
limits shut it; a small search round the plan gives a plan; longer searches share the time that is
left.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from models.account import Judgement
from models.errors import InputError
from models.explanations import OptionKind, Why, WhyOption, rank_of
from models.plan import Plan
from models.scenario import Scenario
from models.search_limits import SearchLimits
from planner.analysis.changes import change_of
from planner.analysis.deltas import delta_between, gap_of
from planner.analysis.near_plan import plan_near
from planner.analysis.options import Option, options_for
from planner.analysis.shutting import Shutting
from planner.analysis.warm import TimeShare, program_of, solve_from
from planner.audit import audit
from planner.formulation.decisions import values_of
from planner.formulation.program import Program
from planner.formulation.sets import Mask
from planner.optimizer.highs import BoundsWithRow
from planner.optimizer.matrix import mip_of
from planner.optimizer.portfolio import tight
from planner.optimizer.propagation import with_finite_bounds
from planner.optimizer.restriction import moves_of
from planner.optimizer.state import NO_HOOKS, SearchHooks
from planner.planning import Cheapest

NEAR_SHARE = 0.7
"""Share of the time that searches round the plan take at most."""

AT_ONCE = 2
"""Searches round the plan at the same time: as many as a longer search has lanes."""

LONG_SECONDS = 2.0
"""Least time of a longer search; where there is less for each, the cheapest options get it."""


def why(
    known: Cheapest,
    cohort: str,
    to: str | None,
    limits: SearchLimits,
    hooks: SearchHooks = NO_HOOKS,
) -> Why:
    """Rank what could be done with the posts of a cohort by what the plan would then cost.

    Parameters
    ----------
    known
        The plan, in the programme in which it was found.
    cohort
        Id of the cohort.
    to
        Only this office is asked about, the cohort's own for staying; None for everything.
    limits
        Gap at which a search ends, seconds of all together, seed.
    hooks
        A stop signal: what has been found by then stays.

    Returns
    -------
    answer
        Every plan behind it is lawful by the audit.

    Raises
    ------
    InputError
        The scenario has no such cohort or office.
    """
    scenario, plan = known.books.scenario, known.found.plan
    _check_names(scenario, cohort, to)
    posts = _posts_asked_about(scenario, plan or Plan(), cohort)
    every = options_for(program_of(known), known.books, cohort, posts)
    home = next(each.office for each in scenario.cohorts if each.id == cohort)
    asked = [each for each in every if to is None or _office_of(each, home) == to]
    ranking = _Ranking(known, cohort, posts, limits, hooks)
    return Why(cohort=cohort, posts=posts, ranked=tuple(ranking.of(asked)), only=to)


def _check_names(scenario: Scenario, cohort: str, to: str | None) -> None:
    cohorts = [each.id for each in scenario.cohorts]
    offices = [each.id for each in scenario.offices]
    for name, value, known in (("cohort", cohort, cohorts), ("to", to, offices)):
        if value is not None and value not in known:
            step = f"There are: {', '.join(known)}."
            words = "is not in the scenario of the plan"
            raise InputError.of(words, field=name, found=value, next_step=step)


def _posts_asked_about(scenario: Scenario, plan: Plan, cohort: str) -> int:
    """Posts that the plan moves of a cohort; where it moves none, all that need not stay."""
    moved = sum(move.heads for move in plan.moves if move.cohort == cohort)
    asked = next(each for each in scenario.cohorts if each.id == cohort)
    return moved or max(1, scenario.posts[cohort][-1] - asked.must_stay)


def _office_of(option: Option, home: str) -> str | None:
    """Office where an option has the posts; None if it does not say."""
    return home if option.record.kind is OptionKind.STAY else option.record.destination


@dataclass
class _Candidate:
    """An option that nothing shuts so far, and what is known of it."""

    option: Option
    program: Program
    bound: float
    plan: Plan | None = None
    judgement: Judgement | None = None

    @property
    def is_impossible(self) -> bool:
        """Whether it is proven that no plan does it."""
        return self.plan is None and self.bound == math.inf

    @property
    def total(self) -> float:
        """Total of the cheapest plan so far."""
        return math.inf if self.judgement is None else self.judgement.total

    def take(self, plan: Plan | None, judgement: Judgement | None) -> None:
        """Take a lawful plan if it is the cheapest so far."""
        if judgement is not None and judgement.lawful and judgement.total < self.total:
            self.plan, self.judgement = plan, judgement


class _Ranking:
    """The options of a cohort, worked out one after another."""

    def __init__(
        self, known: Cheapest, cohort: str, posts: int, limits: SearchLimits, hooks: SearchHooks
    ) -> None:
        plan, judgement = known.found.plan, known.found.judgement
        if plan is None or judgement is None:
            raise ValueError("there is no plan to explain")
        self.known, self.limits, self.hooks = known, limits, hooks
        self.plan, self.judgement = plan, judgement
        self.program = program_of(known)
        self.shared = TimeShare.of(limits, limits.seconds)
        ids = [each.id for each in known.books.scenario.cohorts]
        self.mine: Mask = moves_of(self.program).index["cohort"] == ids.index(cohort)
        self.shutting = Shutting(known.books, self.program.sets, cohort, posts, limits)

    def of(self, options: Sequence[Option]) -> list[WhyOption]:
        """The options with what is known of them: by cost, those that are shut last."""
        values = values_of(self.program, self.plan)
        planned = [each for each in options if each.is_done_in(values)]
        candidates, shut = self._candidates([each for each in options if each not in planned])
        self._search_near(candidates)
        closed = [self._shut(each) for each in shut]
        candidates.sort(key=lambda each: each.total)
        for number, candidate in enumerate(candidates):
            self._search_on(candidate, len(candidates) - number, alone=len(options) == 1)
        closed += [self._shut(each.option) for each in candidates if each.is_impossible]
        found = [self._record(each) for each in candidates if not each.is_impossible]
        # A measure that is as planned says nothing of the posts.
        found += [_as_planned(each) for each in planned if each.record.measure is None]
        return sorted([*found, *closed], key=rank_of)

    def _candidates(self, options: Sequence[Option]) -> tuple[list[_Candidate], list[Option]]:
        """Options that nothing shuts, with bounds from the relaxation; and those that are shut."""
        mip = with_finite_bounds(mip_of(tight(self.program)))
        bounds = BoundsWithRow(mip, self.shared.among(1).seconds)
        # With an option no plan costs less than without.
        least = -math.inf if self.known.found.bound is None else self.known.found.bound
        candidates: list[_Candidate] = []
        shut: list[Option] = []
        for each in options:
            lower, upper = (each.least, np.inf) if each.least else (-np.inf, 0.0)
            closed = each.least > mip.upper[each.columns].sum()
            bound = math.inf if closed else bounds.bound(each.columns, lower, upper)
            if bound == math.inf:
                shut.append(each)
            else:
                asked = each.asked_of(self.program)
                candidates.append(_Candidate(each, asked, max(bound, least)))
        return candidates, shut

    def _search_near(self, candidates: Sequence[_Candidate]) -> None:
        """Look for a plan of each candidate round the plan, several at a time."""
        left = NEAR_SHARE * self.shared.among(1).seconds
        limits = self.limits.within(left / max(1, math.ceil(len(candidates) / AT_ONCE)))

        def search(candidate: _Candidate) -> Plan | None:
            if self.hooks.stopped:
                return None
            return plan_near(candidate.program, self.plan, self.mine, limits)

        with ThreadPoolExecutor(AT_ONCE) as pool:
            for candidate, plan in zip(candidates, pool.map(search, candidates), strict=True):
                candidate.take(plan, audit(plan, self.known.books) if plan is not None else None)

    def _search_on(self, candidate: _Candidate, searches: int, *, alone: bool) -> None:
        """Search from what is known; a single option also for a bound."""
        if self.shared.is_over or self.hooks.stopped:
            return
        limits, start = self.shared.among(searches), candidate.plan or self.plan
        if limits.seconds < LONG_SECONDS:
            limits = limits.within(min(LONG_SECONDS, self.shared.among(1).seconds))
        outcome = solve_from(self.known, candidate.program, start, limits, self.hooks, proves=alone)
        candidate.bound = max(candidate.bound, outcome.bound)
        if outcome.plan is not None:
            plan = outcome.plan.plan
            candidate.take(plan, audit(plan, self.known.books))

    def _shut(self, option: Option) -> WhyOption:
        members = self.shutting.shut_out(option) or self.shutting.clashing(option, self.shared)
        return option.record.model_copy(update={"shut": True, "shut_by": members})

    def _record(self, candidate: _Candidate) -> WhyOption:
        after, plan, record = candidate.judgement, candidate.plan, candidate.option.record
        if after is None or plan is None:
            return record
        bound = min(candidate.bound, float(after.total))
        return record.model_copy(
            update={
                "delta": delta_between(self.judgement, after, self.known.found.bound, bound),
                "gap": gap_of(after, bound),
                "plan": plan,
                "change": change_of(self.plan, plan),
            }
        )


def _as_planned(option: Option) -> WhyOption:
    return option.record.model_copy(update={"in_plan": True})
