"""Columns that seem to hold names of people, or of something else that is one to a row."""

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
    """Columns in which nearly all rows differ, or few agree under a heading that is not known.

    Parameters
    ----------
    roster
        The columns.
    mapping
        What they mean; what it gives an id to is no name of a person.
    floor
        Fewest rows that share what is no name, under a heading that is not known.
    """
    ids: Mapping[str, Mapping[str, str]] = {"role": mapping.roles, "entity": mapping.entities}
    for field, usual in _USUAL.items():
        heading = roster.choice.headings.get(field, "")
        cells = [plain(str(cell)) for cell in roster.values.get(field, ()) if cell != ""]
        given = set(map(plain, ids.get(field, {})))
        rows = {name: count for name, count in Counter(cells).items() if name not in given}
        few = sum(count for count in rows.values() if count < floor)
        step = f"Choose another column of the {field}; if this one is it, "
        if recognised([heading]):
            if 4 * len(rows) > 3 * len(cells):
                yield Problem(
                    "may hold names of people, or numbers of posts: "
                    f"{len(rows):,} different texts in {len(cells):,} rows",
                    roster.file,
                    field=heading,
                    next_step=step + _SAME[field],
                )
        elif 2 * few > len(cells):
            yield Problem(
                f"may hold names of people: {few:,} of {len(cells):,} rows say what fewer than "
                f"{floor} rows say",
                roster.file,
                field=heading,
                next_step=f"{step}give it a heading that is known, such as '{usual}'.",
            )


_SAME = {
    "role": 'give each role an id in a mapping (--mapping): roles: {"Tax": "finance"}.',
    "function": "write one text for each function, or read the roster without functions: "
    "--set columns.function=",
    "entity": 'give each an id in a mapping (--mapping): entities: {"Harbour": "harbour"}.',
}
