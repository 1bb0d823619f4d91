"""Modelling to generate alternatives: plans of similar cost that truly differ.

The cost is held within a slack of the best plan's, and one aspect after another is taken as far as
that allows: fewer posts, other destinations, less cash, fewer dismissals, more posts (E. D. Brill,
S.-Y. Chang, L. D. Hopkins, *Modeling to generate alternatives: the HSJ approach and an illustration
using a problem in land use planning*, Management Science 28, 1982). Where these do not suffice,
other destinations are sought again, away from those of all plans found so far.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from models.account import Judgement
from models.analysis import AlternativePlan, Alternatives, Aspect, PricedPlan
from models.choices import FrontierAxis
from models.defaults import ALTERNATIVES, SLACK
from models.result import Status
from models.scenario import Scenario
from models.search_limits import SearchLimits
from planner.analysis.changes import change_of, landings, shared_by, truly_differ
from planner.analysis.quantities import quantity_on
from planner.analysis.warm import FOUND, TimeShare, priced, program_of, solve_from
from planner.formulation.program import Program
from planner.formulation.sets import Integers
from planner.formulation.variables import HEADS
from planner.optimizer.criteria import with_price, within_cost
from planner.optimizer.lexicographic import Band
from planner.optimizer.state import NO_HOOKS, SearchHooks
from planner.planning import clash_with, find_cheapest, solve_record
from planner.second_stage import choose

MOST_ALTERNATIVES = 10

SHARE_OF_FIRST = 2 / 3
"""Time for each alternative, as a share of the first search's: three of them take two of it."""

LEAST_SECONDS = 2.0
"""The same at least, in seconds."""

MOST_GIVEN_UP = 0.5
"""Share of what the best plan saves that an alternative may cost more."""

CASH_WEIGHT = 10
"""What one unit of cash counts where the least cash is sought, in units of cost."""


def alternatives_of(
    scenario: Scenario,
    limits: SearchLimits,
    number: int = ALTERNATIVES,
    within: float = SLACK,
    hooks: SearchHooks = NO_HOOKS,
) -> Alternatives:
    """Find plans that cost little more than the best and truly differ from it and from each other.

    Parameters
    ----------
    scenario
        The instance, overlays and settings already applied.
    limits
        Limits of the search for the best plan. Three alternatives together take up to twice as
        long as that took, and other numbers in proportion.
    number
        Most alternatives, from 1 to 10. There are fewer if no more are found that truly differ.
    within
        How much more than the best plan they may cost, as a share of its total; never more than
        half of what the best plan saves, if it saves anything.
    hooks
        A progress callback for each search, and a stop signal: the plans found by then stay.

    Returns
    -------
    alternatives
        Without a best plan if no lawful plan was found. Every plan is audited.

    Raises
    ------
    ValueError
        The number or the share is not one of those allowed.
    """
    if not 1 <= number <= MOST_ALTERNATIVES:
        raise ValueError(f"there are 1 to {MOST_ALTERNATIVES} alternatives, not {number}")
    if not 0 <= within <= 1:
        raise ValueError(f"the slack is a share from 0 to 1, not {within}")
    started = time.monotonic()
    first = find_cheapest(scenario, limits, hooks)
    nothing = Alternatives(
        status=first.status,
        currency=scenario.currency,
        provenance=solve_record(scenario, limits),
        within=within,
    )
    if first.status is Status.INFEASIBLE:
        return nothing.model_copy(update={"clash": clash_with(first.books, limits)})
    if first.status not in FOUND:
        return nothing
    staying = first.baselines.of(first.baselines.better).judgement
    spent = time.monotonic() - started
    chosen = choose(first.books, limits, first.found, staying.total, hooks, spent)
    best = priced(chosen.plan, chosen.judgement, first.books)
    most = _dearest(best, within, staying)
    each = max(LEAST_SECONDS, SHARE_OF_FIRST * (time.monotonic() - started))
    shared = TimeShare.of(limits, each * number)
    program = within_cost(program_of(first), most)
    bound = first.found.bound if first.found.bound is not None else 0
    weight = Band(most, min(bound, best.total)).weight
    found: list[tuple[PricedPlan, Aspect]] = []
    for aspect in _aspects(found):
        if len(found) >= number or shared.is_over or hooks.stopped:
            break
        known = [best, *(plan for plan, _ in found)]
        asked = with_price(program, _weights(program, aspect, weight, known))
        start = min(known, key=_FIGURES[aspect])
        among = shared.among(number - len(found))
        other = solve_from(first, asked, start.plan, among, hooks, proves=False).plan
        if other is None or other.total > most or not _goes_further(other, best, aspect):
            continue
        if other.total < best.total:
            best, most = other, _dearest(other, within, staying)
        elif all(truly_differ(other, plan) for plan in known):
            found.append((other, aspect))
    others = tuple(
        AlternativePlan(**dict(plan), aspect=aspect, change=change_of(best.plan, plan.plan))
        for plan, aspect in found
        if plan.total <= most and truly_differ(plan, best)
    )
    return nothing.model_copy(
        update={
            "most": most,
            "saved": staying.total - best.total,
            "best": best,
            "gap": _gap(best, first.found.bound),
            "alternatives": others,
            "shared": shared_by([each.plan for each in (best, *others)]),
        }
    )


