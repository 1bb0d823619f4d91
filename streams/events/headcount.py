"""Posts and people: counts of a day, and changes from a day on."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from models.base import Count, Id
from streams.events.envelope import OfProgramme

Change = Annotated[int, Field(ge=-100_000, le=100_000)]
"""More or fewer."""


class HeadcountChanged(OfProgramme):
    """People joined or left a cohort, or posts were added or cut."""

    type: Literal["headcount_changed"] = "headcount_changed"
    version: Literal[1] = 1
    cohort: Id
    posts: Change = 0
    people: Change = 0
    effective_from: date


class HeadcountCounted(OfProgramme):
    """The posts of a cohort and the people in them, as counted on a day."""

    type: Literal["headcount_counted"] = "headcount_counted"
    version: Literal[1] = 1
    cohort: Id
    posts: Count
    people: Count
    as_of: date
