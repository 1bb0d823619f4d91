"""Rows that may be of one post, since they are alike or of one employee; only hashes tell."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence

from planner.roster.rejections import short_spans
from planner.roster.vocabulary import NO_EMPLOYEE, plain

NOBODY = 0
"""In place of the hash of an employee number where a row has none."""

_WHOLE = re.compile(r"([0-9]+)\.0+")


def employee_hash(cell: object) -> int:
    """A hash of an employee number, the same for a number and its digits as text.

    Words such as ``N/A`` and zeros are nobody.
    """
    text = f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() else str(cell)
    if whole := _WHOLE.fullmatch(text):
        text = whole.group(1)
    if not re.search("[1-9]", text):
        text = plain(text)
        if text in NO_EMPLOYEE or not text.strip("0"):
            return NOBODY
    return hash(text)


def alike_remarks(rows: Sequence[int]) -> Iterator[str]:
    """How many rows, by the hashes of all their cells, are like one above."""
    alike = len(rows) - len(set(rows))
    if alike:
        yield f"Rows that are in all cells like one above, which count too: {alike:,}."


def rows_of_one(
    numbers: Sequence[int], rows: Sequence[int], employees: Sequence[int]
) -> tuple[tuple[int, ...], ...]:
    """Numbers of rows that differ and are of one employee, for each who has several.

    Parameters
    ----------
    numbers
        Numbers of the rows.
    rows
        Hashes of all their cells.
    employees
        Hashes of their employee numbers; empty if no column holds such.
    """
    several = {each for each, count in Counter(employees).items() if count > 1} - {NOBODY}
    found: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for number, row, employee in zip(numbers, rows, employees, strict=False):
        if employee in several:
            found[employee].setdefault(row, number)
    return tuple(tuple(each.values()) for each in found.values() if len(each) > 1)


def several_posts_remarks(
    of_one: Sequence[Sequence[int]], filled: Collection[int]
) -> Iterator[str]:
    """Employees who count several times, since several of their rows are posts that are filled.

    Parameters
    ----------
    of_one
        Numbers of the rows of each.
    filled
        Numbers of the rows that count as people.
    """
    counting = [[number for number in each if number in filled] for each in of_one]
    several = [each for each in counting if len(each) > 1]
    if several:
        listed = short_spans([number for each in several for number in each])
        yield (
            "Employees who are, by their number, in several filled posts, whose rows differ and "
            f"all count: {len(several):,} (rows {listed}). Keep one row of each, unless somebody "
            "has several posts."
        )
