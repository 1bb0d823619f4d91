"""Problems of an input grouped by cause: what one correction mends is said once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from models.errors import Problem
from models.workbook_places import sheet_place

_FIGURE = re.compile(r"(?<![\w.-])[0-9][0-9.,-]*")


@dataclass(frozen=True, slots=True)
class Mistake:
    """Problems with one cause."""

    problems: tuple[Problem, ...]
    """At least one, in the order of the files."""

    @property
    def message(self) -> str:
        """What is wrong, with the figures of the first place."""
        return self.problems[0].message

    @property
    def found(self) -> tuple[str, ...]:
        """The values found, each once."""
        return tuple(dict.fromkeys(each.found for each in self.problems if each.found))

    @property
    def next_step(self) -> str:
        """What to do, with the figures of the first place."""
        return next((each.next_step for each in self.problems if each.next_step), "")

    @property
    def cause(self) -> str:
        """What the places share: what they lack (``offices/hanoi``), or where they are."""
        first = self.problems[0]
        return first.cause or "/".join(part for part in (_sheet(first), first.field) if part)


def mistakes_of(problems: Iterable[Problem]) -> tuple[Mistake, ...]:
    """Group problems by cause, in the order of the first of each.

    Problems share a cause if they say so; otherwise, if they are in one field of one sheet or file,
    with the same message and the same advice but for figures.
    """
    grouped: dict[tuple[str, ...], list[Problem]] = {}
    for each in problems:
        grouped.setdefault(_key(each), []).append(each)
    return tuple(Mistake(tuple(group)) for group in grouped.values())


def _key(problem: Problem) -> tuple[str, ...]:
    if problem.cause:
        return problem.cause, problem.message
    words = (_FIGURE.sub("#", text) for text in (problem.message, problem.next_step))
    return (problem.file, _sheet(problem), problem.field, *words)


def _sheet(problem: Problem) -> str:
    """The sheet of a workbook; for what is in no workbook, its file."""
    place = sheet_place(problem.row)
    return place.sheet if place else problem.file