def _gap(best: PricedPlan, bound: int | None) -> float | None:
    if bound is None:
        return None
    return max(0, best.total - bound) / max(1, abs(best.total))


def _dearest(best: PricedPlan, within: float, staying: Judgement) -> int:
    """The most that an alternative may cost. One that saves next to nothing would be to stay."""
    slack, saving = int(within * abs(best.total)), staying.total - best.total
    if staying.lawful and saving > 0:
        slack = min(slack, int(MOST_GIVEN_UP * saving))
    return best.total + slack


_FIGURES: Mapping[Aspect, Callable[[PricedPlan], int]] = {
    Aspect.FEWER_POSTS: lambda plan: plan.posts,
    Aspect.OTHER_DESTINATIONS: lambda plan: plan.total,
    Aspect.LESS_CASH: lambda plan: plan.one_off_cash,
    Aspect.FEWER_DISMISSALS: lambda plan: plan.dismissals,
    Aspect.MORE_POSTS: lambda plan: -plan.posts,
}
"""What tells how far a plan goes in an aspect; less is further."""


def _goes_further(plan: PricedPlan, best: PricedPlan, aspect: Aspect) -> bool:
    """Whether a plan differs from the best in the aspect for which it was sought."""
    if aspect is Aspect.OTHER_DESTINATIONS:
        return landings(plan.plan) != landings(best.plan)
    return _FIGURES[aspect](plan) < _FIGURES[aspect](best)


def _aspects(found: Sequence[object]) -> Iterator[Aspect]:
    """Every aspect once, then other destinations for as long as that finds another plan."""
    yield from Aspect
    before = -1
    while len(found) > before:
        before = len(found)
        yield Aspect.OTHER_DESTINATIONS


def _weights(
    program: Program, aspect: Aspect, weight: int, known: Sequence[PricedPlan]
) -> Integers:
    """[column] what each unit of a column counts in an aspect."""
    if aspect is Aspect.LESS_CASH:
        return CASH_WEIGHT * quantity_on(FrontierAxis.CASH, program).weights(program)
    if aspect is Aspect.FEWER_DISMISSALS:
        return weight * quantity_on(FrontierAxis.DISMISSALS, program).weights(program)
    posts = weight * quantity_on(FrontierAxis.POSTS, program).weights(program)
    if aspect is Aspect.FEWER_POSTS:
        return posts
    if aspect is Aspect.MORE_POSTS:
        return -posts
    return _away_from(program, weight, known)


def _away_from(program: Program, weight: int, known: Sequence[PricedPlan]) -> Integers:
    """[column] a post counts less the fewer posts of the known plans land where it lands.

    At the office where most land it counts nothing, where none land minus one.
    """
    heads, offices = program.groups[HEADS], program.sets.scenario.offices
    landed = sum((landings(plan.plan) for plan in known), Counter[str]())
    used = np.array([landed[office.id] for office in offices], dtype=np.float64)
    less = used / max(1.0, used.max()) - 1 if used.any() else np.zeros(len(offices))
    weights = np.zeros(len(program.lower), dtype=np.int64)
    weights[heads.ids] = np.rint(weight * less[heads.index["office"]]).astype(np.int64)
    return weights
