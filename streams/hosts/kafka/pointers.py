"""Dead letters on Kafka: where a record lies that is no event, and why it is none."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, ValidationError

from models.base import Frozen
from streams.wire import DeadLetter


class Pointer(Frozen):
    """Where a record of the log lies; twice the same pointer is one."""

    partition: Annotated[int, Field(ge=0)]
    offset: Annotated[int, Field(ge=0)]
    reason: str
    sha256: str
    """Of the bytes."""
    resent: bool = False
    """Whether the bytes have been sent again since."""

    @property
    def key(self) -> bytes:
        """What tells pointers apart."""
        return f"{self.partition}/{self.offset}".encode()


def pointer(partition: int, offset: int, found: DeadLetter) -> Pointer:
    """The pointer to a record that is no event."""
    return Pointer(partition=partition, offset=offset, reason=found.reason, sha256=found.sha256)


def pointer_of(raw: bytes | None) -> Pointer | None:
    """A pointer as it lies on its topic; none if it is something else."""
    try:
        return Pointer.model_validate_json(raw or b"")
    except ValidationError:
        return None
