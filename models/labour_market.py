"""How people leave and how pay grows, by office and year."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from models.base import Frozen, Id, Share, Text
from models.provenance import Certainty

Growth = Annotated[float, Field(ge=-0.5, le=1.0)]
"""Change of pay from one year to the next; 0.04 is four per cent more."""


class LabourMarketYear(Frozen):
    """The labour market of an office in one calendar year.

    What the last year given says holds for all years after it; before the first year given nothing
    is known: pay stands still, and people leave as their cohort does at home.
    """

    office: Id
    year: Annotated[int, Field(ge=2000, le=2300)]
    attrition: Share | None = None
    """Share of those who have arrived there that leave by themselves in a year; none for that of
    their cohort."""
    wage_growth: Growth | None = None
    """By how much pay there grows on 1 January of the year; none for what the year before says."""
    source: Text = Field(min_length=1)
    """Where the figures come from; ``assumption`` where they are one."""
    certainty: Certainty = Certainty.UNVERIFIED
    """How sure it is that the source says so."""

    @model_validator(mode="after")
    def _says_something(self) -> LabourMarketYear:
        if self.attrition is None and self.wage_growth is None:
            raise ValueError("give attrition, wage_growth or both")
        return self
