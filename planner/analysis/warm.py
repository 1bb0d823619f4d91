"""One programme solved again with a change, from a plan that is known: warm starts."""

from __future__ import annotations

import time
from dataclasses import dataclass

from models.account import Judgement
from models.analysis import PricedPlan
from models.plan import Plan
from models.result import Status
from models.search_limits import SearchLimits
from planner.audit import audit
from planner.books import Books
from planner.expanded_plan import expand
from planner.formulation.decisions import plan_of
from planner.formulation.program import Program
from planner.formulation.sets import sets_of
from planner.optimizer.improving import improve_known
from planner.optimizer.overruns import overrun_by_rounding
from planner.optimizer.portfolio import search
from planner.optimizer.primal.start import starts_of
from planner.optimizer.state import SearchHooks
from planner.planning import Cheapest, warn_of_dropped
from planner.rules import rules_of
from planner.rules.compose import compose
from planner.value import people_of

SHORTEST = 0.5
"""Least time of a search, in seconds."""

FOUND = frozenset({Status.OPTIMAL, Status.FEASIBLE})
"""How a search ends that has found a lawful plan."""


@dataclass(frozen=True, eq=False)
class SearchOutcome:
    """What a search found."""

    plan: PricedPlan | None
    """None if it found no plan, or one that did not pass the audit."""
    bound: float
    """Dual bound of the programme that was searched."""


@dataclass(frozen=True)
class TimeShare:
    """Seconds that several searches share; what one leaves is for those after it."""

    limits: SearchLimits
    until: float
    """Monotonic time at which all must have ended; it is not read with a fixed effort."""

    @classmethod
    def of(cls, limits: SearchLimits, seconds: float) -> TimeShare:
        """So many seconds from now."""
        return cls(limits, time.monotonic() + seconds)

    @property
    def is_over(self) -> bool:
        """Whether there is no time for another search."""
        return not self.limits.deterministic and time.monotonic() + SHORTEST > self.until

    def among(self, searches: int, least: float = SHORTEST) -> SearchLimits:
        """Limits of the next of so many searches, with so many seconds at least if they are left.

        The last of the searches may then have no time.
        """
        left = self.until - time.monotonic()
        return self.limits.within(max(SHORTEST, min(left, max(least, left / max(1, searches)))))


def program_of(cheapest: Cheapest) -> Program:
    """The programme in which the cheapest plan was found, with moves on hold as in that plan."""
    books = cheapest.books
    return cheapest.found.program or compose(sets_of(books), rules_of(books.scenario))


def priced(plan: Plan, judgement: Judgement, books: Books) -> PricedPlan:
    """What a plan comes to."""
    return PricedPlan(
        plan=plan,
        total=judgement.total,
        money=judgement.money,
        expected_loss=judgement.expected_loss,
        one_off_cash=sum(line.one_off_cash for line in judgement.price_list),
        dismissals=people_of(expand(books, plan)).dismissals,
        posts=sum(move.heads for move in plan.moves),
    )


def solve_from(
    cheapest: Cheapest,
    program: Program,
    start: Plan,
    limits: SearchLimits,
    hooks: SearchHooks,
    *,
    proves: bool = True,
) -> SearchOutcome:
    """Search for the plan that is best in a changed programme.

    Parameters
    ----------
    cheapest
        The plan that was found in the programme before the change.
    program
        The programme with other prices or further limits.
    start
        A plan to start from; it should keep the further limits.
    limits
        Those of this search.
    hooks
        Dual values to start from and to keep, and a stop signal.
    proves
        Whether a bound is wanted as well; else all time is for better plans.

    Returns
    -------
    outcome
        With the best plan found that the audit finds lawful.

    Warns
    -----
    RuntimeWarning
        The audit refused a better plan by more than a solver's rounding, which is a mistake of this
        program.
    """
    staying = cheapest.baselines.of(cheapest.baselines.better).plan
    starts = starts_of(program, start, staying)
    if proves:
        reply = search(program, limits, hooks, starts)
    else:
        reply = improve_known(program, limits, starts, hooks)
    for solution in (reply.solution, *reply.earlier):
        if solution is not None:
            plan = plan_of(program, solution)
            judgement = audit(plan, cheapest.books)
            if judgement.lawful:
                return SearchOutcome(priced(plan, judgement, cheapest.books), reply.bound)
            if not overrun_by_rounding(judgement):
                warn_of_dropped(judgement)
    return SearchOutcome(None, reply.bound)
