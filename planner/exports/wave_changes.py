"""Tables of what waves are worth, which every format renders; and the same as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from models.readable import counted
from models.scenario import Scenario
from models.wave_changes import WaveAnswer, WaveChange
from planner.explain.clash_words import member_words
from planner.exports.cost_deltas import (
    DELTA_COLUMNS,
    INTERVAL,
    ORDER_WORDS,
    RULE_COLUMNS,
    delta_figures,
)
from planner.exports.plan_changes import change_words
from planner.exports.table import Column, Table, text_columns
from planner.wording.labels import rule_words

_COLUMNS = text_columns(wave="Wave", option="Instead")


def wave_tables(answers: Sequence[WaveAnswer], scenario: Scenario) -> Iterator[Table]:
    """``wave_changes``; ``wave_shut`` where limits shut one; ``wave_rules`` for what differs.

    They say of each wave that was asked about what the plan costs without it, and with it later.
    """
    rows = [row for answer in answers for row in _rows(answer)]
    if not rows:
        return
    yield Table(
        "wave_changes",
        "If a wave is dropped, or lands a quarter later",
        (*_COLUMNS, *DELTA_COLUMNS, Column("verdict", "Answer")),
        tuple(
            (
                wave,
                option,
                *delta_figures(each.delta),
                verdict_words(each),
            )
            for wave, option, each in rows
        ),
        scenario.currency,
        notes=tuple(_notes(answers)),
    )
    shut = tuple(
        (wave, option, words) for wave, option, each in rows for words in _shut_by(each, scenario)
    )
    if shut:
        columns = (*_COLUMNS, Column("limit", "By"))
        yield Table("wave_shut", "What is shut", columns, shut)
    plans = tuple(
        (wave, option, change_words(each.change, scenario))
        for wave, option, each in rows
        if each.change is not None
    )
    if plans:
        columns = (*_COLUMNS, Column("change", "Changes"))
        yield Table("wave_plans", "What the plan becomes with it", columns, plans)
    parts = tuple(
        (wave, option, rule_words(part.rule), part.amount)
        for wave, option, each in rows
        for part in (each.delta.by_rule if each.delta is not None else ())
    )
    if parts:
        title = "What it would cost beyond the plan, rule by rule"
        yield Table("wave_rules", title, (*_COLUMNS, *RULE_COLUMNS), parts, scenario.currency)


def _rows(answer: WaveAnswer) -> Iterator[tuple[str, str, WaveChange]]:
    yield answer.period, "dropped", answer.dropped
    if answer.later is not None:
        yield answer.period, f"in {answer.later_period}", answer.later


def verdict_words(change: WaveChange) -> str:
    """What is known of a change, in a few words."""
    if change.is_shut:
        return "shut"
    return "no plan found" if change.delta is None else ORDER_WORDS[change.delta.order]


def _shut_by(change: WaveChange, scenario: Scenario) -> Iterator[str]:
    yield from (member_words(each, scenario) for each in change.shut_by)


def _notes(answers: Sequence[WaveAnswer]) -> Iterator[str]:
    posts = ", ".join(f"{counted(each.posts, 'post')} in {each.period}" for each in answers)
    yield (
        f"The waves: {posts}. Dropped, its posts stay for good; later, the same moves are made in "
        "the later period. All else may change with it. Each line is the best plan found, less the "
        "plan."
    )
    for each in answers:
        if each.later is None:
            yield f"A quarter after {each.period} the horizon has ended."
    yield INTERVAL


def wave_document(answer: WaveAnswer, scenario: Scenario) -> dict[str, Any]:
    """What a wave is worth, in plain values, ready for JSON."""
    later = answer.later
    return {
        **answer.model_dump(mode="json"),
        "dropped": _document(answer.dropped, scenario),
        "later": None if later is None else _document(later, scenario),
    }


def _document(change: WaveChange, scenario: Scenario) -> dict[str, Any]:
    limits = [
        {**each.model_dump(mode="json"), "words": member_words(each, scenario)}
        for each in change.shut_by
    ]
    return {**change.model_dump(mode="json"), "shut_by": limits}
