"""Tasks in words, and the tables of what to do by when and of what a stop costs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from models.plan import Task, TaskKind
from models.result import Result
from planner.exports.table import Column, ColumnKind, Table, Value, text_columns

TASK_TITLES = {
    TaskKind.CONSULTATION: "open the consultation of {what}",
    TaskKind.OFFER: "ask who moves to {what}",
    TaskKind.ORDER_SEATS: "order seat blocks at {what}",
    TaskKind.OPEN_HIRES: "open hires at {what}",
    TaskKind.PERMIT: "apply for permits at {what}",
    TaskKind.MEASURE: "start {what}",
    TaskKind.AGREEMENT: "sign agreements in {what}",
    TaskKind.NOTICE: "give notice in {what}",
    TaskKind.PLACEMENT: "offer vacant posts of {what}",
    TaskKind.HAND_OVER: "hand over to {what}",
}
"""What is done, for all kinds but filings."""

FILING_TITLE = "file the {route} of {entity} for {group} data"

DONE_ONCE = frozenset({TaskKind.CONSULTATION, TaskKind.FILING, TaskKind.MEASURE})
"""Kinds of task that are done once, without a count."""

_OWNERS = {
    "hr": "HR",
    "it_security": "IT security",
}


_BY_ID: Mapping[str, str] = {}
"""No names: things go by their identifiers."""


def task_title(kind: TaskKind, what: str, names: Mapping[str, str] = _BY_ID) -> str:
    """Name a task: ``open hires at bengaluru``.

    Parameters
    ----------
    kind, what
        As in `models.plan.Task`.
    names
        Names by identifier, for readers who do not know identifiers.
    """
    if kind is TaskKind.FILING:
        entity, group, route = what.split("/")
        said = {"entity": names.get(entity, entity), "group": group}
        return FILING_TITLE.format(route=route.replace("_", " "), **said)
    return TASK_TITLES[kind].format(what=names.get(what, what))


def task_words(kind: TaskKind, what: str, count: str, names: Mapping[str, str] = _BY_ID) -> str:
    """Name a task with its count, masked or not: ``open hires at Bengaluru: 4``."""
    title = task_title(kind, what, names)
    return title if kind in DONE_ONCE else f"{title}: {count}"


def dated_task_words(kind: TaskKind, what: str, count: str, by: date | str) -> str:
    """Name a task with its count and day: ``open hires at bengaluru: 4, by 2026-12-02``."""
    return f"{task_words(kind, what, count)}, by {by}"


def owner_words(owner: str) -> str:
    """Name the role that is responsible for a task: ``real_estate`` is ``Real estate``."""
    return _OWNERS.get(owner, owner.replace("_", " ").capitalize())


def tasks_table(result: Result, names: Mapping[str, str] = _BY_ID) -> Table:
    """List every task of a plan by day, with the wave whose moves need it; ids by their names."""
    columns = (
        Column("by", "By", ColumnKind.DATE),
        *text_columns(wave="Wave", what="What"),
        Column("count", "Count", ColumnKind.COUNT),
        *text_columns(owner="Owner"),
        Column("amount", "Commits", ColumnKind.MONEY),
    )
    tasks = [(task, wave.period) for wave in result.waves for task in wave.tasks]
    tasks += [(task, "") for task in result.plan_tasks]
    rows = tuple(
        _task_row(task, wave, names) for task, wave in sorted(tasks, key=lambda each: each[0].by)
    )
    note = (
        "Cash that a task commits, undiscounted, the lease of blocks to the end of the tail with "
        "it. A task without a wave is the plan's own."
    )
    return Table("tasks", "What to do by when", columns, rows, result.currency, notes=(note,))


def _task_row(task: Task, wave: str, names: Mapping[str, str]) -> tuple[Value, ...]:
    title, owner = task_title(task.kind, task.what, names), owner_words(task.owner)
    return task.by, wave, title, task.count, owner, task.amount


def stop_costs_table(result: Result) -> Table:
    """List what it costs to call a wave off after its last safe stop."""
    columns = (
        Column("wave", "Wave"),
        Column("after", "A stop after", ColumnKind.DATE),
        Column("amount", "Costs", ColumnKind.MONEY),
    )
    rows = tuple(
        (wave.period, cost.after, cost.amount) for wave in result.waves for cost in wave.stop_costs
    )
    note = "Cash that has been committed by then, undiscounted, if nothing of it can be had back."
    return Table("stop_costs", "What a stop costs", columns, rows, result.currency, notes=(note,))
