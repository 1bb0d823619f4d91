"""The base of every type and the small vocabulary of field types."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Annotated

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

from models.readable import readable


class Frozen(BaseModel):
    """A value that never changes: frozen, strict, and closed to unknown fields."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        use_attribute_docstrings=True,
        allow_inf_nan=False,
    )


def split(value: object) -> object:
    """Let one cell of a table hold several tags, separated by semicolons."""
    if isinstance(value, str):
        return tuple(tag for tag in (part.strip() for part in value.split(";")) if tag)
    if isinstance(value, list):
        return tuple(value)
    return value


def moment(value: object) -> object:
    """Read a point in time as it is written; a day stands for its first moment, in UTC."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
            return value if value.tzinfo else _midnight(value)
        except ValueError:
            return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, time(), UTC)
    return value


def in_utc(value: datetime) -> datetime:
    """The same moment in UTC, so that it is written in one way."""
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise ValueError("lies outside the years 1 to 9999, in UTC") from None


def _midnight(value: datetime) -> datetime:
    # An hour without an offset could be anybody's: it stays as it is, and is refused.
    return value.replace(tzinfo=UTC) if value.time() == time() else value


ID_PATTERN = r"^[a-z0-9][a-z0-9_-]{0,63}$"

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
"""A name for machines: lower case letters, digits, dash, underscore."""

Text = Annotated[
    str,
    StringConstraints(
        pattern=r"^[^\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]*$", max_length=2000
    ),
    AfterValidator(readable),
]
"""A name for people: no control characters, none that turn the direction of writing or that nobody
sees, and no piles of marks on a letter."""

Tags = Annotated[tuple[Id, ...], BeforeValidator(split)]
"""Identifiers in one cell, separated by semicolons."""

Moment = Annotated[AwareDatetime, BeforeValidator(moment), AfterValidator(in_utc)]
"""A point in time, in UTC; written with its offset, or as a day for its midnight in UTC."""

_MOST = 100_000_000

Count = Annotated[int, Field(ge=0, le=_MOST)]
"""How many; never negative."""

Heads = Annotated[int, Field(ge=1, le=_MOST)]
"""How many of what there is; never none."""

Sum = Annotated[int, Field(ge=-(10**18), le=10**18)]
"""Money in the smallest unit of a currency, owed or saved: more than is ever reckoned with."""

Cash = Annotated[int, Field(ge=0, le=10**18)]
"""Money in the smallest unit of a currency; never negative."""

Days = Annotated[int, Field(ge=0, le=3660)]
"""Calendar days; never negative."""

Share = Annotated[float, Field(ge=0.0, le=1.0)]
"""A part of a whole, from 0 to 1."""

Factor = Annotated[float, Field(ge=0.0, le=1000.0)]
"""A multiplier; never negative."""
