"""Inputs by their weight in the decision: known or assumed, with source and approver."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import shorten

from models.briefing import Briefing
from models.decision_inputs import AssumedInput
from models.provenance import Certainty
from planner.exports.sheets.labels import input_name, value_name
from planner.exports.sheets.speech import Speech
from planner.exports.table import Column, ColumnKind, Table, Value

_LONGEST_SOURCE = 80
"""Characters of a source on the front sheet."""

_CERTAINTIES = {
    Certainty.READ: "Known: read in the source",
    Certainty.SECONDARY: "Second-hand",
    Certainty.UNVERIFIED: "Not verified",
    Certainty.ASSUMPTION: "Assumed",
    None: "Not stated",
}


def inputs_table(briefing: Briefing, inputs: Sequence[AssumedInput], speech: Speech) -> Table:
    """Inputs by weight, with where they come from and who approved them."""
    columns = (
        Column("input", speech.say("Input")),
        Column("value", speech.say("Value")),
        Column("range", speech.say("Range")),
        Column("weight", speech.say("Moves the saving by"), ColumnKind.MONEY),
        Column("certainty", speech.say("Known or assumed")),
        Column("source", speech.say("Source")),
        Column("approved_by", speech.say("Approved by")),
    )
    rows = tuple(_input_row(briefing, each, speech) for each in inputs)
    return Table(
        "assumptions",
        speech.say("Inputs by their weight in the decision"),
        columns,
        rows,
        briefing.currency,
        language=speech.language,
    )


def _input_row(briefing: Briefing, each: AssumedInput, speech: Speech) -> tuple[Value, ...]:
    low, high = (value_name(end, speech) for end in (each.low, each.high))
    return (
        input_name(each.place, briefing.names, speech),
        value_name(each.value, speech) or None,
        speech.say("{low} to {high}", low=low, high=high) if low and high else None,
        each.weight or None,
        speech.say(_CERTAINTIES[each.certainty]),
        each.source or None,
        each.approved_by or speech.say("nobody yet"),
    )


def input_sentences(briefing: Briefing, most: int, speech: Speech) -> Iterator[str]:
    """Say how many inputs are assumed, and which weighs most.

    Parameters
    ----------
    briefing, speech
        What the paper says, and in which language.
    most
        Number of inputs that are listed on the front sheet.
    """
    inputs = briefing.inputs
    if not inputs:
        return
    assumed = sum(each.certainty is not Certainty.READ for each in inputs)
    unapproved = sum(not each.approved_by for each in inputs)
    yield speech.say(
        "{inputs} listed. Not read in a source: {assumed}. Approved by nobody yet: {unapproved}.",
        inputs=speech.counted(len(inputs), "input is", "inputs are"),
        assumed=f"{assumed:,}",
        unapproved=f"{unapproved:,}",
    )
    first = inputs[0]
    if first.weight:
        yield speech.say(
            "The heaviest, {input}, moves the saving by {amount} over its range.",
            input=input_name(first.place, briefing.names, speech),
            amount=speech.money(first.weight),
        )
    if len(inputs) > most:
        yield speech.say(
            "The {count} heaviest are below; the others are on the sheet All assumptions.",
            count=str(most),
        )


def in_short(inputs: Sequence[AssumedInput]) -> list[AssumedInput]:
    """Inputs with sources that fit on the front sheet."""
    return [
        each.model_copy(update={"source": shorten(each.source, _LONGEST_SOURCE, placeholder=" …")})
        for each in inputs
    ]
