"""Tables of what has been asked about a plan, which every format renders; and the same as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from models.cost_delta import CostDelta, CostOrder
from models.explanations import Explanations, OptionKind, Why, WhyOption
from models.money import minor_digits
from models.readable import counted
from models.scenario import Scenario
from planner.explain.clash_words import member_words
from planner.exports.break_even import break_even_document, break_even_tables
from planner.exports.contingencies import contingencies_document, contingency_tables
from planner.exports.names import office_names
from planner.exports.table import Column, ColumnKind, Table, Value, text_columns
from planner.exports.words import mode_words, rule_words


def explanation_tables(explanations: Explanations, scenario: Scenario) -> tuple[Table, ...]:
    """The tables of all answers, in reading order; none if nothing was asked."""
    return (
        *_why_tables(explanations.why, scenario),
        *break_even_tables(explanations.break_even, scenario),
        *contingency_tables(explanations.contingencies, scenario),
    )


def explanations_document(explanations: Explanations, scenario: Scenario) -> dict[str, Any]:
    """All answers in plain values, ready for JSON."""
    return {
        "why": [_why_document(each, scenario) for each in explanations.why],
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

_DELTA_COLUMNS = (
    Column("total", "Total", ColumnKind.MONEY, signed=True),
    Column("money", "Money", ColumnKind.MONEY, signed=True),
    Column("expected_loss", "Expected loss (assumed)", ColumnKind.MONEY, signed=True),
    Column("low", "At least", ColumnKind.MONEY, signed=True),
    Column("high", "At most", ColumnKind.MONEY, signed=True),
)


def _why_tables(answers: tuple[Why, ...], scenario: Scenario) -> Iterator[Table]:
    """``why``; ``why_shut`` where limits shut something; ``why_rules`` where something costs more.

    They say of every option of every answer what it would cost, what shuts it, and how the
    difference comes about.
    """
    if not answers:
        return
    options = [(answer.cohort, option) for answer in answers for option in answer.ranked]
    yield Table(
        "why",
        "What else could be done, beside the plan",
        (*_OPTION_COLUMNS, *_DELTA_COLUMNS, Column("verdict", "Answer")),
        tuple(
            (cohort, option_words(each, scenario), *_figures(each.delta), verdict_words(each))
            for cohort, each in options
        ),
        scenario.currency,
        notes=tuple(_notes(answers)),
    )
    shut = tuple(
        (cohort, option_words(each, scenario), member_words(limit, scenario))
        for cohort, each in options
        for limit in each.shut_by
    )
    if shut:
        yield Table("why_shut", "What is shut", (*_OPTION_COLUMNS, Column("limit", "By")), shut)
    parts = tuple(
        (cohort, option_words(each, scenario), rule_words(part.rule), part.amount)
        for cohort, each in options
        for part in (each.delta.by_rule if each.delta is not None else ())
    )
    if parts:
        columns = (
            Column("rule", "Rule"),
            Column("amount", "Amount", ColumnKind.MONEY, signed=True),
        )
        title = "What it would cost beyond the plan, rule by rule"
        yield Table("why_rules", title, (*_OPTION_COLUMNS, *columns), parts, scenario.currency)


def option_words(option: WhyOption, scenario: Scenario) -> str:
    """What could be done: ``to Kuala Lumpur``."""
    measures = {each.id: each.name or each.id for each in scenario.measures}
    if option.kind is OptionKind.DESTINATION:
        office = option.destination or ""
        return f"to {office_names(scenario).get(office, office)}"
    if option.kind is OptionKind.MODE:
        return mode_words(option.mode or "")
    if option.kind is OptionKind.STAY:
        return "stay"
    measure = option.measure or ""
    start = "with" if option.kind is OptionKind.MEASURE else "without"
    return f"{start} {measures.get(measure, measure)}"


def verdict_words(option: WhyOption) -> str:
    """What is known of an option, in a few words."""
    if option.in_plan:
        return "as planned"
    if option.shut:
        return "shut"
    return "no plan found" if option.delta is None else ORDER_WORDS[option.delta.order]


ORDER_WORDS = {
    CostOrder.DEARER: "dearer",
    CostOrder.CHEAPER: "cheaper",
    CostOrder.UNDECIDED: "cannot be told apart",
}
"""Whether a change is dearer or cheaper, as far as that is proven."""


def _figures(delta: CostDelta | None) -> tuple[Value, ...]:
    return tuple(None if delta is None else getattr(delta, each.name) for each in _DELTA_COLUMNS)


def _notes(answers: tuple[Why, ...]) -> Iterator[str]:
    posts = ", ".join(f"{counted(each.posts, 'post')} of {each.cohort}" for each in answers)
    yield (
        f"Asked of {posts}. Each line is the best plan found in which all of them do so, less the "
        "plan; everything else may change with it."
    )
    yield (
        "Neither plan need be the best there is: the difference of the best ones lies between "
        "`at least` and `at most`. Where zero lies between them, they cannot be told apart."
    )
