"""Whether a row is a post with somebody in it, an open one, or of somebody who has left."""

from __future__ import annotations

from typing import Protocol

from planner.roster.cells import UnreadableCellError
from planner.roster.mapping import RosterMapping
from planner.roster.posts import Standing
from planner.roster.reading import RosterColumns
from planner.roster.rows import RosterRow
from planner.roster.vocabulary import FILLED, LEFT, OPEN, plain


class StandingReader(Protocol):
    """Tells the standing of a row; ``gone`` if a day of leaving has passed."""

    def __call__(self, row: RosterRow, *, gone: bool) -> Standing:
        """The standing, or the reason why none can be told."""
        ...


def standing_reader(roster: RosterColumns, mapping: RosterMapping) -> StandingReader:
    """A reader for the columns that there are: a status, or else a requisition without a hire."""
    known = {
        **dict.fromkeys(FILLED, Standing.FILLED),
        **dict.fromkeys(OPEN, Standing.OPEN),
        **dict.fromkeys(LEFT, Standing.LEFT),
        **{plain(name): Standing(meant) for name, meant in mapping.statuses.items()
           if meant in tuple(Standing)},
    }  # fmt: skip
    by_status = "status" in roster.values

    def standing_of(row: RosterRow, *, gone: bool) -> Standing:
        if by_status:
            status = plain(str(row.status))
            if not status:
                raise UnreadableCellError("status is missing")
            if status not in known:
                raise UnreadableCellError("status is not known")
            if gone and known[status] is not Standing.LEFT:
                raise UnreadableCellError("has left, and has a status that says otherwise")
            return known[status]
        if gone:
            return Standing.LEFT
        return Standing.OPEN if row.requisition != "" and not row.hired else Standing.FILLED

    return standing_of
