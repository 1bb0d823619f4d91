"""The second sheet: what the figures rest on, and who has to sign what by when."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from models.briefing import Briefing
from models.choices import Audience
from planner.exports.paper import PaperSheet
from planner.exports.sheets.inputs import in_short, input_sentences, inputs_table
from planner.exports.sheets.signatures import signature_sentences, signatures_table
from planner.exports.sheets.speech import Speech

MOST_ROWS = 12
"""Rows of each table on the front sheet; complete tables are in the appendix."""


def assumptions_sheet(briefing: Briefing, speech: Speech) -> PaperSheet | None:
    """The sheet of assumptions and signatures; None if there is nothing to assume or to sign."""
    tables = []
    if briefing.inputs:
        tables.append(inputs_table(briefing, in_short(briefing.inputs[:MOST_ROWS]), speech))
    if briefing.signatures:
        tables.append(signatures_table(briefing, briefing.signatures[:MOST_ROWS], speech))
    if not tables:
        return None
    sentences = chain(
        input_sentences(briefing, MOST_ROWS, speech),
        signature_sentences(briefing, MOST_ROWS, speech),
    )
    return PaperSheet(
        name=speech.say("Assumed and signed"),
        title=speech.say("What is assumed, and who signs"),
        sentences=tuple(sentences),
        tables=tuple(tables),
        notes=tuple(_notes(briefing, speech)),
        is_front=True,
    )


def _notes(briefing: Briefing, speech: Speech) -> Iterator[str]:
    if briefing.signatures:
        yield speech.say("Owners are the roles that usually do such tasks: an assumption.")
    if briefing.audience is Audience.BOARD:
        yield speech.say(
            "Not shown are values and sources of inputs on pay, posts and offices, tasks that "
            "small flows alone need, and counts and amounts of tasks that would tell how many "
            "people they concern."
        )


def appendix_sheets(briefing: Briefing, speech: Speech) -> Iterator[PaperSheet]:
    """The complete tables, where the front sheet shows only their beginning."""
    if list(briefing.inputs) != in_short(briefing.inputs[:MOST_ROWS]):
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
