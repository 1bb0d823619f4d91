"""A what-if: what a planner asks for in the words of the command line."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class WhatIf:
    """Changes to try, each as a text of the command line; together they make an overlay."""

    forbid: tuple[str, ...] = ()
    """``OFFICE`` or ``COHORT:OFFICE``: no posts, or none of the cohort, move there."""
    keep: tuple[str, ...] = ()
    """``COHORT`` or ``COHORT:POSTS``: all of its posts stay at home, or at least so many."""
    pin: tuple[str, ...] = ()
    """``COHORT:OFFICE:PERIOD:POSTS`` or with ``:MODE``: at least so many posts land there then."""
    without: tuple[str, ...] = ()
    """A measure, a kind of route, or ``ENTITY/GROUP/ROUTE``: it is not started or filed."""
    full: tuple[str, ...] = ()
    """Offices that have no free seats and can add none."""
    matters: tuple[str, ...] = ()
    """``MATTER`` or ``MATTER:STAGE``: it is in force on the planning date, or at that stage."""
    wait: int = 0
    """Quarters during which nothing new is started."""
    because: str = ""
    """The reason."""

    @property
    def asks(self) -> bool:
        """Whether there is anything to try."""
        return any(getattr(self, each.name) for each in fields(self) if each.name != "because")
