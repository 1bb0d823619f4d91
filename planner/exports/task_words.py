"""Tasks in words: the one place where they are rendered."""

from __future__ import annotations

from datetime import date

from models.plan import TaskKind

_TITLES = {
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

_ONCE = frozenset({TaskKind.CONSULTATION, TaskKind.FILING, TaskKind.MEASURE})
"""Kinds of which there is nothing to count."""

_OWNERS = {
    "hr": "HR",
    "it_security": "IT security",
}


def task_title(kind: TaskKind, what: str) -> str:
    """What is to be done: ``open hires at bengaluru``."""
    if kind is TaskKind.FILING:
        entity, group, route = what.split("/")
        return f"file the {route.replace('_', ' ')} of {entity} for {group} data"
    return _TITLES[kind].format(what=what)


def task_words(kind: TaskKind, what: str, count: str) -> str:
    """The same with how many, as it may be told: ``open hires at bengaluru: 4``."""
    title = task_title(kind, what)
    return title if kind in _ONCE else f"{title}: {count}"


def dated_task_words(kind: TaskKind, what: str, count: str, by: date | str) -> str:
    """The same with its day: ``open hires at bengaluru: 4, by 2026-12-02``."""
    return f"{task_words(kind, what, count)}, by {by}"


def owner_words(owner: str) -> str:
    """Role that answers for a task: ``real_estate`` is ``Real estate``."""
    return _OWNERS.get(owner, owner.replace("_", " ").capitalize())
