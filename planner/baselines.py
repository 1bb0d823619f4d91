"""Both baselines: what is best with nobody moved, with measures and without."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from models.account import Judgement
from models.baselines import Baseline, Baselines
from models.plan import Plan
from planner.audit import audit
from planner.books import Books
from planner.expanded_plan import expand
from planner.formulation.decisions import plan_of
from planner.formulation.program import Program
from planner.formulation.sets import sets_of
from planner.optimizer.elastic import cheapest_relaxing_limits
from planner.optimizer.overruns import margin_for, overrun_by_rounding
from planner.rules import Rule, rules_of
from planner.rules.compose import compose
from planner.rules.measures import MEASURE
from planner.value import people_of

LAW_BEFORE_POLICY = 1000.0
"""Share of a limit of policy that is given up rather than the same share of one of law."""


def baselines_of(books: Books) -> Baselines:
    """Make both baselines of a scenario and judge them.

    *Staying put* is the cheapest in money, with no new measure: seats that nobody needs are given
    up, routes that law demands are filed. *Staying plus measures* is the cheapest in money and
    expected loss together, as a plan is, except that nobody moves. Where no lawful baseline exists,
    policies and then laws are broken by as little as can be, and the findings say where.
    """
    nothing = _baseline_of(books, Plan())
    put = _cheapest_of([*_candidates(books, 0.0, measures=False), nothing], 0.0)
    plus = _cheapest_of([*_candidates(books, 1.0, measures=True), put, nothing], 1.0)
    return Baselines(staying_put=put, staying_plus_measures=plus)


def staying_plus_measures(books: Books, losses: float) -> Baseline | None:
    """Make the baseline anew for losses that are multiplied, with the measures that pay then.

    Parameters
    ----------
    books
        Of the scenario as it is: by them it is judged, and limits are kept.
    losses
        What every expected loss is multiplied by where the cheapest is looked for.

    Returns
    -------
    baseline
        None where none was found.
    """
    found = _candidates(books, losses, measures=True)
    return _cheapest_of(found, losses) if found else None


def breaches(judgement: Judgement) -> tuple[int, int]:
    """Number of limits of law that are broken, and of limits of policy."""
    broken = judgement.violations
    law = sum(finding.law for finding in broken)
    return law, len(broken) - law


def _candidates(books: Books, losses: float, *, measures: bool) -> list[Baseline]:
    """Plans in which nobody moves; a second one where rounding may have exceeded a money limit."""
    first = _candidate(books, losses, measures=measures, margin=0)
    if first is None or first.judgement.lawful:
        return [first] if first is not None else []
    margin = margin_for(overrun_by_rounding(first.judgement))
    second = _candidate(books, losses, measures=measures, margin=margin)
    return [first, second] if second is not None else [first]


def _candidate(books: Books, losses: float, *, measures: bool, margin: int) -> Baseline | None:
    """The cheapest plan in which nobody moves, with limits on money tightened by a margin."""
    rules = rules_of(books.scenario)
    program = compose(sets_of(books), rules, margin, moves=False)
    program = _with_losses(program, rules, losses)
    if not measures:
        program = _without_new_measures(program)
    solution = cheapest_relaxing_limits(program, _slack_weights(rules))
    if solution is None:
        return None
    # What is promised is not done here; it is on hold only where it cannot be done at all.
    plan = plan_of(program, solution).model_copy(update={"holds": ()})
    return _baseline_of(books, plan)


def _baseline_of(books: Books, plan: Plan) -> Baseline:
    done = expand(books, plan)
    return Baseline(plan=plan, judgement=audit(plan, books), people=people_of(done))


def _cheapest_of(plans: list[Baseline], losses: float) -> Baseline:
    """The first of the lawful ones that cost least; where none is, that of the fewest breaches."""

    def order(each: Baseline) -> tuple[tuple[int, int], float]:
        judgement = each.judgement
        expected = judgement.total - judgement.money
        return breaches(judgement), judgement.money + losses * expected

    return min(plans, key=order)


def _slack_weights(rules: tuple[Rule, ...]) -> dict[str, float]:
    """Rules whose limits give way where no baseline keeps all, with the weight of a unit."""
    return {
        rule.name: LAW_BEFORE_POLICY if rule.law else 1.0
        for rule in rules
        if rule.checks is not None and not rule.structural
    }


def _without_new_measures(program: Program) -> Program:
    """Measures as they stand on the planning date."""
    ids, upper = program.groups[MEASURE].ids, program.upper.copy()
    upper[ids] = program.lower[ids]
    return replace(program, upper=upper)


def _with_losses(program: Program, rules: tuple[Rule, ...], losses: float) -> Program:
    """The same, with what is charged for losses that are only expected multiplied."""
    expected = {rule.name for rule in rules if rule.expected}
    prices = {
        rule: np.rint(each * losses).astype(np.int64) if rule in expected else each
        for rule, each in program.prices.items()
    }
    constants = {
        rule: round(each * losses) if rule in expected else each
        for rule, each in program.constants.items()
    }
    return replace(program, prices=prices, constants=constants)
