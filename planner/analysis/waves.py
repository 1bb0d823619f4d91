"""What a wave is worth: the plan made anew without it, and with it a quarter later."""

from __future__ import annotations

import math
import time
from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

import numpy as np

from models.calendar import PeriodKind
from models.clash import ClashMember
from models.errors import InputError
from models.plan import MoveKey, Plan
from models.scenario import Scenario
from models.search_limits import SearchLimits
from models.wave_changes import WaveAnswer, WaveChange
from models.workforce import Mode
from planner.analysis.changes import change_of
from planner.analysis.deltas import delta_between, of_a_restriction
from planner.analysis.near_plan import plan_near
from planner.analysis.warm import TimeShare, program_of, solve_from
from planner.analysis.wave_moves import WaveMoves
from planner.audit import audit
from planner.explain.clash import Demand, clash_in
from planner.explain.feasibility import Asking
from planner.explain.members import rule_member, shut_member
from planner.formulation.decisions import cohort_ids, period_labels
from planner.formulation.program import Program
from planner.formulation.sets import MODES, Mask, sets_of
from planner.formulation.variables import conceivable
from planner.optimizer.restriction import moves_of
from planner.optimizer.state import NO_HOOKS, SearchHooks
from planner.planning import Cheapest
from planner.rules import RULES, rules_of
from planner.rules.commitments import ON_HOLD
from planner.rules.horizon import RULE as HORIZON
from planner.rules.placements.rule import RULE as PLACEMENTS
from planner.rules.posts import RULE as POSTS
from planner.rules.vacancies.rule import RULE as VACANCIES

MONTHS_OF_A_QUARTER = 3

_MADE_OF = {Mode.REFILL: VACANCIES.name, Mode.REDEPLOY: PLACEMENTS.name}
"""Rules that say how many posts can move in a mode, whatever is limited."""


def wave_of(
    known: Cheapest, period: str, limits: SearchLimits, hooks: SearchHooks = NO_HOOKS
) -> WaveAnswer:
    """Make the plan anew without the moves that land in a period, and with them a quarter later.

    Parameters
    ----------
    known
        The plan, in the programme in which it was found.
    period
        Label of the period.
    limits
        Those of all searches together.
    hooks
        A stop signal: what has been found by then stays.

    Raises
    ------
    InputError
        No posts land in the period; with those in which some do.
    """
    plan = known.found.plan or Plan()
    wave = WaveMoves(plan, period)
    if not wave.moves:
        periods = ", ".join(sorted({move.period for move in plan.moves})) or "none"
        words, step = "is no period in which posts land", f"These are: {periods}."
        raise InputError.of(words, field="period", found=period, next_step=step)
    search = _WaveSearch(known, wave, TimeShare.of(limits, limits.seconds), hooks)
    later = later_by_a_quarter(known.books.scenario, period)
    dropped = search.answer(wave.without, wave.plan_without(), 2)
    return WaveAnswer(
        period=period,
        posts=sum(move.heads for move in wave.moves),
        dropped=dropped,
        later_period=later,
        later=None if later is None else search.later(later),
    )


def later_by_a_quarter(scenario: Scenario, period: str) -> str | None:
    """Label of the period a quarter after another; None after the horizon."""
    labels = period_labels(scenario)
    quarter = MONTHS_OF_A_QUARTER if scenario.horizon.period is PeriodKind.MONTH else 1
    return next(iter(labels[labels.index(period) + quarter :]), None)


@dataclass(frozen=True)
class _WaveSearch:
    """A plan, and what is asked about one of its waves."""

    known: Cheapest
    wave: WaveMoves
    shared: TimeShare
    hooks: SearchHooks

    def later(self, period: str) -> WaveChange:
        """The same moves in a later period."""
        if members := self._not_admitted(period):
            return WaveChange(is_shut=True, shut_by=members)
        demand = partial(self.wave.later, period=period)
        return self.answer(demand, self.wave.plan_later(period), 1)

    def answer(self, demand: Demand, start: Plan, searches: int) -> WaveChange:
        """The best plan with a demand; else the limits that clash with it, if that is proven."""
        if self.shared.is_over or self.hooks.stopped:
            return WaveChange()
        program, before = demand(program_of(self.known)), self.known.found
        near = plan_near(program, start, self._own_moves(program), self.shared.among(3 * searches))
        found = solve_from(
            self.known, program, near or start, self.shared.among(searches), self.hooks
        )
        if found.plan is None or before.judgement is None:
            return self._shut(demand) if found.bound == math.inf else WaveChange()
        after = audit(found.plan.plan, self.known.books)
        delta = delta_between(before.judgement, after, before.bound, found.bound)
        return WaveChange(
            # Promises of the wave may be put on hold, which lets other plans in.
            delta=delta if ON_HOLD in program.groups else of_a_restriction(delta),
            plan=found.plan.plan,
            change=change_of(self.wave.plan, found.plan.plan),
        )

    def _own_moves(self, program: Program) -> Mask:
        """[move] whether it is one of a cohort of the wave."""
        ids, cohorts = cohort_ids(self.known.books.scenario), {m.cohort for m in self.wave.moves}
        return np.isin(moves_of(program).index["cohort"], [ids.index(each) for each in cohorts])

    def _shut(self, demand: Demand) -> WaveChange:
        """Limits that clash with a demand that no plan meets; else what its moves are made of."""
        limits = self.shared.among(1)
        asking = Asking(limits.solver, time.monotonic() + limits.seconds)
        members, known = clash_in(self.known.books, asking, demand)
        made_of = {_MADE_OF.get(move.mode, POSTS.name) for move in self.wave.moves}
        if known and not members:
            members = _as_rules(made_of)
        return WaveChange(is_shut=True, shut_by=members)

    def _not_admitted(self, period: str) -> tuple[ClashMember, ...]:
        """Limits, and rules that are no limits, each of which by itself shuts one of the moves."""
        books, scenario = self.known.books, self.known.books.scenario
        sets, rules = sets_of(books), rules_of(scenario)
        admitted = {rule.name: rule.admits(sets) for rule in rules if rule.admits is not None}
        admitted[HORIZON.name] = conceivable(sets)
        structural = {rule.name for rule in rules if rule.structural}
        members: dict[tuple[str, int, int], ClashMember] = {}
        shut: set[str] = set()
        for move in self.wave.moves:
            key = MoveKey.of(move)
            c = cohort_ids(scenario).index(key.cohort)
            o = [each.id for each in scenario.offices].index(key.destination)
            at = c, o, MODES.index(key.mode), period_labels(scenario).index(period)
            for name in (name for name, mask in admitted.items() if not mask[at]):
                if name in structural:
                    shut.add(name)
                else:
                    place = (("cohort", c), ("office", o), ("period", at[3]))
                    rule = next(each for each in rules if each.name == name)
                    members[name, c, o] = shut_member(books, rule, [place])
        return (*members.values(), *_as_rules(shut))


def _as_rules(names: Collection[str]) -> tuple[ClashMember, ...]:
    """Rules that are no limits, each as its sentence."""
    return tuple(rule_member(rule) for rule in RULES if rule.name in names)
