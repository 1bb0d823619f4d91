"""Tables of what binds a plan, which every format renders; and the same as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from models.binding import Binding, LimitWorth, ProvenWorth
from models.scenario import Scenario
from planner.explain.clash_words import change_words, member_words
from planner.exports.table import Column, ColumnKind, Table
from planner.wording.amounts import money_words

WORTH_WORDS = {
    ProvenWorth.SOMETHING: "worth it",
    ProvenWorth.UNDECIDED: "cannot be told from nothing",
    ProvenWorth.NOTHING: "worth nothing",
    ProvenWorth.UNKNOWN: "not tried",
}
"""What is proven of the worth of a unit."""

LOCAL = (
    "One unit more of each limit by itself, all others unchanged, and the plan made anew. These "
    "figures are local: a second unit may be worth more or less, and so may two limits together."
)

READING = (
    "'Gain' is what was found, beyond what the same search finds without a change. The true worth "
    "lies between 'At least' and 'At most'. 'Estimate' is the gain of the linear relaxation: it "
    "proves nothing, and says more where the interval is wide."
)


def binding_tables(binding: Binding | None, scenario: Scenario) -> Iterator[Table]:
    """``binding``: each limit that the plan is at, and what its next unit is worth."""
    if binding is None:
        return
    yield Table(
        "binding",
        "What one unit more of each limit is worth",
        (
            Column("limit", "Limit"),
            Column("unit", "Unit"),
            Column("gain", "Gain", ColumnKind.MONEY),
            Column("least", "At least", ColumnKind.MONEY),
            Column("most", "At most", ColumnKind.MONEY),
            Column("estimate", "Estimate", ColumnKind.MONEY),
            Column("verdict", "Answer"),
            Column("change", "With"),
        ),
        tuple(
            (
                member_words(each.limit, scenario),
                each.change.step,
                None if each.delta is None else each.gain,
                None if each.delta is None else each.least,
                each.most,
                each.estimate,
                WORTH_WORDS[each.worth],
                change_words(each.change),
            )
            for each in binding.limits
        ),
        scenario.currency,
        notes=tuple(_notes(binding, scenario)),
    )


def _notes(binding: Binding, scenario: Scenario) -> Iterator[str]:
    if not binding.limits:
        yield "The plan is at no limit that could give: nothing but prices shapes it."
        return
    yield LOCAL
    yield READING
    if binding.searched_on > 0:
        gained = money_words(binding.searched_on, scenario.currency)
        yield f"Without any change the same search finds a plan that costs {gained} less."
    left = sum(not each.searched for each in binding.limits)
    if left:
        yield f"Time ran out before a plan was sought with {left} of them. Give a longer limit."


def binding_document(binding: Binding, scenario: Scenario) -> dict[str, Any]:
    """What binds, in plain values, ready for JSON."""
    limits = [_document(each, scenario) for each in binding.limits]
    return {**binding.model_dump(mode="json"), "limits": limits}


def _document(each: LimitWorth, scenario: Scenario) -> dict[str, Any]:
    return {
        **each.model_dump(mode="json"),
        "gain": each.gain,
        "least": each.least,
        "most": each.most,
        "worth": each.worth.value,
        "words": member_words(each.limit, scenario),
    }
