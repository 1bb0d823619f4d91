"""What one unit more of each tight limit is worth: the plan made anew with it, and without.

First the linear relaxation is solved with each of them; then plans are sought where it gains most.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from models.account import Judgement
from models.binding import Binding, LimitWorth
from models.errors import InputError
from models.plan import Plan
from models.search_limits import SearchLimits
from planner.analysis.deltas import delta_between
from planner.analysis.known_plan import program_for
from planner.analysis.tight_limits import TightLimit, tight_limits
from planner.analysis.warm import TimeShare, program_of, solve_from
from planner.audit import audit
from planner.books import Books, books_of
from planner.explain.loosening import change_by
from planner.formulation.program import Program
from planner.optimizer.dual_bound import dual_bound
from planner.optimizer.job import Job
from planner.optimizer.matrix import mip_of
from planner.optimizer.portfolio import tight
from planner.optimizer.propagation import with_finite_bounds
from planner.optimizer.solver import solve
from planner.optimizer.state import NO_HOOKS, SearchHooks
from planner.planning import Cheapest
from planner.scenario_files import change

RELAXING = 0.5
"""Part of the time after which no more relaxations are solved."""

LEAST_SECONDS = 2.0
"""Least time of a search, so that there may be none for limits that promise little."""


def binding_of(known: Cheapest, limits: SearchLimits, hooks: SearchHooks = NO_HOOKS) -> Binding:
    """Make the plan anew with one unit more of each limit that it is at.

    Parameters
    ----------
    known
        The plan, in the programme in which it was found.
    limits
        Those of all searches together. With a gap a search would end at the plan itself, so each
        goes on until nothing is left to gain or its time is up.
    hooks
        A stop signal: what has been tried by then stays.

    Returns
    -------
    binding
        The worth of each limit is an interval, with what was found and what the relaxation says.
    """
    found = known.found
    if found.plan is None or found.judgement is None:
        raise ValueError("there is no plan to explain")
    whole = TimeShare.of(limits.model_copy(update={"gap": 0.0}), limits.seconds)
    relaxing = TimeShare.of(limits, RELAXING * limits.seconds)
    candidates = [
        _LoosenedLimit(each)
        for each in tight_limits(known.books, found.plan, _seconds(relaxing.among(2)))
    ]
    search = _WorthSearch(known, whole, hooks, found.plan, found.judgement)
    search.relax(candidates, relaxing)
    search.improve(candidates)
    worths = [search.worth(each) for each in candidates]
    return Binding(
        limits=tuple(sorted(worths, key=_rank)),
        searched_on=found.judgement.total - search.judgement.total,
    )


def _rank(worth: LimitWorth) -> tuple[int, int, int]:
    return -worth.gain, -(worth.estimate or 0), -(worth.most or 0)


def _seconds(limits: SearchLimits) -> float | None:
    return None if limits.deterministic else limits.seconds


@dataclass
class _LoosenedLimit:
    """A tight limit, and what is known of the scenario with one unit more of it."""

    tight: TightLimit
    books: Books | None = None
    program: Program | None = None
    relaxed: float | None = None
    """Optimum of its linear relaxation."""
    bound: float = -math.inf
    plans: list[Plan] = field(default_factory=list)
    """Plans found for it."""


@dataclass
class _WorthSearch:
    """Searches from the best plan without a change, which they may find to be improved."""

    known: Cheapest
    shared: TimeShare
    hooks: SearchHooks
    plan: Plan
    """The best that is known without a change."""
    judgement: Judgement
    relaxed: float | None = None
    """Optimum of the linear relaxation without a change."""
    bound: float = -math.inf

    def relax(self, candidates: Sequence[_LoosenedLimit], shared: TimeShare) -> None:
        """Solve the relaxation without a change and with each."""
        self.relaxed, bound = _relaxation(program_of(self.known), shared.among(1))
        known = self.known.found.bound
        self.bound = max(bound, -math.inf if known is None else known)
        for each in candidates:
            if shared.is_over or self.hooks.stopped:
                return
            path, value = each.tight.value.setting(each.tight.value.unit)
            try:
                each.books = books_of(change(self.known.books.scenario, {path: value}))
            except InputError:
                continue
            each.program = program_for(each.books, self.plan)
            each.relaxed, each.bound = _relaxation(each.program, shared.among(1))

    def improve(self, candidates: Sequence[_LoosenedLimit]) -> None:
        """Search for plans without a change, then with each, those of most promise first."""
        tried = sorted((each for each in candidates if each.books is not None), key=self._promise)
        number = len(tried) + 1
        self.bound = max(self.bound, self._look(self.known, program_of(self.known), number)[1])
        for i, each in enumerate(tried):
            if self.shared.is_over or self.hooks.stopped:
                return
            if each.books is not None and each.program is not None:
                changed = replace(self.known, books=each.books)
                plan, bound = self._look(changed, each.program, len(tried) - i)
                each.plans += [] if plan is None else [plan]
                each.bound = max(each.bound, bound)

    def _promise(self, each: _LoosenedLimit) -> float:
        """Less for limits whose unit gains more in the relaxation."""
        relaxed = self._gain_of_relaxation(each)
        return -each.tight.estimate if relaxed is None else -relaxed

    def _gain_of_relaxation(self, each: _LoosenedLimit) -> float | None:
        if self.relaxed is None or each.relaxed is None:
            return None
        return max(0.0, self.relaxed - each.relaxed)

    def _look(self, known: Cheapest, program: Program, searches: int) -> tuple[Plan | None, float]:
        """Search from the best plan; a plan found with a change may also be one without it."""
        limits = self.shared.among(searches, LEAST_SECONDS)
        found = solve_from(known, program, self.plan, limits, self.hooks, proves=False)
        if found.plan is None:
            return None, found.bound
        plan = found.plan.plan
        judgement = audit(plan, self.known.books)
        if judgement.lawful and judgement.total < self.judgement.total:
            self.plan, self.judgement = plan, judgement
        return plan, found.bound

    def worth(self, each: _LoosenedLimit) -> LimitWorth:
        """What is known of a limit, against the best plan of all without a change."""
        value, delta = each.tight.value, None
        if each.books is not None:
            audits = [audit(plan, each.books) for plan in (self.plan, *each.plans)]
            lawful = [one for one in audits if one.lawful]
            if lawful:
                after = min(lawful, key=lambda one: one.total)
                delta = delta_between(self.judgement, after, self.bound, each.bound)
        relaxed = self._gain_of_relaxation(each)
        return LimitWorth(
            limit=each.tight.limit,
            change=change_by(value, value.unit, value.unit_words),
            searched=bool(each.plans),
            delta=delta,
            estimate=None if relaxed is None else round(relaxed),
        )


def _relaxation(program: Program, limits: SearchLimits) -> tuple[float | None, float]:
    """Optimum of a programme's linear relaxation, and the bound that its dual values prove."""
    mip = with_finite_bounds(mip_of(tight(program)))
    job = Job(mip.lower, mip.upper, whole=False, seconds=_seconds(limits), seed=limits.seed)
    reply = solve(mip, job)
    if not reply.proven or reply.row_prices is None:
        return None, -math.inf
    return reply.cost, dual_bound(mip, reply.row_prices)
