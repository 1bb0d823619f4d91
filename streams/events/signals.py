"""What is reported, approved and retracted of regulatory matters."""

from __future__ import annotations

from typing import Literal

from models.base import Id, Text
from models.signal_book import Approval, Fact, Retraction
from models.signals import Signal
from streams.events.envelope import OfAll


def told_of(signal: Signal) -> tuple[SignalReported | SignalApproved | SignalRetracted, ...]:
    """What was said of a signal, one event each: the report, its approval, its retraction."""
    bare = {"approved_at": None, "approved_by": "", "retracted_at": None}
    told: list[SignalReported | SignalApproved | SignalRetracted] = [
        SignalReported(
            id=f"signal/{signal.id}/reported",
            recorded_at=signal.recorded_at,
            signal=signal.model_copy(update=bare),
        )
    ]
    if signal.approved_at is not None:
        told.append(
            SignalApproved(
                id=f"signal/{signal.id}/approved",
                recorded_at=signal.approved_at,
                signal=signal.id,
                by=signal.approved_by or "unnamed",
            )
        )
    if signal.retracted_at is not None:
        told.append(
            SignalRetracted(
                id=f"signal/{signal.id}/retracted",
                recorded_at=signal.retracted_at,
                signal=signal.id,
            )
        )
    return tuple(told)


class SignalReported(OfAll):
    """A dated report on a matter."""

    type: Literal["signal_reported"] = "signal_reported"
    version: Literal[2] = 2
    signal: Signal

    @property
    def fact(self) -> Fact:
        """The same for the signal book."""
        return self.signal


class SignalApproved(OfAll):
    """Compliance stands behind a signal."""

    type: Literal["signal_approved"] = "signal_approved"
    version: Literal[2] = 2
    signal: Id
    by: Text
    """Role of whoever approved it."""

    @property
    def fact(self) -> Fact:
        """The same for the signal book."""
        return Approval(signal=self.signal, at=self.recorded_at, by=self.by)


class SignalRetracted(OfAll):
    """A signal turned out to be wrong."""

    type: Literal["signal_retracted"] = "signal_retracted"
    version: Literal[1] = 1
    signal: Id

    @property
    def fact(self) -> Fact:
        """The same for the signal book."""
        return Retraction(signal=self.signal, at=self.recorded_at)
