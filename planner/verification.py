"""A result held against a fresh audit of its plan: whether it says what follows from itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.account import Judgement
from models.baselines import BaselineName, Baselines
from models.explanations import NO_EXPLANATIONS
from models.plan import Plan
from models.result import Result, Status, Verification
from models.scenario import Scenario
from models.sensitivity import Sensitivity
from models.uncertainty import DRAWS
from planner.analysis.audited_answers import answer_differences
from planner.audit import audit
from planner.books import Books, books_of
from planner.expanded_plan import expand
from planner.explain.waves import plan_tasks, waves_of
from planner.second_stage import band_of, demands_of
from planner.sensitivity import (
    Sample,
    Uncertain,
    uncertain_inputs,
    with_uncertainty,
    without_plans,
)
from planner.value import cash_by_fiscal_year, people_of, saving_of

_UNCERTAINTY = {
    "sensitivity": "the savings at the ends of the inputs' ranges",
    "interval": "the interval of the saving in the sample",
    "break_even": "the multiples of the losses at which the plan breaks even",
    "cliffs": "the losses that fall when the last of several posts has gone",
    "fallback": "the cost of the alternatives if few people accept",
}
"""Fields of a result that say how sure its saving is, in words for a message."""

_OF_A_PLAN = ("judgement", "second_stage", "waves", "plan_tasks")
"""What else there is only with a plan."""


def verification_of(scenario: Scenario, result: Result) -> Verification:
    """Audit the plan of a result again and hold the result's figures against it.

    Raises
    ------
    InputError
        The plan names what the scenario does not have.
    """
    books = books_of(scenario)
    shown = result.plan if result.plan is not None else result.baselines.staying_put.plan
    judgement = audit(shown, books)
    differences = _differences(books, result, judgement)
    return Verification(scenario, result, judgement, tuple(differences))


def _differences(books: Books, result: Result, judgement: Judgement) -> list[str]:
    scenario = books.scenario
    found = list(_inconsistencies(scenario, result))
    if result.plan is not None:
        found += [f"the plan breaks a rule: {each.words}" for each in judgement.violations]
        if result.judgement != judgement:
            found.append("the plan's account differs from today's audit of it")
        if result.objective != judgement.total:
            found.append(f"the objective is {judgement.total}, the file says {result.objective}")
        if result.bound is not None and result.bound > judgement.total:
            found.append(f"the bound {result.bound} lies above the objective {judgement.total}")
        found += _second_stage(books, result, result.plan)
    found += _baselines(books, result.baselines)
    found += _value(books, result, judgement)
    found += _tasks(books, result)
    found += _answers(books, result, judgement)
    # Takes longest, and follows from all that.
    return found or list(_uncertainty(scenario, result))


def _answers(books: Books, result: Result, judgement: Judgement) -> Iterator[str]:
    """Where what has been asked about the plan is not answered by it."""
    if result.explanations == NO_EXPLANATIONS:
        return
    if result.plan is None:
        yield "the file has answers about a plan, and no plan"
    else:
        yield from answer_differences(books, result, judgement)


def _second_stage(books: Books, result: Result, plan: Plan) -> Iterator[str]:
    """Where the second stage contradicts the plan, the scenario or itself."""
    stage, objective, cheapest = result.second_stage, result.objective, result.cheapest
    if stage is None or objective is None or cheapest is None:
        return
    demands = demands_of(plan, books)
    after = stage.dismissals_after, stage.transferred_after, stage.moves_after
    before = stage.dismissals_before, stage.transferred_before, stage.moves_before
    if after != (demands.dismissals, demands.to_move, demands.moves):
        yield "the second stage counts other dismissals, transfers or moves than the plan has"
    # A first stage that stopped early may leave a cheaper plan to be found, which is taken.
    if after > before and stage.cost >= 0:
        yield "the second stage has more dismissals, transfers or moves, and costs no less"
    saving = result.better_baseline.judgement.total - (objective - stage.cost)
    if stage.band != band_of(books.scenario.indifference, saving):
        yield "the band of the second stage is not the indifference of the scenario"
    if stage.cost > stage.band:
        yield f"the second stage costs {stage.cost} more, and {stage.band} is the most it may"
    if result.bound is not None and result.bound > cheapest:
        yield f"the bound {result.bound} lies above {cheapest}, the cheapest that was found"


def _tasks(books: Books, result: Result) -> Iterator[str]:
    """Where waves and tasks are not those of the plan."""
    if result.plan is None:
        return
    if result.waves != waves_of(books, result.plan):
        yield "the waves are not those that follow from the moves"
    if result.plan_tasks != plan_tasks(books, result.plan):
        yield "the tasks beside the waves are not those that follow from the plan"


def _baselines(books: Books, baselines: Baselines) -> Iterator[str]:
    """Where a baseline is none, or its account differs."""
    for name in BaselineName:
        baseline, words = baselines.of(name), name.replace("_", " ")
        if baseline.plan.moves:
            yield f"{words} moves people"
        if audit(baseline.plan, books) != baseline.judgement:
            yield f"the account of {words} differs from today's audit of it"
        if people_of(expand(books, baseline.plan)) != baseline.people:
            yield f"the people of {words} are not those of its posts"
    if baselines.staying_put.plan.measures:
        yield "staying put takes new measures"


def _value(books: Books, result: Result, judgement: Judgement) -> Iterator[str]:
    """Where saving, people or cash are not those of the plan."""
    plan = result.plan
    done = expand(books, plan) if plan is not None else None
    if result.saving != (saving_of(judgement, result.baselines) if plan is not None else None):
        yield "the saving is not what plan and baselines differ by"
    if result.people != (people_of(done) if done is not None else None):
        yield "the people are not those of the moves"
    if result.cash_by_fiscal_year != (cash_by_fiscal_year(done) if done is not None else ()):
        yield "the cash of a fiscal year is not that of the plan"


def _uncertainty(scenario: Scenario, result: Result) -> Iterator[str]:
    """Where the file differs from a new calculation of how sure the saving is."""
    stated = [getattr(result, name) for name in _UNCERTAINTY]
    if not any(each is not None and each != () for each in stated):
        return
    if result.plan is None:
        yield "the file says how sure a saving is, and has no plan"
        return
    inputs = uncertain_inputs(scenario) if result.sensitivity is not None else None
    if result.sensitivity is not None and not _same_places(result.sensitivity, inputs or ()):
        yield "the file and the scenario do not have the same inputs with a range"
        return
    if result.interval is not None and result.interval.made > DRAWS:
        yield f"the sample has {result.interval.made} draws, and {DRAWS} is the most there are"
        return
    sample = Sample(result.interval.seed, result.interval.made) if result.interval else None
    again = with_uncertainty(scenario, result, inputs, sample)
    for name, words in _UNCERTAINTY.items():
        if name != "sensitivity" and getattr(again, name) != getattr(result, name):
            yield f"a new calculation gives a different result for {words}"
    ends = result.sensitivity and without_plans(result.sensitivity)
    if ends != again.sensitivity:
        yield f"a new calculation gives a different result for {_UNCERTAINTY['sensitivity']}"


def _same_places(sensitivity: Sensitivity, inputs: Sequence[Uncertain]) -> bool:
    """Whether it has these inputs, each once."""
    places = [(each.table, each.row, each.field) for each in sensitivity.inputs]
    return sorted(places) == sorted(each.place for each in inputs)


def _inconsistencies(scenario: Scenario, result: Result) -> Iterator[str]:
    """Where a result contradicts itself or its scenario."""
    shown = result.status in {Status.OPTIMAL, Status.FEASIBLE}
    if result.currency != scenario.currency:
        yield f"the currency is {result.currency}, the scenario plans in {scenario.currency}"
    if result.provenance.scenario != scenario.name:
        yield f"the result is of {result.provenance.scenario}, the scenario is {scenario.name}"
    if shown != (result.plan is not None) or shown != (result.objective is not None):
        yield f"the status {result.status} does not go with what the file holds"
    if result.plan is None and any(getattr(result, name) for name in _OF_A_PLAN):
        yield "the file describes a plan, and has none"
    closed = result.gap is not None and result.gap <= result.provenance.asked_gap
    if result.status is Status.OPTIMAL and not closed:
        yield "the status is optimal, and the gap is wider than was asked"
