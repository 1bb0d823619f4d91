"""The headings of a table, held against the fields of its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from models.errors import Problem, shown
from planner.scenario_files.draft import Origin
from planner.scenario_files.fields import ROW_TYPES, field_names, required_fields
from planner.scenario_files.naming import nearest


def heading_problems(
    table: str, headings: Sequence[str], places: Sequence[Origin], whole: Origin
) -> Iterator[Problem]:
    """Headings that are unknown, stand twice or are missing.

    Parameters
    ----------
    table
        Name of the table.
    headings
        In reading order.
    places
        Where each of them stands.
    whole
        Where all of them stand.
    """
    known = field_names(ROW_TYPES[table])
    last = dict(zip(headings, places, strict=True))
    for name, count in Counter(headings).items():
        at = last[name].file, last[name].row, shown(name), shown(name)
        if name not in known:
            yield Problem(f"is no column of {table}", *at, nearest(name, known))
        elif count > 1:
            message = f"stands {count} times in the header"
            yield Problem(message, *at, "Keep one column of each name.")
    for name in known:
        if name not in headings and name in required_fields(ROW_TYPES[table]):
            next_step = f"Add it; columns of {table}: {', '.join(known)}."
            message = "is missing from the header"
            yield Problem(message, whole.file, whole.row, name, "", next_step)
