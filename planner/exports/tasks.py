"""Tables of what there is to be done by when, and of what a stop costs."""

from __future__ import annotations

from models.plan import Task
from models.result import Result
from planner.exports.table import Column, Kind, Table, Value, text_columns
from planner.exports.task_words import owner_words, task_title


def tasks_table(result: Result) -> Table:
    """Every task of a plan by day, with the wave whose moves need it."""
    columns = (
        Column("by", "By", Kind.DATE),
        *text_columns(wave="Wave", what="What"),
        Column("count", "Count", Kind.COUNT),
        *text_columns(owner="Owner"),
        Column("amount", "Commits", Kind.MONEY),
    )
    tasks = [(task, wave.period) for wave in result.waves for task in wave.tasks]
    tasks += [(task, "") for task in result.plan_tasks]
    rows = tuple(_row(task, wave) for task, wave in sorted(tasks, key=lambda each: each[0].by))
    note = (
        "Cash that a task commits, undiscounted, the lease of blocks to the end of the tail with "
        "it. A task without a wave is the plan's own."
    )
    return Table("tasks", "What to do by when", columns, rows, result.currency, notes=(note,))


def _row(task: Task, wave: str) -> tuple[Value, ...]:
    title, owner = task_title(task.kind, task.what), owner_words(task.owner)
    return task.by, wave, title, task.count, owner, task.amount


def stop_costs_table(result: Result) -> Table:
    """What calling a wave off costs once the last safe stop has passed."""
    columns = (
        Column("wave", "Wave"),
        Column("after", "A stop after", Kind.DATE),
        Column("amount", "Costs", Kind.MONEY),
    )
    rows = tuple(
        (wave.period, cost.after, cost.amount) for wave in result.waves for cost in wave.stop_costs
    )
    note = "Cash that has been committed by then, undiscounted, if nothing of it can be had back."
    return Table("stop_costs", "What a stop costs", columns, rows, result.currency, notes=(note,))
