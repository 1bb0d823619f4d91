"""Columns that a mapping brings in though they seem to hold names of people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from models.errors import Problem
from planner.roster.columns import recognised
from planner.roster.mapping import RosterMapping
from planner.roster.reading import RosterColumns
from planner.roster.vocabulary import plain

_USUAL = {"role": "Job title", "function": "Department", "entity": "Company"}
"""Fields whose texts are shown, with a heading that is known."""


def columns_like_names(
    roster: RosterColumns, mapping: RosterMapping, floor: int
) -> Iterator[Problem]:
    """Columns under a heading of unknown meaning in which most rows say what few others say.

    Parameters
    ----------
    roster
        The columns.
    mapping
        What they mean; what it gives an id to is no name of a person.
    floor
        Fewest rows that share what is no name.
    """
    known: Mapping[str, Mapping[str, str]] = {"role": mapping.roles, "entity": mapping.entities}
    for field, usual in _USUAL.items():
        heading = roster.choice.headings.get(field, "")
        if recognised([heading]):
            continue
        cells = [plain(str(cell)) for cell in roster.values.get(field, ()) if cell != ""]
        given = set(map(plain, known.get(field, {})))
        few = sum(rows for name, rows in Counter(cells).items()
                  if rows < floor and name not in given)  # fmt: skip
        if 2 * few > len(cells):
            yield Problem(
                f"may hold names of people: {few:,} of {len(cells):,} rows say what fewer than "
                f"{floor} rows say",
                roster.file,
                field=heading,
                next_step=f"Choose another column of the {field}; if this one is it, give it a "
                f"heading that is known, such as '{usual}'.",
            )
