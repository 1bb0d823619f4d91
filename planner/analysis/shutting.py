"""Which limits shut an option: by name, place and amount."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from models.clash import ClashMember
from models.search_limits import SearchLimits
from models.workforce import Mode
from planner.analysis.options import Option, options_for
from planner.analysis.warm import TimeShare
from planner.books import Books
from planner.explain.clash import clash_in
from planner.explain.feasibility import Asking, programme_of
from planner.explain.members import rule_member, shut_member
from planner.explain.separable import limits_of
from planner.formulation.program import Program
from planner.formulation.sets import Sets
from planner.formulation.variables import conceivable
from planner.optimizer.highs import RowRelaxation
from planner.optimizer.matrix import mip_of
from planner.optimizer.optimise import NO_END
from planner.rules import rules_of
from planner.rules.horizon import RULE as HORIZON

LEAST_SECONDS = 2.0
"""Time for the limits that shut an option, even if time is up."""


_BOUNDING: Mapping[Mode | None, str] = {Mode.REFILL: "vacancies", Mode.REDEPLOY: "placements"}
"""Rules that bound the moves in a mode, because of what it is."""


@dataclass(frozen=True, eq=False)
class Shutting:
    """What limits are asked about the options of a cohort."""

    books: Books
    sets: Sets
    cohort: str
    posts: int
    limits: SearchLimits

    def shut_out(self, option: Option) -> tuple[ClashMember, ...]:
        """Rules that admit no move of the option, whatever else is decided.

        To an office each of them by itself; in a mode all of them together.
        """
        place = dict(option.place)
        if "mode" in place:
            return self._mode_shut_out(place["cohort"], place["mode"])
        if "office" not in place:
            return ()
        c, o = place["cohort"], place["office"]
        return tuple(
            shut_member(self.books, rule, [option.place])
            for rule in rules_of(self.books.scenario)
            if not rule.structural
            and rule.admits is not None
            and not rule.admits(self.sets)[c, o].any()
        )

    def _mode_shut_out(self, c: int, m: int) -> tuple[ClashMember, ...]:
        """Rules that together admit no move in a mode, each with the offices that it shuts."""
        left = conceivable(self.sets)[c, :, m]
        if not left.any():
            return (rule_member(HORIZON),)
        members: list[ClashMember] = []
        for rule in rules_of(self.books.scenario):
            if rule.structural or rule.admits is None:
                continue
            admitted = rule.admits(self.sets)[c, :, m]
            offices = np.flatnonzero((left & ~admitted).any(axis=1))
            if offices.size:
                places = [(("cohort", c), ("office", int(o))) for o in offices]
                members.append(shut_member(self.books, rule, places))
            left = left & admitted
            if not left.any():
                return tuple(members)
        return ()

    def clashing(self, option: Option, shared: TimeShare) -> tuple[ClashMember, ...]:
        """Limits that cannot all be kept with the option; none if time runs out before.

        Where it is impossible without any limit, the rules that say so, each as its sentence.
        """
        rules = self._without_limits(option)
        if not rules:
            seconds = NO_END if self.limits.deterministic else shared.among(1).seconds
            asking = Asking(self.limits.solver, time.monotonic() + max(LEAST_SECONDS, seconds / 2))
            members, _ = clash_in(self.books, asking, self._demand(option))
            return members
        return tuple(
            rule_member(rule) for rule in rules_of(self.books.scenario) if rule.name in rules
        )

    def _without_limits(self, option: Option) -> set[str]:
        """Rules that leave no room for the option by what moves are; none if limits are needed."""
        program = self._demand(option)(programme_of(self.books.scenario, self.books, separate=True))
        held = np.ones(len(program.row_lower), dtype=np.bool_)
        held[[row for limit in limits_of(program) for row in limit.rows]] = False
        clashing = RowRelaxation(mip_of(program), LEAST_SECONDS).solve(held).certificate
        if clashing is None:
            return set()
        # The last row is the option's.
        found = {program.rules[program.row_rule[row]] for row in np.flatnonzero(clashing[:-1])}
        # Where no row is in the way, it is the bounds of the moves.
        return found - {"posts"} or {_BOUNDING.get(option.record.mode, "posts")}

    def _demand(self, option: Option) -> Callable[[Program], Program]:
        def demand(program: Program) -> Program:
            # The programme that tells limits apart has other columns.
            same = options_for(program, self.books, self.cohort, self.posts)
            return next(each for each in same if each.record == option.record).asked_of(program)

        return demand
