"""Recommendations on the terminal: what is open as a table, and what has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from models.plan import MoveKey
from models.readable import counted
from planner.cli.tables import Heading, grid
from planner.cli.terminal import mention, wrapped
from planner.exports.recommendations import (
    masked_recommendations,
    recommendations_table,
    task_line,
)
from planner.exports.table import table_texts
from planner.narration.snapshots import change_lines, heading_line, state_lines

if TYPE_CHECKING:
    from planner.api.logs import Disposition, Log, Snapshot


def open_words(shown: Snapshot) -> str:
    """All that is open for a programme: a table, then the causes and tasks of each."""
    lines = (_indented(line) for line in state_lines(shown))
    heading = "\n".join([wrapped(heading_line(shown)), *lines])
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
        (str(number), start, heads, ", ".join(MoveKey.parse(name) or [name]), worth)
        for number, (name, heads, start, worth, *_) in enumerate(texts, 1)
    ]
    details = (_detail(number, row) for number, row in enumerate(masked_recommendations(shown), 1))
    notes = map(wrapped, table.notes)
    return "\n".join([heading, *notes, "", grid(headings, rows), "", *details])


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
    lines = (_indented(line) for line in change_lines(before, after))
    return "\n".join([wrapped(heading_line(after)), *lines])


def _indented(line: str) -> str:
    return wrapped(line, indent=2, hanging=2)


def reading_words(log: Log) -> str:
    """When the host of a log will read what has just been published."""
    at_work = log.host_at_work()
    if at_work is None:
        return ""
    if at_work:
        return " The host reads it now."
    return " No host is at work: `relocate run` with this journal will read it."


def say_unmatched(programme: str, words: Iterable[str]) -> None:
    """Say which facts do not count for a programme, or why it cannot be planned."""
    for each in words:
        mention(f"{programme}: {each}")


def balance_words(balance: Mapping[Disposition, int]) -> str:
    """The log in figures."""
    parts = ", ".join(f"{count:,} {fate}" for fate, count in balance.items())
    return f"The log holds {counted(sum(balance.values()), 'record')}: {parts}."
