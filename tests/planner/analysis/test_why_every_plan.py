"""Options of cohorts of tiny companies against every plan that there is."""

from __future__ import annotations

import pytest

from models.explanations import OptionKind, WhyOption
from models.plan import Plan
from models.search_limits import SearchLimits
from models.workforce import Mode
from planner.analysis.known_plan import cheapest_of
from planner.analysis.why import why
from planner.audit import audit
from planner.books import books_of
from planner.optimizer.overruns import ROUNDING
from planner.planning import make_plan
from planner.rules.limit_kind import SHUT_OUT
from tests.planner.analysis.every_priced import every_priced
from tests.support.builders import move
from tests.support.random_companies.company import KINDS
from tests.support.seeds import seeds

EXACT = SearchLimits(gap=0.0, deterministic=True)


def does(plan: Plan, cohort: str, posts: int, option: WhyOption) -> bool:
    """Whether a plan does what an option says."""
    mine = [each for each in plan.moves if each.cohort == cohort]
    started = {each.measure for each in plan.measures}
    match option.kind:
        case OptionKind.STAY:
            return not mine
        case OptionKind.DESTINATION:
            return posts <= sum(x.heads for x in mine if x.destination == option.destination)
        case OptionKind.MODE:
            return posts <= sum(x.heads for x in mine if x.mode is option.mode)
        case OptionKind.MEASURE:
            return option.measure in started
        case OptionKind.WITHOUT_MEASURE:
            return option.measure not in started


@pytest.mark.parametrize("seed", seeds(range(16), quick=3))
def test_each_option_costs_what_the_cheapest_plan_with_it_costs(seed: int) -> None:
    """Of every lawful plan; where none does it, it is shut, by limits that are named."""
    every = every_priced(seed, list(KINDS)[seed % len(KINDS)])
    result = make_plan(every.scenario, EXACT)
    if result.plan is None:
        assert not every.plans
        return
    known, before = (
        cheapest_of(every.scenario, result),
        audit(result.plan, books_of(every.scenario)),
    )
    for cohort in every.scenario.cohorts:
        answer = why(known, cohort.id, None, EXACT)
        assert {each.kind for each in answer.ranked} >= {OptionKind.STAY, OptionKind.DESTINATION}
        for option in answer.ranked:
            totals = [
                each.total
                for each in every.plans
                if does(each.plan, cohort.id, answer.posts, option)
            ]
            assert option.shut == (not totals), (cohort.id, option)
            assert option.shut == bool(option.shut_by)
            if option.in_plan:
                assert does(result.plan, cohort.id, answer.posts, option)
            elif totals:
                assert option.delta is not None
                assert option.plan is not None
                least = min(totals) - before.total
                assert option.delta.total == pytest.approx(least, abs=ROUNDING)
                assert (option.delta.low or 0) <= least + ROUNDING
                assert least - ROUNDING <= (option.delta.high or 0)
                judgement = audit(option.plan, known.books)
                assert does(option.plan, cohort.id, answer.posts, option)
                assert option.delta.money == judgement.money - before.money


@pytest.mark.parametrize("seed", seeds(range(12), quick=2))
def test_a_rule_that_admits_no_move_is_broken_by_moves_there(seed: int) -> None:
    """By the audit, which shares no code with what the rule admits."""
    every = every_priced(seed, list(KINDS)[seed % len(KINDS)])
    scenario, books = every.scenario, books_of(every.scenario)
    result = make_plan(scenario, EXACT)
    if result.plan is None:
        return
    known = cheapest_of(scenario, result)
    for cohort in scenario.cohorts:
        for option in why(known, cohort.id, None, EXACT).ranked:
            rules = {each.rule for each in option.shut_by if each.limit == SHUT_OUT}
            if option.destination is not None:
                moves = (
                    move(1, mode, period.label, cohort.id, option.destination, cohort.office)
                    for mode in Mode
                    for period in scenario.periods
                )
                broken = [audit(Plan(moves=(each,)), books).violations for each in moves]
                assert rules <= {finding.rule for each in broken for finding in each}
