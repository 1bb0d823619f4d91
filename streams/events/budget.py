"""One-off cash that may be spent."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from models.money import Money
from streams.events.envelope import OfProgramme


class BudgetSet(OfProgramme):
    """A limit on one-off cash; it takes the place of an earlier one on the same years."""

    type: Literal["budget_set"] = "budget_set"
    version: Literal[1] = 1
    fiscal_year: Annotated[int, Field(ge=2000, le=2200)] | None = None
    """None for the whole horizon."""
    limit: Money | None
    """None for no limit."""
