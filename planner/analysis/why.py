"""Why posts go where they go: what else could be done with them, from the best on.

Each option is one more row of the programme. First come those that limits shut, then a bound of
each from the relaxation, then a plan of each from a small search round the plan. Longer searches
share the time that is left.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from models.account import Judgement
from models.errors import InputError
from models.explanations import Why, WhyOption
from models.plan import Plan
from models.scenario import Scenario
from models.search_limits import SearchLimits
from planner.analysis.deltas import delta_between, gap_of
from planner.analysis.options import Option, options_for
from planner.analysis.shutting import Shutting
from planner.analysis.warm import TimeShare, solve_from
from planner.audit import audit
from planner.formulation.decisions import plan_of, values_of
from planner.formulation.program import Floats, Program
from planner.formulation.sets import Mask
from planner.optimizer.highs import BoundsWithRow
from planner.optimizer.job import Ended, Job
from planner.optimizer.matrix import mip_of
from planner.optimizer.portfolio import tight
from planner.optimizer.propagation import with_finite_bounds
from planner.optimizer.restriction import bounds_around, moves_of
from planner.optimizer.solver import solve
from planner.optimizer.state import NO_HOOKS, Bounds, SearchHooks
from planner.planning import Cheapest

NEAR_SECONDS, NEAR_NODES = 2.0, 100
"""Limits of one search round the plan."""

NEAR_SHARE = 0.1
"""Most of the time for it, as a share of what is left."""


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
    """
    search = _WhySearch(known, cohort, limits, hooks)
    every = [each for each in search.options if to is None or search.is_about(each, to)]
    return Why(cohort=cohort, posts=search.posts, ranked=tuple(search.ranked(every)))


def check_names(scenario: Scenario, cohort: str, to: str | None) -> None:
    """Refuse a cohort or an office that a scenario does not have.

    Raises
    ------
    InputError
        With those that there are.
    """
    known = {"cohort": [each.id for each in scenario.cohorts]}
    known["to"] = [each.id for each in scenario.offices]
    for name, value in (("cohort", cohort), ("to", to)):
        if value is not None and value not in known[name]:
            step = f"There are: {', '.join(known[name])}."
            words = "is not in the scenario of the plan"
            raise InputError.of(words, field=name, found=value, next_step=step)


@dataclass
class _Candidate:
    """An option that nothing shuts, and what is known of it."""

    option: Option
    program: Program
    bound: float
    plan: Plan | None = None
    judgement: Judgement | None = None

    @property
    def is_impossible(self) -> bool:
        """Whether it is proven that no plan does it."""
        return self.plan is None and self.bound == math.inf

    def take(self, plan: Plan, judgement: Judgement) -> None:
        """Take a lawful plan if it is the cheapest so far."""
        if self.judgement is None or judgement.total < self.judgement.total:
            self.plan, self.judgement = plan, judgement


