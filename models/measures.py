"""What lowers exposure without a move."""

from __future__ import annotations

from enum import StrEnum

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
    """A measure that could be taken."""

    id: Id
    name: Text
    kind: MeasureKind
    set_up: Money
    """Paid once, when started."""
    yearly: Money
    """Paid while in force."""
    lead_days: Days
    """Days from the start to being in force."""
