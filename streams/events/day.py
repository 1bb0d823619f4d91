"""A day passes: the only clock that the planner knows."""

from __future__ import annotations

from datetime import date
from typing import Literal

from streams.events.envelope import OfAll


class DayPassed(OfAll):
    """It is a new day, in UTC."""

    type: Literal["day_passed"] = "day_passed"
    version: Literal[1] = 1
    day: date