@dataclass
class _WhySearch:
    """The programme of a plan, and what is asked about a cohort."""

    known: Cheapest
    cohort: str
    limits: SearchLimits
    hooks: SearchHooks
    shared: TimeShare = field(init=False)
    program: Program = field(init=False)
    values: Floats = field(init=False)
    """[column] decisions of the plan."""
    posts: int = field(init=False)
    options: Sequence[Option] = field(init=False)

    def __post_init__(self) -> None:
        found, self.books = self.known.found, self.known.books
        if found.program is None or found.plan is None or found.judgement is None:
            raise ValueError("there is no plan to explain")
        self.program, self.plan, self.judgement = found.program, found.plan, found.judgement
        self.shared = TimeShare.of(self.limits, self.limits.seconds)
        self.values = values_of(self.program, self.plan)
        self.posts = _posts_asked_about(self.books.scenario, self.plan, self.cohort)
        self.options = tuple(options_for(self.program, self.books, self.cohort, self.posts))
        self.shutting = Shutting(
            self.books, self.program.sets, self.cohort, self.posts, self.limits
        )

    def is_about(self, option: Option, office: str) -> bool:
        """Whether an option is about an office; staying is about the cohort's own."""
        cohorts = {each.id: each.office for each in self.books.scenario.cohorts}
        at = option.record.destination or (
            cohorts[self.cohort] if option.record.kind == "stay" else None
        )
        return at == office

    def ranked(self, options: Sequence[Option]) -> list[WhyOption]:
        """The options with what is known of them: by cost, those that are shut last."""
        planned = [each for each in options if each.is_done_in(self.values)]
        candidates, shut = self._candidates([each for each in options if each not in planned])
        for candidate in candidates:
            self._search_near(candidate)
        candidates.sort(key=_total)
        for number, candidate in enumerate(candidates):
            if not self._is_over:
                self._search_on(candidate, len(candidates) - number, alone=len(options) == 1)
        shut += [each.option for each in candidates if each.is_impossible]
        found = [self._record(each) for each in candidates if not each.is_impossible]
        found += [_as_planned(each) for each in planned if not each.is_about_measures]
        return [*sorted(found, key=_beyond_plan), *map(self._shut, shut)]

    @property
    def _is_over(self) -> bool:
        return self.shared.is_over or self.hooks.stopped

    def _candidates(self, options: Sequence[Option]) -> tuple[list[_Candidate], list[Option]]:
        """Options that nothing shuts, with bounds from the relaxation; and those that are shut."""
        mip = with_finite_bounds(mip_of(tight(self.program)))
        bounds = BoundsWithRow(mip, self.shared.among(1).seconds)
        candidates: list[_Candidate] = []
        shut: list[Option] = []
        for each in options:
            lower, upper = (each.least, np.inf) if each.least else (-np.inf, 0.0)
            closed = each.least > 0 and not mip.upper[each.columns].any()
            bound = np.inf if closed else bounds.bound(each.columns, lower, upper)
            if bound == np.inf:
                shut.append(each)
            else:
                bound = max(bound, self._bound)
                candidates.append(_Candidate(each, each.asked_of(self.program), bound))
        return candidates, shut

    @property
    def _bound(self) -> float:
        """Lower bound of the plan; with an option no plan costs less."""
        bound = self.known.found.bound
        return -np.inf if bound is None else bound

    def _shut(self, option: Option) -> WhyOption:
        members = self.shutting.shut_out(option)
        if not members:
            members = self.shutting.clashing(option, self.shared.among(2).seconds)
        return option.record.model_copy(update={"shut_by": members})

    def _search_near(self, candidate: _Candidate) -> None:
        """Free the cohort's moves, then also let others move less, then free their moves."""
        program = candidate.program
        mip = mip_of(program)
        seconds = min(NEAR_SECONDS, NEAR_SHARE * self.shared.among(1).seconds)
        for lower, upper in _near(program, self.values, self._mine):
            if candidate.plan is not None or self._is_over:
                return
            job = Job(lower, upper, gap=self.limits.gap / 10, seed=self.limits.seed)
            by_clock = replace(job, seconds=seconds)
            by_effort = replace(job, nodes=NEAR_NODES)
            reply = solve(mip, by_effort if self.limits.deterministic else by_clock)
            if reply.solution is not None and reply.ended is Ended.SOLVED:
                plan = plan_of(program, reply.solution)
                judgement = audit(plan, self.books)
                if judgement.lawful:
                    candidate.take(plan, judgement)

    @property
    def _mine(self) -> Mask:
        """[move] whether it is one of the cohort's."""
        ids = [each.id for each in self.books.scenario.cohorts]
        mine: Mask = moves_of(self.program).index["cohort"] == ids.index(self.cohort)
        return mine

    def _search_on(self, candidate: _Candidate, searches: int, *, alone: bool) -> None:
        start = candidate.plan or self.plan
        outcome = solve_from(
            self.known,
            candidate.program,
            start,
            self.shared.among(searches),
            self.hooks,
            proves=alone,
        )
        candidate.bound = max(candidate.bound, outcome.bound)
        if outcome.plan is not None:
            candidate.take(outcome.plan.plan, audit(outcome.plan.plan, self.books))

    def _record(self, candidate: _Candidate) -> WhyOption:
        after, record = candidate.judgement, candidate.option.record
        if after is None:
            return record
        bound = min(candidate.bound, float(after.total))
        delta = delta_between(self.judgement, after, self.known.found.bound, bound)
        return record.model_copy(update={"delta": delta, "gap": gap_of(after, bound)})


def _near(program: Program, values: Floats, mine: Mask) -> tuple[Bounds, ...]:
    """Bounds of ever larger neighbourhoods of a plan; all but moves is free."""
    heads = moves_of(program)
    kept = bounds_around(program, heads, mine, values[heads.ids])
    lower = kept[0].copy()
    lower[heads.ids] = program.lower[heads.ids]
    upper = kept[1].copy()
    made = heads.ids[(values[heads.ids] > 0.5) | mine]
    upper[made] = program.upper[made]
    return kept, (lower, kept[1]), (lower, upper)


def _posts_asked_about(scenario: Scenario, plan: Plan, cohort: str) -> int:
    """Posts that the plan moves of a cohort; where it moves none, all that need not stay."""
    moved = sum(move.heads for move in plan.moves if move.cohort == cohort)
    asked = next(each for each in scenario.cohorts if each.id == cohort)
    return moved or max(1, scenario.posts[cohort][-1] - asked.must_stay)


def _as_planned(option: Option) -> WhyOption:
    return option.record.model_copy(update={"in_plan": True})


def _total(candidate: _Candidate) -> float:
    return math.inf if candidate.judgement is None else candidate.judgement.total


def _beyond_plan(record: WhyOption) -> float:
    if record.in_plan:
        return 0.0
    return math.inf if record.delta is None else record.delta.total
