"""Rows that may be of one post, since they are alike or of one employee; only hashes tell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from planner.roster.rejections import short_spans

NOBODY = 0
"""In place of the hash of an employee number where a row has none."""


def repeat_remarks(
    numbers: Sequence[int], rows: Sequence[int], employees: Sequence[int]
) -> Iterator[str]:
    """What is told of rows that count several times though they may be of one post.

    Parameters
    ----------
    numbers
        Numbers of the rows.
    rows
        Hashes of all their cells.
    employees
        Hashes of their employee numbers; empty if no column holds such.
    """
    alike = len(rows) - len(set(rows))
    if alike:
        yield f"Rows that are in all cells like one above, which count too: {alike:,}."
    several = {each for each, count in Counter(employees).items() if count > 1} - {NOBODY}
    found: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for number, row, employee in zip(numbers, rows, employees, strict=False):
        if employee in several:
            found[employee].setdefault(row, number)
    differing = [each.values() for each in found.values() if len(each) > 1]
    if differing:
        listed = short_spans([number for each in differing for number in each])
        yield (
            "Employees who are, by their number, in rows that differ, which all count: "
            f"{len(differing):,} (rows {listed}). Keep one row of each, unless somebody has "
            "several posts."
        )
