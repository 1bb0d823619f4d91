"""Measures: what lowers exposure without a move."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from models.base import Days, Frozen, Id, Text
from models.money import Money


class MeasureKind(StrEnum):
    """What a measure does."""

    RING_FENCE = "ring_fence"
    SEPARATE_DEVICES = "separate_devices"
    MASKING = "masking"
    ACCESS_CUT = "access_cut"
    REDEPLOYMENT = "redeployment"


class Measure(Frozen):
    """A measure that could be taken; once in force, it stays."""

    id: Id
    name: Text
    kind: MeasureKind
    set_up: Money
    """Paid once, on the first day it is in force."""
    yearly: Money
    """Paid while in force, tail included."""
    lead_days: Days = 0
    """Days from the planning date, or the first act if later, to the earliest day in force."""
    in_force: bool = False
    """Whether it is in force at the planning date: its set-up is paid, and it stays in force."""


class MeasureEffect(Frozen):
    """What a measure cuts: a share of a case's loss, or the access of cohorts to a dataset.

    If several measures apply to one case, only the strongest counts. A cut access exports nothing.
    Whether a case still concerns the cohort depends on the case.
    """

    measure: Id
    case: Id | None = None
    cut_share: Annotated[float, Field(ge=0.0, le=1.0)] | None = None
    """Share of the case's loss that the measure removes; only with ``case``."""
    dataset: Id | None = None
    """Dataset that can then no longer be reached from outside its jurisdiction."""
    cohort: Id | None = None
    """The cohort whose access is cut; empty for all cohorts; only with ``dataset``."""

    @model_validator(mode="after")
    def _one_thing(self) -> MeasureEffect:
        if (self.case is None) == (self.dataset is None):
            raise ValueError("give either a case or a dataset")
        if (self.case is None) != (self.cut_share is None):
            raise ValueError("give cut_share with a case, and only then")
        if self.cohort is not None and self.dataset is None:
            raise ValueError("cohort belongs to a dataset")
        return self
