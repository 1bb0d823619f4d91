"""Requests: what a planner asks of every plan, beyond law and the policies of the firm."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType

from pydantic import model_validator

from models.base import Frozen, HeadCount, Id, Text
from models.plan import PeriodLabel
from models.routes import DataGroup, RouteKind
from models.workforce import Mode


class RequestKind(StrEnum):
    """What is asked for."""

    FORBID = "forbid"
    """No posts land at an office, or none of a cohort."""
    KEEP = "keep"
    """Posts of a cohort stay at home."""
    PIN = "pin"
    """Posts of a cohort land at an office in a period."""
    WITHOUT = "without"
    """A measure is not started, or a route is not filed."""


class Request(Frozen):
    """Something that a planner asks of every plan, for instance to see what it costs."""

    id: Id
    kind: RequestKind
    cohort: Id | None = None
    """Empty for all cohorts, with ``forbid``."""
    office: Id | None = None
    """Destination."""
    mode: Mode | None = None
    """Empty for any mode, with ``pin``."""
    period: PeriodLabel | None = None
    posts: HeadCount | None = None
    """At least this many; empty for all that there are, with ``keep``."""
    measure: Id | None = None
    """The measure to do without."""
    route: RouteKind | None = None
    """The route to do without."""
    entity: Id | None = None
    """Whose route; empty for that of every entity."""
    group: DataGroup | None = None
    """Data of that route; empty for all data."""
    reason: Text = ""
    """Why it is asked for."""

    @model_validator(mode="after")
    def _fields_of_its_kind(self) -> Request:
        needed, optional = _FIELDS[self.kind]
        given = {name for name in _SUBJECTS if getattr(self, name) is not None}
        if missing := needed - given:
            raise ValueError(f"{self.kind} needs {', '.join(sorted(missing))}")
        if foreign := given - needed - optional:
            raise ValueError(f"{self.kind} has no {', '.join(sorted(foreign))}")
        if self.kind is RequestKind.WITHOUT and (self.measure is None) == (self.route is None):
            raise ValueError("without needs either a measure or a route")
        if self.route is RouteKind.EXEMPT:
            raise ValueError("exempt is no route to do without: it means that none is filed")
        if self.route is None and (self.entity is not None or self.group is not None):
            raise ValueError("entity and group belong to a route")
        return self

    def __str__(self) -> str:
        return f"{self.wish()}; {self.reason}" if self.reason else self.wish()

    def wish(self, number: Callable[[int], str] = str) -> str:
        """What is asked for, without its reason.

        Parameters
        ----------
        number
            How posts are written; small counts may have to be masked.
        """
        posts = "" if self.posts is None else number(self.posts)
        # By what is written, since a count that is masked must not be told by its noun.
        noun = "post" if posts == "1" else "posts"
        whose = f"{noun} of {self.cohort}" if self.cohort is not None else noun
        if self.kind is RequestKind.FORBID:
            return f"no {whose} move to {self.office}"
        if self.kind is RequestKind.KEEP:
            many = "all" if self.posts is None else f"at least {posts}"
            return f"{many} {whose} {'stays' if posts == '1' else 'stay'} at home"
        if self.kind is RequestKind.PIN:
            how = f" by {self.mode}" if self.mode is not None else ""
            where = f"to {self.office} in {self.period}"
            return f"at least {posts} {whose} {'moves' if posts == '1' else 'move'} {where}{how}"
        if self.measure is not None:
            return f"{self.measure} is not started"
        of = f" of {self.entity}" if self.entity is not None else ""
        data = f" for {self.group} data" if self.group is not None else ""
        return f"no {self.route}{of}{data} is filed"

    def concerns(self, cohort: str, office: str, mode: Mode, period: str) -> bool:
        """Whether a move is one of those that it is about."""
        return (
            self.cohort in {None, cohort}
            and self.office in {None, office}
            and self.mode in {None, mode}
            and self.period in {None, period}
        )


_FIELDS: Mapping[RequestKind, tuple[frozenset[str], frozenset[str]]] = MappingProxyType(
    {
        RequestKind.FORBID: (frozenset({"office"}), frozenset({"cohort"})),
        RequestKind.KEEP: (frozenset({"cohort"}), frozenset({"posts"})),
        RequestKind.PIN: (frozenset({"cohort", "office", "period", "posts"}), frozenset({"mode"})),
        RequestKind.WITHOUT: (frozenset(), frozenset({"measure", "route", "entity", "group"})),
    }
)
"""Fields that each kind needs, and those that it may have."""

_SUBJECTS = frozenset().union(*(needed | optional for needed, optional in _FIELDS.values()))
