"""What a row of a roster says of a post."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Standing(StrEnum):
    """Whether somebody is in a post."""

    FILLED = "filled"
    OPEN = "open"
    """A requisition: nobody is in it yet."""
    LEFT = "left"
    """Somebody has left; the row is no post."""


class Post(NamedTuple):
    """What a row says; who is in the post is never known."""

    row: int
    office: str
    entity: str
    role: str
    function: str
    standing: Standing
    annual: int
    """Pay of a year in the smallest unit; 0 for a requisition without."""
    currency: str
    months: int
    """Full months of service at the planning date; -1 if not known."""
    left_lately: bool
    """Whether somebody has left within the year before the planning date."""


@dataclass(frozen=True)
class Posts:
    """The rows of a roster."""

    posts: Sequence[Post]
    """Filled and open posts."""
    leavers: Sequence[Post]
    rejected: Mapping[int, str]
    """Reason by the number of the row."""
    rejected_at: Counter[tuple[str, str]]
    """Rejected rows by office, empty if it is not known, and function."""
    written: Mapping[str, Mapping[str, str]]
    """How names are written, by field and plain form; none of a role that few people write so."""
    holders: Mapping[str, int] = field(default_factory=dict)
    """People by the plain form of what the roster calls their role."""
