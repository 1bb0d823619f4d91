"""How large an instance is."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Offices x cohorts x periods."""

    offices: int
    """At least 4, the first two in mainland China."""
    cohorts: int
    """At least 20."""
    periods: int
    """Quarters, at least 4."""

    def __post_init__(self) -> None:
        if self.offices < 4 or self.cohorts < 20 or self.periods < 4:
            raise ValueError(f"{self} is smaller than 4x20x4: some rule would have nothing to say")

    def __str__(self) -> str:
        return f"{self.offices}x{self.cohorts}x{self.periods}"

    @classmethod
    def read(cls, text: str) -> Size:
        """Read ``12x200x8``.

        Raises
        ------
        ValueError
            It is written in another way, or too small.
        """
        match = re.fullmatch(r"(\d+)x(\d+)x(\d+)", text)
        if match is None:
            raise ValueError(f"{text!r} is no size; write offices x cohorts x periods as 12x200x8")
        offices, cohorts, periods = (int(part) for part in match.groups())
        return cls(offices, cohorts, periods)
