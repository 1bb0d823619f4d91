"""Questions about a plan that has been made: each answer is kept with the plan."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any

from models.defaults import EXPLAIN_SECONDS, MANY_SEARCHES_SECONDS
from models.search_limits import SearchLimits
from planner.api.results import PlanResult
from planner.api.shown_tables import ArrowTables, table_html, table_text
from planner.api.stopping import StoppingCriterion, limits_of

if TYPE_CHECKING:
    from models.explanations import Explanations
    from planner.exports.table import Table
    from planner.optimizer.state import SearchHooks


@dataclass(frozen=True, repr=False)
class Explanation:
    """An answer to a question about a plan.

    Amounts are integers in the smallest unit of the scenario's currency.
    """

    plan: PlanResult
    """The plan, with the answer among its explanations."""
    answer: Explanations
    """This answer alone."""

    @cached_property
    def parts(self) -> tuple[Table, ...]:
        """The tables, in reading order."""
        from planner.exports.explanations import explanation_tables

        return explanation_tables(self.answer, self.plan.scenario)

    @cached_property
    def tables(self) -> ArrowTables:
        """The tables as Arrow: ``tables["why"]``."""
        return ArrowTables(self.parts)

    def document(self) -> dict[str, Any]:
        """The answer in plain values, ready for JSON."""
        from planner.exports.explanations import answer_document

        return answer_document(self.answer, self.plan.scenario)

    def __str__(self) -> str:
        return "\n\n".join(map(table_text, self.parts))

    __repr__ = __str__

    def _repr_html_(self) -> str:
        title = escape(self.plan.scenario.title or self.plan.scenario.name)
        return f"<h4>{title}</h4>{''.join(map(table_html, self.parts))}"


def why(
    plan: PlanResult,
    cohort: str,
    to: str | None = None,
    *,
    stop: StoppingCriterion | None = None,
    seed: int = 0,
    hooks: SearchHooks | None = None,
) -> Explanation:
    """Tell why the posts of a cohort go where they go, and what everything else would cost.

    Parameters
    ----------
    plan
        The plan, from `plan` or `read`.
    cohort
        Id of the cohort.
    to
        Id of an office: only that is asked about; its own office stands for staying. None ranks all
        offices, modes and measures, and staying.
    stop
        When to stop, for all options together.
    seed
        Seed of the solver's random choices.
    hooks
        A stop signal: what has been found by then stays.

    Raises
    ------
    InputError
        The scenario does not have the cohort or the office, there is no plan, or a fixed effort is
        combined with a time.
    """
    from models.explanations import Explanations
    from planner.analysis.known_plan import cheapest_of
    from planner.analysis.why import why as why_of
    from planner.optimizer.state import NO_HOOKS

    expect_plan(plan)
    limits = limits_of(stop, SearchLimits(seconds=EXPLAIN_SECONDS, seed=seed))
    known = cheapest_of(plan.scenario, plan.result)
    found = why_of(known, cohort, to, limits, hooks or NO_HOOKS)
    return explained(plan, Explanations(why=(found,)))


def wave(
    plan: PlanResult,
    period: str,
    *,
    stop: StoppingCriterion | None = None,
    seed: int = 0,
    hooks: SearchHooks | None = None,
) -> Explanation:
    """Tell what becomes of a plan if a wave is dropped, or lands a quarter later.

    Parameters
    ----------
    plan
        The plan, from `plan` or `read`.
    period
        Label of the period in which the wave lands, such as ``2027-Q1``.
    stop
        When to stop, for both together.
    seed
        Seed of the solver's random choices.
    hooks
        A stop signal: what has been found by then stays.

    Raises
    ------
    InputError
        No posts land in the period, there is no plan, or a fixed effort is combined with a time.
    """
    from models.explanations import Explanations
    from planner.analysis.known_plan import cheapest_of
    from planner.analysis.waves import wave_of
    from planner.optimizer.state import NO_HOOKS

    expect_plan(plan)
    limits = limits_of(stop, SearchLimits(seconds=EXPLAIN_SECONDS, seed=seed))
    known = cheapest_of(plan.scenario, plan.result)
    return explained(plan, Explanations(waves=(wave_of(known, period, limits, hooks or NO_HOOKS),)))


def binds(
    plan: PlanResult,
    *,
    stop: StoppingCriterion | None = None,
    seed: int = 0,
    hooks: SearchHooks | None = None,
) -> Explanation:
    """Tell what one unit more of each limit that a plan is at would be worth.

    Parameters
    ----------
    plan
        The plan, from `plan` or `read`.
    stop
        When to stop, for all limits together; a gap does not count.
    seed
        Seed of the solver's random choices.
    hooks
        A stop signal: what has been found by then stays.

    Raises
    ------
    InputError
        There is no plan, or a fixed effort is combined with a time.
    """
    from models.explanations import Explanations
    from planner.analysis.known_plan import cheapest_of
    from planner.analysis.worth import binding_of
    from planner.optimizer.state import NO_HOOKS

    expect_plan(plan)
    limits = limits_of(stop, SearchLimits(seconds=MANY_SEARCHES_SECONDS, seed=seed))
    known = cheapest_of(plan.scenario, plan.result)
    return explained(plan, Explanations(binding=binding_of(known, limits, hooks or NO_HOOKS)))


def break_even(
    plan: PlanResult,
    *,
    stop: StoppingCriterion | None = None,
    seed: int = 0,
    hooks: SearchHooks | None = None,
) -> Explanation:
    """Tell how likely events, and how large losses, have to be for the plan to pay.

    Parameters
    ----------
    plan
        The plan, from `plan` or `read`. It stays as it is; staying plus measures is optimised again
        at other likelihoods.
    stop
        When to stop optimising it again.
    seed
        Has no effect here: nothing is drawn.
    hooks
        A stop signal.

    Raises
    ------
    InputError
        There is no plan, or a fixed effort is combined with a time.
    """
    from models.explanations import Explanations
    from planner.analysis.known_plan import plan_and_judgement
    from planner.books import books_of
    from planner.optimizer.state import NO_HOOKS
    from planner.sensitivity.likelihoods import break_evens_of

    expect_plan(plan)
    limits = limits_of(stop, SearchLimits(seconds=MANY_SEARCHES_SECONDS, seed=seed))
    made, judgement = plan_and_judgement(plan.result)
    found = break_evens_of(
        books_of(plan.scenario), made, judgement, plan.result.baselines, limits, hooks or NO_HOOKS
    )
    return explained(plan, Explanations(break_even=found))


def contingencies(
    plan: PlanResult,
    *,
    stop: StoppingCriterion | None = None,
    seed: int = 0,
    hooks: SearchHooks | None = None,
) -> Explanation:
    """Tell what the plan becomes if a filing is refused, permits are denied, or half decline.

    Parameters
    ----------
    plan
        The plan, from `plan` or `read`.
    stop
        When to stop, for all tasks together.
    seed
        Seed of the solver's random choices.
    hooks
        A stop signal: what has been found by then stays.

    Raises
    ------
    InputError
        There is no plan, or a fixed effort is combined with a time.
    """
    from models.explanations import Explanations
    from planner.analysis.contingencies import contingencies_of
    from planner.analysis.known_plan import cheapest_of
    from planner.optimizer.state import NO_HOOKS

    expect_plan(plan)
    limits = limits_of(stop, SearchLimits(seconds=MANY_SEARCHES_SECONDS, seed=seed))
    known = cheapest_of(plan.scenario, plan.result)
    found = contingencies_of(known, limits, hooks or NO_HOOKS)
    return explained(plan, Explanations(contingencies=found))


def expect_plan(plan: object) -> None:
    """Refuse what is no plan.

    Raises
    ------
    TypeError
        It is something else.
    """
    if not isinstance(plan, PlanResult):
        raise TypeError(f"give a plan, as from api.plan or api.read, not {type(plan).__name__}")


def explained(plan: PlanResult, answer: Explanations) -> Explanation:
    """An answer, and the plan with it."""
    kept = plan.result.explanations.with_answer(answer)
    result = plan.result.model_copy(update={"explanations": kept})
    return Explanation(PlanResult(plan.scenario, result), answer)
