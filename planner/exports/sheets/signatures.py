"""What has to be signed, by when and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.briefing import Briefing, Signature
from planner.exports.sheets.labels import owner_name, task_name
from planner.exports.sheets.speech import Speech
from planner.exports.sheets.tables import count_cell, plans_of
from planner.exports.table import Column, ColumnKind, Table, Value
from planner.exports.tasks import DONE_ONCE

_TO_SIGN = "…………"
"""Where the approver writes."""


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
    return count_cell(each.count, speech)


def signature_sentences(briefing: Briefing, most: int, speech: Speech) -> Iterator[str]:
    """Say how many signatures are due, and the first of them.

    Parameters
    ----------
    briefing, speech
        What the paper says, and in which language.
    most
        Number of signatures that are listed on the front sheet.
    """
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
    if committed := _committed(briefing, speech):
        yield speech.say("In all they commit {amounts}.", amounts=speech.listed(committed))
    if len(due) > most:
        yield speech.say(
            "The first {count} are below; the others are on the sheet All signatures.",
            count=str(most),
        )


def _committed(briefing: Briefing, speech: Speech) -> list[str]:
    """What all signatures of each plan commit, also those that are not told one by one."""
    amounts = {
        plan.name: speech.money(plan.committed)
        for plan in plans_of(briefing)
        if plan.committed is not None
    }
    if len(briefing.plans) == 1:
        return [*amounts.values()]
    return [
        speech.say("{amount} for {plan}", amount=amount, plan=name)
        for name, amount in amounts.items()
    ]
