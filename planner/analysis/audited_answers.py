"""Answers about a plan held against fresh audits of the plans behind them."""

from __future__ import annotations

from collections.abc import Iterator

from models.account import Judgement
from models.clash import LimitSubject
from models.cost_delta import CostDelta
from models.explanations import Why, WhyOption
from models.plan import Plan
from models.result import Result
from models.scenario import Scenario
from planner.analysis.deltas import delta_between
from planner.audit import audit
from planner.books import Books


def answer_differences(books: Books, result: Result, judgement: Judgement) -> Iterator[str]:
    """Where an answer names what is not there, or a difference in cost is not that of its plan.

    Parameters
    ----------
    books
        The scenario with its coefficients.
    result
        The result with its answers.
    judgement
        Today's audit of its plan.

    Raises
    ------
    InputError
        A plan behind an answer names what the scenario does not have.
    """
    for answer in result.explanations.why:
        yield from _why(answer, books, judgement)
    for wave in result.explanations.waves:
        for change in (wave.dropped, wave.later):
            if change is not None and change.delta is not None:
                about = f"the answer on the wave of {wave.period}"
                yield from _priced(about, change.delta, change.plan, books, judgement)


def _why(answer: Why, books: Books, judgement: Judgement) -> Iterator[str]:
    for option in answer.ranked:
        about = f"the answer on {answer.cohort}"
        if unknown := _unknown(answer.cohort, option, books.scenario):
            yield f"{about} names {', '.join(sorted(unknown))}, which the scenario does not have"
        if option.delta is not None:
            yield from _priced(about, option.delta, option.plan, books, judgement)


def _priced(
    about: str, delta: CostDelta, plan: Plan | None, books: Books, judgement: Judgement
) -> Iterator[str]:
    """What is wrong with a difference in cost, given the plan that is said to have it."""
    if plan is None:
        yield f"{about} has a difference in cost without a plan"
        return
    audited = audit(plan, books)
    if not audited.lawful:
        yield f"a plan behind {about} breaks a rule"
    again = delta_between(judgement, audited, None, None)
    figures = ("total", "money", "expected_loss", "by_rule")
    if any(getattr(delta, name) != getattr(again, name) for name in figures):
        yield f"a difference in cost in {about} is not that of its plan"
    if (delta.low or delta.total) > delta.total or (delta.high or delta.total) < delta.total:
        yield f"a difference in cost in {about} lies outside its own interval"


def _unknown(cohort: str, option: WhyOption, scenario: Scenario) -> set[str]:
    """Names in an option that its scenario does not have."""
    subjects = [each.subject for each in option.shut_by]
    subjects.append(
        LimitSubject(
            cohorts=(cohort,),
            offices=(option.destination,) if option.destination is not None else (),
        )
    )
    named = {
        name
        for each in subjects
        for name in (*each.cohorts, *each.offices, *each.entities, *each.periods)
    }
    named |= {option.measure} if option.measure is not None else set()
    tables = (scenario.cohorts, scenario.offices, scenario.entities, scenario.measures)
    known = {row.id for table in tables for row in table}
    return named - known - {period.label for period in scenario.periods}
