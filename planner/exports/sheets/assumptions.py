"""The second sheet: what the figures rest on, and who has to sign what by when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from textwrap import shorten

from models.briefing import AssumedInput, Briefing, Signature
from models.provenance import Certainty
from planner.exports.paper import PaperSheet
from planner.exports.sheets.labels import input_name, owner_name, task_name, value_name
from planner.exports.sheets.speech import Speech
from planner.exports.table import Column, ColumnKind, Table, Value
from planner.exports.tasks import DONE_ONCE

MOST_ROWS = 12
"""Rows of each table on the front sheet; complete tables are in the appendix."""

_LONGEST_SOURCE = 80
"""Characters of a source on the front sheet."""

_CERTAINTIES = {
    Certainty.READ: "Known: read in the source",
    Certainty.SECONDARY: "Second-hand",
    Certainty.UNVERIFIED: "Not verified",
    Certainty.ASSUMPTION: "Assumed",
    None: "Not stated",
}

_TO_SIGN = "…………"
"""Where the approver writes."""


def assumptions_sheet(briefing: Briefing, speech: Speech) -> PaperSheet | None:
    """The sheet of assumptions and signatures; None if there is nothing to assume or to sign."""
    tables = []
    if briefing.inputs:
        tables.append(inputs_table(briefing, _in_short(briefing.inputs[:MOST_ROWS]), speech))
    if briefing.signatures:
        tables.append(signatures_table(briefing, briefing.signatures[:MOST_ROWS], speech))
    if not tables:
        return None
    return PaperSheet(
        name=speech.say("Assumed and signed"),
        title=speech.say("What is assumed, and who signs"),
        sentences=tuple(chain(_on_inputs(briefing, speech), _on_signatures(briefing, speech))),
        tables=tuple(tables),
        notes=(speech.say("Owners are the roles that usually do such tasks: an assumption."),)
        if briefing.signatures
        else (),
        is_front=True,
    )


def _in_short(inputs: Sequence[AssumedInput]) -> list[AssumedInput]:
    """Inputs with sources that fit on the front sheet."""
    return [
        each.model_copy(update={"source": shorten(each.source, _LONGEST_SOURCE, placeholder=" …")})
        for each in inputs
    ]


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


def signatures_table(briefing: Briefing, due: Sequence[Signature], speech: Speech) -> Table:
    """What has to be signed by when, with a column for the approver to fill in."""
    several = len(briefing.plans) > 1
    plan = (Column("plan", speech.say("Plan")),) if several else ()
    columns = (
        Column("by", speech.say("By"), ColumnKind.DATE),
        *plan,
        Column("task", speech.say("What")),
        Column("count", speech.say("Count"), ColumnKind.COUNT),
        Column("amount", speech.say("Commits"), ColumnKind.MONEY),
        Column("owner", speech.say("Owner")),
        Column("approver", speech.say("Approver")),
    )
    rows = tuple(
        (
            each.by,
            *((each.plan,) if several else ()),
            task_name(each.kind, each.what, briefing.names, speech),
            _count(each, speech),
            each.amount if each.what else None,
            owner_name(each.owner, speech),
            _TO_SIGN,
        )
        for each in due
    )
    return Table(
        "signatures",
        speech.say("Signatures due"),
        columns,
        rows,
        briefing.currency,
        language=speech.language,
    )


def _count(each: Signature, speech: Speech) -> Value:
    if each.kind in DONE_ONCE or not each.what:
        return None
    return speech.count(each.count) if each.count is None else each.count


def _on_inputs(briefing: Briefing, speech: Speech) -> Iterator[str]:
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
    if len(inputs) > MOST_ROWS:
        yield speech.say(
            "The {count} heaviest are below; the others are on the sheet All assumptions.",
            count=str(MOST_ROWS),
        )


def _on_signatures(briefing: Briefing, speech: Speech) -> Iterator[str]:
    due = briefing.signatures
    if not due:
        return
    yield speech.say(
        "{signatures} due over all plans, the first by {day}: {task} ({owner})."
        if len(briefing.plans) > 1
        else "{signatures} due, the first by {day}: {task} ({owner}).",
        signatures=speech.counted(len(due), "signature is", "signatures are"),
        day=speech.day(due[0].by),
        task=task_name(due[0].kind, due[0].what, briefing.names, speech),
        owner=owner_name(due[0].owner, speech),
    )
    if len(due) > MOST_ROWS:
        yield speech.say(
            "The first {count} are below; the others are on the sheet All signatures.",
            count=str(MOST_ROWS),
        )


def appendix_sheets(briefing: Briefing, speech: Speech) -> Iterator[PaperSheet]:
    """The complete tables, where the front sheet shows only their beginning."""
    if list(briefing.inputs) != _in_short(briefing.inputs[:MOST_ROWS]):
        yield PaperSheet(
            "All assumptions",
            "What is assumed, in full",
            tables=(inputs_table(briefing, briefing.inputs, speech),),
        )
    if len(briefing.signatures) > MOST_ROWS:
        yield PaperSheet(
            "All signatures",
            "What has to be signed, in full",
            tables=(signatures_table(briefing, briefing.signatures, speech),),
        )
