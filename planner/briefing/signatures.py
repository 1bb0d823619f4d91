"""What somebody has to sign or pay for a plan, by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from models.briefing import Signature
from models.plan import Task, TaskKind, Wave

_SIGNED_ONLY_FOR_MONEY = frozenset({TaskKind.OPEN_HIRES, TaskKind.HAND_OVER})
"""Tasks that are no legal act: somebody signs them only if they commit money."""


def is_signed(task: Task) -> bool:
    """Whether somebody has to sign a task: it commits money, or is a legal act."""
    return task.amount > 0 or task.kind not in _SIGNED_ONLY_FOR_MONEY


def signatures(
    plan: str, waves: Iterable[Wave], own: Iterable[Task], large: Iterable[Wave] = ()
) -> tuple[Signature, ...]:
    """What has to be signed for a plan, by day; what differs in its wave alone is one signature.

    Parameters
    ----------
    plan
        Name of the plan.
    waves
        Its waves.
    own
        Its tasks that no wave needs.
    large
        Waves of its large flows alone.
    """
    of_large = {_alike(task) for wave in large for task in wave.tasks}
    alike: defaultdict[tuple[date, TaskKind, str, str], list[Task]] = defaultdict(list)
    for task in (*(task for wave in waves for task in wave.tasks), *own):
        if is_signed(task):
            alike[_alike(task)].append(task)
    kinds = list(TaskKind)
    in_order = sorted(
        alike.items(), key=lambda each: (each[0][0], kinds.index(each[0][1]), each[0])
    )
    return tuple(
        Signature(
            plan=plan,
            kind=kind,
            what=what,
            count=sum(task.count for task in tasks),
            by=by,
            owner=owner,
            amount=sum(task.amount for task in tasks),
            is_of_large_flow=(by, kind, what, owner) in of_large,
        )
        for (by, kind, what, owner), tasks in in_order
    )


def _alike(task: Task) -> tuple[date, TaskKind, str, str]:
    return task.by, task.kind, task.what, task.owner
