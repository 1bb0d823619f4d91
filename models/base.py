"""The base class of every model, and the shared field types."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Annotated, Any

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
        validate_by_name=True,
        serialize_by_alias=True,
    )


def written_as(key: str) -> Any:
    """A field that files and events have under another key than its name."""
    return Field(validation_alias=key, serialization_alias=key)


def split(value: object) -> object:
    """Let one cell of a table hold several tags, separated by semicolons."""
    if isinstance(value, str):
        return tuple(tag for tag in (part.strip() for part in value.split(";")) if tag)
    if isinstance(value, list):
        return tuple(value)
    return value


def moment(value: object) -> object:
    """Read a point in time from text; a day stands for its midnight in UTC."""
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
    """The same moment in UTC, so that every file writes it alike.

    Raises
    ------
    ValueError
        In UTC it lies outside the years 1 to 9999.
    """
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise ValueError("lies outside the years 1 to 9999, in UTC") from None


def _midnight(value: datetime) -> datetime:
    # A time without an offset is ambiguous. It stays as it is, and validation refuses it.
    return value.replace(tzinfo=UTC) if value.time() == time() else value


ID_PATTERN = r"^[a-z0-9][a-z0-9_-]{0,63}$"

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
"""An identifier: lower case letters, digits, dash, underscore."""

Text = Annotated[
    str,
    StringConstraints(
        pattern=r"^[^\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]*$", max_length=2000
    ),
    AfterValidator(readable),
]
"""A text for people. Control characters, invisible characters, characters that change the direction
of writing and more than a few marks on one letter are refused."""

Tags = Annotated[tuple[Id, ...], BeforeValidator(split)]
"""Identifiers in one cell, separated by semicolons."""

Moment = Annotated[AwareDatetime, BeforeValidator(moment), AfterValidator(in_utc)]
"""A point in time, in UTC; written with its offset, or as a day for its midnight in UTC."""

_MOST = 100_000_000

Count = Annotated[int, Field(ge=0, le=_MOST)]
"""A count; never negative."""

HeadCount = Annotated[int, Field(ge=1, le=_MOST)]
"""A number of posts or people; at least one."""

Sum = Annotated[int, Field(ge=-(10**18), le=10**18)]
"""Money in the smallest unit of a currency, positive or negative; the limits lie far beyond real
amounts."""

Cash = Annotated[int, Field(ge=0, le=10**18)]
"""Money in the smallest unit of a currency; never negative."""

Days = Annotated[int, Field(ge=0, le=3660)]
"""Calendar days; never negative."""

Share = Annotated[float, Field(ge=0.0, le=1.0)]
"""A part of a whole, from 0 to 1."""

Factor = Annotated[float, Field(ge=0.0, le=1000.0)]
"""A multiplier; never negative."""
