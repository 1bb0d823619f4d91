"""Snapshots of recommendations in lines for people: what there is, and what has changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from models.answer import Recommendation
from models.readable import counted
from planner.exports.recommendations import (
    masked_holds,
    masked_posts,
    masked_promises,
    masked_recommendations,
    own_tasks,
    task_line,
)
from planner.narration.outcomes import outcome_words
from streams.differences import difference
from streams.recommend import Decided, Snapshot


def heading_line(shown: Snapshot) -> str:
    """The programme, the day if one has passed yet, and what the last answer was.

    If no plan keeps every rule, which of them clash.
    """
    where = f"{shown.programme} on {shown.day}" if shown.day > date.min else shown.programme
    clash = f": {'; '.join(shown.clash)}" if shown.clash else ""
    return f"{where}: {outcome_words(shown.kind, lawful=shown.lawful)}{clash}."


def state_lines(shown: Snapshot) -> list[str]:
    """What there is beside open recommendations."""
    return [
        *_hold_lines(shown),
        *_promise_lines(shown),
        *_unmatched_lines(shown),
        *_task_lines(shown),
        *_decision_lines(shown),
    ]


def change_lines(before: Snapshot, after: Snapshot) -> list[str]:
    """What has changed from one snapshot to the next."""
    changed = difference(before, after)
    rows = {row["id"]: row for row in masked_recommendations(after)}
    lines = [*_listed("new", changed.new, rows), *_listed("revised", changed.revised, rows)]
    decided = {each.recommendation: f"; {_decision(each)}" for each in after.decided}
    lines += [f"{why.value}: {name}{decided.get(name, '')}" for name, why in changed.gone.items()]
    if before.holds != after.holds:
        lines += _hold_lines(after) or ["nothing is on hold any longer"]
    if before.promises != after.promises:
        lines += _promise_lines(after) or ["every promise can be kept whole again"]
    if before.unmatched != after.unmatched:
        lines += _unmatched_lines(after) or ["every fact counts now"]
    if before.kind is None and not after.open:
        lines.append("nothing to decide")
    return lines


def _listed(
    word: str, found: tuple[Recommendation, ...], rows: Mapping[str, Mapping[str, Any]]
) -> Iterator[str]:
    for each in found:
        row = rows[each.id]
        causes = f", because of {', '.join(row['causes'])}" if row["causes"] else ""
        what = f"{each.id} {row['revision'][:12]}, {masked_posts(row)}"
        yield f"{word}: {what}, start by {row['start_by']}{causes}"


def _hold_lines(shown: Snapshot) -> list[str]:
    """Committed moves that cannot be made for now."""
    return [
        f"on hold: {masked_posts(each)} of {each['cohort']} to {each['destination']}, "
        f"{each['mode']}, {each['period']}"
        for each in masked_holds(shown)
    ]


def _promise_lines(shown: Snapshot) -> list[str]:
    """Promises of which posts have gone, or whose worth has."""
    decided = {each.recommendation for each in shown.decided}
    lines = []
    for promise, row in zip(shown.promises, masked_promises(shown), strict=True):
        line = f"promised: {row['recommendation']}, {masked_posts(row)}"
        if promise.possible < promise.heads:
            line += f", {row['possible']} still possible"
        if not promise.pays:
            line += "; by the last answer it costs more than it saves"
            line += "; `withdraw` drops it" if promise.recommendation in decided else ""
        lines.append(line)
    return lines


def _unmatched_lines(shown: Snapshot) -> list[str]:
    """How many facts do not count; what they are about is left out: it may be free text."""
    if not shown.unmatched:
        return []
    do = "does" if shown.unmatched == 1 else "do"
    why = "the scenario does not have what they are about, or they came too late for it"
    facts = f"{counted(shown.unmatched, 'kind')} of facts {do} not count"
    return [f"{facts}: {why}; the host says which when it starts"]


def _task_lines(shown: Snapshot) -> list[str]:
    """Tasks of the plan in force that no move needs."""
    return [f"for the whole plan: {task_line(each)}" for each in own_tasks(shown)]


def _decision_lines(shown: Snapshot) -> list[str]:
    """What people have decided, and the revision by which it can be withdrawn."""
    return [
        f"decided: {each.recommendation} {each.revision[:12]}; {_decision(each)}"
        for each in shown.decided
    ]


def _decision(decided: Decided) -> str:
    until = f" until {decided.until}" if decided.until is not None else ""
    when = f"{decided.recorded_at:%Y-%m-%d}"
    return f"{decided.verdict}{until} ({decided.reason}), by {decided.by} on {when}"
