"""Seats of an office."""

from __future__ import annotations

from datetime import date
from typing import Literal

from models.base import Count, Id
from streams.events.envelope import OfProgramme


class SeatsCounted(OfProgramme):
    """The seats of an office, from a day on."""

    type: Literal["seats_counted"] = "seats_counted"
    version: Literal[1] = 1
    office: Id
    seats: Count
    as_of: date
