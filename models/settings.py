"""Limits, weights and modes that a planner may turn, and named changes (overlays) to a scenario."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field, model_validator

from models.base import Frozen
from models.money import Money


class FiscalYearBudget(Frozen):
    """One-off cash that may be spent in one fiscal year."""

    fiscal_year: Annotated[int, Field(ge=2000, le=2200)]
    limit: Money


class Budget(Frozen):
    """One-off cash that may be spent, undiscounted."""

    total: Money | None = None
    """Over the whole horizon; empty for no limit."""
    by_fiscal_year: tuple[FiscalYearBudget, ...] = ()
    """Additional limits, each for one fiscal year."""

    @model_validator(mode="after")
    def _a_limit_for_each_year(self) -> Budget:
        years = Counter(limit.fiscal_year for limit in self.by_fiscal_year)
        if twice := [str(year) for year, count in years.items() if count > 1]:
            raise ValueError(f"by_fiscal_year has several limits for {', '.join(twice)}")
        return self


class ExposureCap(Frozen):
    """Most exposure that may remain, before the risk weight."""

    total: Money | None = None
    """Over horizon and tail, at present value; empty for no limit."""


class Labour(Frozen):
    """How the firm makes people redundant, beyond what the law asks."""

    consult_before_hiring: bool = True
    """Whether a consultation must have run before the first step that cannot be undone: the hires
    for the posts concerned are opened, or seats that those hires may need are ordered."""
    agreements_only: bool = True
    """Whether people leave by agreement wherever agreements are offered. If not, people covered by
    a consultation leave by agreement or by statute, whichever is cheaper."""


@dataclass(frozen=True)
class Overlay:
    """Changes to a scenario; where several overlays change one value, the last one wins.

    ``changes`` has the shape of the scenario's files: settings by name, tables by key. A value
    of None removes the row.
    """

    name: str
    about: str = ""
    changes: Mapping[str, Any] = field(default_factory=dict)
    includes: tuple[str, ...] = ()
    """Names of overlays that are applied before this one, in order."""


def merged_changes(*each: Mapping[str, Any]) -> dict[str, Any]:
    """The changes of several overlays as those of one; of one value, the last change wins."""
    merged: dict[str, Any] = {}
    for changes in each:
        for name, value in changes.items():
            below = merged.get(name)
            if isinstance(value, Mapping):
                merged[name] = merged_changes(below if isinstance(below, Mapping) else {}, value)
            else:
                merged[name] = value
    return merged
