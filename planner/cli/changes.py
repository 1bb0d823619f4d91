"""Open recommendations and their changes, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from models.readable import counted
from planner.api.logs import difference
from planner.cli.tables import Heading, grid
from planner.cli.terminal import wrapped
from planner.exports.recommendations import (
    masked_holds,
    masked_promises,
    masked_recommendations,
    own_tasks,
    recommendations_table,
    task_line,
)
from planner.exports.table import table_texts

if TYPE_CHECKING:
    from models.answer import Recommendation
    from planner.api.logs import Decided, Disposition, Log, Snapshot

_OUTCOMES = {
    "confirmed": "the plan in force is confirmed",
    "changed": "the plan has changed",
    "no_plan": "no plan keeps every rule",
    "late": "no better plan was found in time",
    "failed": "the solver failed; it will be asked again",
    None: "not planned yet",
}


def open_words(shown: Snapshot) -> str:
    """All that is open for a programme: a table, then the causes and tasks of each."""
    heading = wrapped(f"{_heading(shown)}: {outcome_words(shown)}.")
    lines = [*_hold_lines(shown), *_promise_lines(shown), *_unmatched_lines(shown)]
    lines += [*_task_lines(shown), *_decision_lines(shown)]
    heading = "\n".join([heading, *map(wrapped, lines)])
    if not shown.open:
        return f"{heading}\nNo recommendation is open."
    table = recommendations_table(shown)
    unit, texts = table_texts(table)
    headings = (
        Heading(""),
        Heading("Start by"),
        Heading("Posts"),
        Heading("Move"),
        Heading(f"Worth, {unit}" if unit else "Worth", figures=True),
    )
    rows = [
        (str(number), start, heads, name.partition("/")[2].replace("/", ", "), worth)
        for number, (name, heads, start, worth, *_) in enumerate(texts, 1)
    ]
    details = (_detail(number, row) for number, row in enumerate(masked_recommendations(shown), 1))
    notes = map(wrapped, table.notes)
    return "\n".join([heading, *notes, "", grid(headings, rows), "", *details])


def _heading(shown: Snapshot) -> str:
    """The programme, and the day if one has passed yet."""
    return f"{shown.programme} on {shown.day}" if shown.day > date.min else shown.programme


def outcome_words(shown: Snapshot) -> str:
    """What the last answer was; for none, which rules clash."""
    words = _OUTCOMES[shown.kind.value if shown.kind is not None else None]
    if shown.kind == "late" and not shown.lawful:
        words = "the plan in force breaks a rule, and no other was found in time"
    if shown.kind == "failed" and not shown.lawful:
        words += "; the plan in force breaks a rule, so that nothing is open"
    return f"{words}: {'; '.join(shown.clash)}" if shown.clash else words


def _detail(number: int, row: Mapping[str, Any]) -> str:
    lines = [
        wrapped(f"{number}. {row['id']} {row['revision'][:12]}", hanging=3),
        *(
            wrapped(f"   because of {', '.join(row['causes'])}", hanging=3)
            for _ in row["causes"][:1]
        ),
        *(wrapped(f"   {task_line(task)}", hanging=3) for task in row["tasks"]),
    ]
    return "\n".join(lines)


def change_words(before: Snapshot, after: Snapshot) -> str:
    """What has changed from one snapshot to the next."""
    changed = difference(before, after)
    lines = [f"{_heading(after)}: {outcome_words(after)}."]
    rows = {row["id"]: row for row in masked_recommendations(after)}
    lines += _listed("new", changed.new, rows)
    lines += _listed("revised", changed.revised, rows)
    decided = {each.recommendation: f"; {_decision(each)}" for each in after.decided}
    lines += [f"  {why.value}: {name}{decided.get(name, '')}" for name, why in changed.gone.items()]
    if before.holds != after.holds:
        lines += _hold_lines(after) or ["  nothing is on hold any longer"]
    if before.promises != after.promises:
        lines += _promise_lines(after) or ["  every promise can be kept whole again"]
    if before.unmatched != after.unmatched:
        lines += _unmatched_lines(after) or ["  every fact counts now"]
    if before.kind is None and not after.open:
        lines.append("  nothing to decide")
    return "\n".join(wrapped(line, hanging=4) for line in lines)


def _listed(
    word: str, found: tuple[Recommendation, ...], rows: Mapping[str, Mapping[str, Any]]
) -> Iterator[str]:
    for each in found:
        row = rows[each.id]
        causes = f", because of {', '.join(row['causes'])}" if row["causes"] else ""
        heads = "1 post" if row["heads"] == "1" else f"{row['heads']} posts"
        yield f"  {word}: {each.id} {row['revision'][:12]}, {heads}, by {row['start_by']}{causes}"


def _hold_lines(shown: Snapshot) -> list[str]:
    """Committed moves that cannot be made for now."""
    return [
        f"  on hold: {each['heads']} of {each['cohort']} to {each['destination']}, "
        f"{each['mode']}, {each['period']}"
        for each in masked_holds(shown)
    ]


def _promise_lines(shown: Snapshot) -> list[str]:
    """Promises of which posts have gone, or whose worth has."""
    decided = {each.recommendation for each in shown.decided}
    lines = []
    for promise, row in zip(shown.promises, masked_promises(shown), strict=True):
        line = f"  promised: {row['recommendation']}, {row['heads']} posts"
        if promise.possible < promise.heads:
            line += f", {row['possible']} still possible"
        if not promise.pays:
            line += "; by the last answer it costs more than it saves"
            line += "; `withdraw` drops it" if promise.recommendation in decided else ""
        lines.append(line)
    return lines


def _unmatched_lines(shown: Snapshot) -> list[str]:
    """How many facts do not count; what they are about may be free text, and is not told."""
    if not shown.unmatched:
        return []
    do = "does" if shown.unmatched == 1 else "do"
    why = "the scenario does not have what they are about, or they came too late for it"
    facts = f"{counted(shown.unmatched, 'kind')} of facts {do} not count"
    return [f"  {facts}: {why}; the host says which when it starts"]


def _task_lines(shown: Snapshot) -> list[str]:
    """Tasks of the plan in force that no move needs."""
    return [f"  for the whole plan: {task_line(each)}" for each in own_tasks(shown)]


def _decision_lines(shown: Snapshot) -> list[str]:
    """What people have decided, and the revision by which it can be withdrawn."""
    return [
        f"  decided: {each.recommendation} {each.revision[:12]}; {_decision(each)}"
        for each in shown.decided
    ]


def _decision(decided: Decided) -> str:
    until = f" until {decided.until}" if decided.until is not None else ""
    when = f"{decided.recorded_at:%Y-%m-%d}"
    return f"{decided.verdict}{until} ({decided.reason}), by {decided.by} on {when}"


def document(shown: Snapshot) -> dict[str, Any]:
    """A snapshot for machines."""
    return {
        "programme": shown.programme,
        "position": shown.position,
        "revision": shown.revision,
        "day": shown.day.isoformat(),
        "answer": shown.kind.value if shown.kind is not None else None,
        "lawful": shown.lawful,
        "clash": list(shown.clash),
        "currency": shown.currency,
        "objective": shown.objective,
        "staying_put": shown.staying_put,
        "staying_plus_measures": shown.staying_plus_measures,
        "open": masked_recommendations(shown),
        "plan_tasks": own_tasks(shown),
        "holds": masked_holds(shown),
        "promises": masked_promises(shown),
        "unmatched": shown.unmatched,
        "decided": [each.model_dump(mode="json") for each in shown.decided],
    }


def reading_words(log: Log) -> str:
    """When the host of a log will read what has just been published."""
    at_work = log.host_at_work()
    if at_work is None:
        return ""
    if at_work:
        return " The host reads it now."
    return " No host is at work: `relocate run` with this journal will read it."


def balance_words(balance: Mapping[Disposition, int]) -> str:
    """The log in figures."""
    parts = ", ".join(f"{count:,} {fate}" for fate, count in balance.items())
    return f"The log holds {counted(sum(balance.values()), 'record')}: {parts}."
