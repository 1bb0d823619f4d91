"""Which limits shut an option: by name, place and amount."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from models.clash import ClashMember
from models.search_limits import SearchLimits
from planner.analysis.options import Option, options_for
from planner.books import Books
from planner.explain.clash import clash_in
from planner.explain.feasibility import Asking
from planner.explain.members import member_of
from planner.formulation.program import Program
from planner.formulation.sets import Sets
from planner.rules import rules_of
from planner.rules.limit_kind import SHUT_OUT


@dataclass(frozen=True, eq=False)
class Shutting:
    """What limits are asked about the options of a cohort."""

    books: Books
    sets: Sets
    cohort: str
    posts: int
    limits: SearchLimits

    def shut_out(self, option: Option) -> tuple[ClashMember, ...]:
        """Rules each of which by itself admits no move of the option, whatever else is decided."""
        place = dict(option.place)
        if "office" not in place:
            return ()
        c, o = place["cohort"], place["office"]
        return tuple(
            member_of(self.books, [(rule.name, SHUT_OUT, option.place)])
            for rule in rules_of(self.books.scenario)
            if not rule.structural
            and rule.admits is not None
            and not rule.admits(self.sets)[c, o].any()
        )

    def clashing(self, option: Option, seconds: float) -> tuple[ClashMember, ...]:
        """Limits that cannot all be kept with the option; none if time runs out before."""
        asking = Asking(self.limits.solver, time.monotonic() + seconds)
        members, _ = clash_in(self.books, asking, self._demand(option))
        return members

    def _demand(self, option: Option) -> Callable[[Program], Program]:
        def demand(program: Program) -> Program:
            # The programme that tells limits apart has other columns.
            same = options_for(program, self.books, self.cohort, self.posts)
            return next(each for each in same if each.record == option.record).asked_of(program)

        return demand
