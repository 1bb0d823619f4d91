"""A release with a bug: there is an event that it reads and cannot fold."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from streams import fold
from streams.events import SeatsCounted

UNLUCKY = 1313
"""Seats."""


@contextmanager
def cannot_fold(error: type[Exception] = ArithmeticError) -> Iterator[None]:
    """Raise at a count of so many seats, having folded the programme's events before it."""
    folds: Any = fold.FOLDS
    works = folds[SeatsCounted]

    def raises(draft: object, event: SeatsCounted) -> None:
        if event.seats == UNLUCKY:
            raise error(f"{event.seats} seats at {event.office}")
        fold._fold_seats(draft, event)  # type: ignore[arg-type]

    folds[SeatsCounted] = raises
    try:
        yield
    finally:
        folds[SeatsCounted] = works
