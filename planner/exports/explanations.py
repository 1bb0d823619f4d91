"""Tables of what has been asked about a plan, which every format renders; and the same as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from models.cost_delta import CostOrder
from models.explanations import Explanations, OptionKind, Why, WhyOption
from models.money import minor_digits
from models.readable import counted
from models.scenario import Scenario
from planner.explain.clash_words import member_words
from planner.exports.binding import binding_document, binding_tables
from planner.exports.break_even import break_even_document, break_even_tables
from planner.exports.contingencies import contingencies_document, contingency_tables
from planner.exports.cost_deltas import (
    DELTA_COLUMNS,
    INTERVAL,
    ORDER_WORDS,
    RULE_COLUMNS,
    delta_figures,
)
from planner.exports.plan_changes import change_words
from planner.exports.table import Column, Table, text_columns
from planner.exports.wave_changes import wave_document, wave_tables
from planner.wording.labels import mode_words, rule_words
from planner.wording.names import cohort_names, office_names


def explanation_tables(explanations: Explanations, scenario: Scenario) -> tuple[Table, ...]:
    """The tables of all answers, in reading order; none if nothing was asked."""
    return (
        *_why_tables(explanations.why, scenario),
        *wave_tables(explanations.waves, scenario),
        *binding_tables(explanations.binding, scenario),
        *break_even_tables(explanations.break_even, scenario),
        *contingency_tables(explanations.contingencies, scenario),
    )


def explanations_document(explanations: Explanations, scenario: Scenario) -> dict[str, Any]:
    """All answers in plain values, ready for JSON."""
    binding = explanations.binding
    return {
        "why": [_why_document(each, scenario) for each in explanations.why],
        "waves": [wave_document(each, scenario) for each in explanations.waves],
        "binding": None if binding is None else binding_document(binding, scenario),
        "break_even": break_even_document(explanations.break_even),
        "contingencies": contingencies_document(explanations.contingencies, scenario),
    }


def answer_document(answer: Explanations, scenario: Scenario) -> dict[str, Any]:
    """The one answer that there is, in plain values, ready for JSON.

    Amounts are integers in the smallest unit of ``currency``, of which a whole has
    ``minor_digits`` decimals.
    """
    every = explanations_document(answer, scenario).values()
    found: dict[str, Any] = next(
        each[0] if isinstance(each, list) else each for each in every if each
    )
    return {
        **found,
        "currency": scenario.currency,
        "minor_digits": minor_digits(scenario.currency),
    }


def _why_document(answer: Why, scenario: Scenario) -> dict[str, Any]:
    ranked = [_option_document(option, scenario) for option in answer.ranked]
    return {**answer.model_dump(mode="json"), "ranked": ranked}


def _option_document(option: WhyOption, scenario: Scenario) -> dict[str, Any]:
    limits = [
        {**each.model_dump(mode="json"), "words": member_words(each, scenario)}
        for each in option.shut_by
    ]
    return {**option.model_dump(mode="json"), "shut_by": limits}


_OPTION_COLUMNS = text_columns(cohort="Cohort", option="Instead")


def _why_tables(answers: tuple[Why, ...], scenario: Scenario) -> Iterator[Table]:
    """``why``, and where there is anything to say ``why_shut``, ``why_changes`` and ``why_rules``.

    They say of every option of every answer what it would cost, what shuts it, what else changes
    with it, and how the difference in cost comes about.
    """
    if not answers:
        return
    names = cohort_names(scenario)
    options = [
        (names.get(answer.cohort, answer.cohort), option)
        for answer in answers
        for option in answer.ranked
    ]
    possible = tuple(
        (cohort, option_words(each, scenario), *delta_figures(each.delta), verdict_words(each))
        for cohort, each in options
        if not each.shut
    )
    if possible:
        columns = (*_OPTION_COLUMNS, *DELTA_COLUMNS, Column("verdict", "Answer"))
        title, notes = "What else could be done, beside the plan", tuple(_notes(answers, names))
        yield Table("why", title, columns, possible, scenario.currency, notes=notes)
    shut = tuple(
        (cohort, option_words(each, scenario), limit)
        for cohort, each in options
        if each.shut
        for limit in _limits(each, scenario)
    )
    if shut:
        yield Table("why_shut", "What is shut", (*_OPTION_COLUMNS, Column("limit", "By")), shut)
    changes = tuple(
        (cohort, option_words(each, scenario), change_words(each.change, scenario))
        for cohort, each in options
        if each.change is not None
    )
    if changes:
        with_change = (*_OPTION_COLUMNS, Column("change", "Changes"))
        yield Table("why_changes", "What the plan becomes with it", with_change, changes)
    parts = tuple(
        (cohort, option_words(each, scenario), rule_words(part.rule), part.amount)
        for cohort, each in options
        for part in (each.delta.by_rule if each.delta is not None else ())
    )
    if parts:
        title = "What it would cost beyond the plan, rule by rule"
        with_rules = (*_OPTION_COLUMNS, *RULE_COLUMNS)
        yield Table("why_rules", title, with_rules, parts, scenario.currency)


def _limits(option: WhyOption, scenario: Scenario) -> list[str]:
    found = [member_words(each, scenario) for each in option.shut_by]
    return found or ["limits that were not found in time"]


def option_words(option: WhyOption, scenario: Scenario) -> str:
    """What could be done: ``to Kuala Lumpur``."""
    if option.kind is OptionKind.DESTINATION:
        office = option.destination or ""
        return f"to {office_names(scenario).get(office, office)}"
    if option.kind is OptionKind.MODE:
        return mode_words(option.mode or "")
    if option.kind is OptionKind.STAY:
        return "stay"
    start = "with" if option.kind is OptionKind.MEASURE else "without"
    return f"{start} {option.measure}"


def verdict_words(option: WhyOption) -> str:
    """What is known of an option, in a few words."""
    if option.in_plan:
        return "as planned"
    return "no plan found" if option.delta is None else ORDER_WORDS[option.delta.order]


def _is_open(option: WhyOption) -> bool:
    """Whether it is not known how an option compares with the plan."""
    if option.delta is None:
        return not option.in_plan
    return option.delta.order is CostOrder.UNDECIDED


def _notes(answers: tuple[Why, ...], names: Mapping[str, str]) -> Iterator[str]:
    posts = ", ".join(
        f"{counted(each.posts, 'post')} of {names.get(each.cohort, each.cohort)}"
        for each in answers
    )
    yield (
        f"Asked of {posts}. Each line is the best plan found in which all of them do so, less the "
        "plan; everything else may change with it."
    )
    yield INTERVAL
    ranked = [option for answer in answers for option in answer.ranked if not option.shut]
    deltas = [option.delta for option in ranked]
    if any(_is_open(option) for option in ranked):
        yield "Where that is so, or no plan was found, more time (--time-limit) may tell."
    if any(each is not None and each.total < 0 for each in deltas):
        yield "Below zero, a cheaper plan than this one was found: planning for longer may pay."
