"""The words of a what-if, one by one, as changes to a scenario's files."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from models.base import Text
from models.calendar import MOST_PERIODS, months_later
from models.errors import InputError, Problem, shown
from models.provenance import Certainty
from models.requests import Request, RequestKind
from models.routes import DataGroup, RouteKind
from models.scenario import Scenario
from models.signals import Signal, Stage
from models.what_if import WhatIf
from models.workforce import Mode
from planner.books import books_of
from planner.what_if.texts import cohort_in, office_in, one_of, parts, posts_in, whole

MONTHS_OF_A_QUARTER = 3
_LONGEST_ID = 64
_LONGEST_REASON = 500


@dataclass(frozen=True)
class Wish:
    """One thing that is asked for."""

    option: str
    """Field of the what-if."""
    text: str
    """As it was asked for."""
    changes: Mapping[str, Any]
    """In the shape of the scenario's files."""
    request: Request | None = None
    """The row that it adds to the table of requests, if it adds one."""

    @property
    def words(self) -> str:
        """The wish in a line: ``forbid=singapore``."""
        return f"{_OPTIONS.get(self.option, self.option)}={self.text}"


_OPTIONS = {"matters": "if"}
"""Options that are not called as the field is, which Python does not allow."""


def wishes_in(scenario: Scenario, what_if: WhatIf) -> list[Wish]:
    """Read a what-if, in the order of its fields.

    Raises
    ------
    InputError
        Every text that cannot be read, or names what the scenario does not have.
    """
    found: list[Wish] = []
    problems = list(_unreadable(what_if.because))
    for option, text, read in () if problems else _texts(what_if):
        try:
            found.append(read(scenario, text))
        except InputError as error:
            problems += [
                Problem(each.message, field=option, found=shown(text), next_step=each.next_step)
                for each in error.problems
            ]
    if not found and not problems:
        step = "Say what to try, such as forbid, keep, pin, without, full, wait or a matter."
        problems = [Problem("There is nothing to try", next_step=step)]
    if problems:
        raise InputError(problems)
    return found


def _unreadable(because: str) -> Iterator[Problem]:
    try:
        TypeAdapter(Text).validate_python(because)
    except ValidationError:
        words, step = "is not a line that people can read", "Write it in plain characters."
        yield Problem(words, field="because", found=shown(because), next_step=step)
    if len(because) > _LONGEST_REASON:
        words, step = f"is longer than {_LONGEST_REASON} characters", "Write one sentence."
        yield Problem(words, field="because", found=shown(because), next_step=step)


TextReader = Callable[[Scenario, str], Wish]


def _texts(what_if: WhatIf) -> Iterator[tuple[str, str, TextReader]]:
    """Option, text, and the function that reads it; what is asked for twice counts once."""
    asked = {RequestKind(name): getattr(what_if, name) for name in _REQUESTS}
    for kind, texts in asked.items():
        for text in dict.fromkeys(texts):
            yield kind.value, text, _reads_request(kind, what_if.because)
    for text in dict.fromkeys(what_if.full):
        yield "full", text, _full
    for text in dict.fromkeys(what_if.matters):
        yield "matters", text, _reads_matter(what_if.because)
    if what_if.wait:
        yield "wait", str(what_if.wait), _wait


def _reads_request(kind: RequestKind, because: str) -> TextReader:
    def read(scenario: Scenario, text: str) -> Wish:
        fields = _REQUESTS[kind.value](scenario, text)
        name = _id(kind.value, *(part for part in text.lower().replace("/", ":").split(":")))
        request = Request(id=name, kind=kind, reason=because, **fields)
        row = request.model_dump(mode="json", exclude={"id"}, exclude_defaults=True)
        return Wish(kind.value, text, {"requests": {name: row}}, request)

    return read


def _forbid(scenario: Scenario, text: str) -> Mapping[str, Any]:
    *cohort, office = parts(text, "OFFICE", "COHORT:OFFICE")
    found = {"cohort": cohort_in(scenario, cohort[0])} if cohort else {}
    return {**found, "office": office_in(scenario, office)}


def _keep(scenario: Scenario, text: str) -> Mapping[str, Any]:
    cohort, *posts = parts(text, "COHORT", "COHORT:POSTS")
    found = {"posts": posts_in(posts[0])} if posts else {}
    return {"cohort": cohort_in(scenario, cohort), **found}


def _pin(scenario: Scenario, text: str) -> Mapping[str, Any]:
    cohort, office, period, posts, *mode = parts(
        text, "COHORT:OFFICE:PERIOD:POSTS", "COHORT:OFFICE:PERIOD:POSTS:MODE"
    )
    labels = [each.label for each in scenario.periods]
    found = {"mode": Mode(one_of(mode[0], list(Mode), "a mode"))} if mode else {}
    return {
        "cohort": cohort_in(scenario, cohort),
        "office": office_in(scenario, office),
        "period": one_of(period.upper(), labels, "a period of the horizon"),
        "posts": posts_in(posts),
        **found,
    }


def _without(scenario: Scenario, text: str) -> Mapping[str, Any]:
    measures = [measure.id for measure in scenario.measures]
    routes = [route.value for route in RouteKind if route is not RouteKind.EXEMPT]
    if text in measures:
        return {"measure": text}
    if text in routes:
        return {"route": RouteKind(text)}
    if text.count("/") != 2:
        one_of(text, [*measures, *routes], "a measure, a route or ENTITY/GROUP/ROUTE")
    entity, group, route = text.split("/")
    return {
        "entity": one_of(entity, [each.id for each in scenario.entities], "an entity"),
        "group": DataGroup(one_of(group, list(DataGroup), "a group of data")),
        "route": RouteKind(one_of(route, routes, "a route")),
    }


_REQUESTS: Mapping[str, Callable[[Scenario, str], Mapping[str, Any]]] = {
    "forbid": _forbid,
    "keep": _keep,
    "pin": _pin,
    "without": _without,
}


def _id(*parts: str) -> str:
    """A key that is the same every time; the end of a long one is a digest of the whole."""
    name = "-".join(parts)
    if len(name) <= _LONGEST_ID:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{name[: _LONGEST_ID - len(digest) - 1]}-{digest}"


def _full(scenario: Scenario, text: str) -> Wish:
    """No more seats than posts take that stay at home there, and no blocks but those ordered.

    Where posts are added over the horizon, their seats are kept for them.
    """
    name = office_in(scenario, text)
    at = [office.id for office in scenario.offices].index(name)
    office, each = scenario.offices[at], books_of(scenario).costs.seats[:, at]
    taken = [
        sum(
            int(each[c]) * scenario.posts[cohort.id][period.index]
            for c, cohort in enumerate(scenario.cohorts)
            if cohort.office == name
        )
        for period in scenario.periods
    ]
    seats = min(office.seats, math.ceil(max(taken) / 1000))
    orders = scenario.under_way.blocks
    ordered = sum(order.blocks for order in orders if order.office == name)
    cells = {"seats": seats, "max_blocks": min(office.max_blocks, ordered)}
    return Wish("full", text, {"offices": {name: cells}})


def _wait(scenario: Scenario, text: str) -> Wish:
    """The same day, some quarters later, or the last day of a shorter month."""
    quarters = whole(text, "a number of quarters above 0, such as 1")
    start = scenario.planning_date
    last = scenario.periods[-1].starts
    # No horizon has more quarters than that, and a calendar ends somewhere.
    first_act = months_later(start, MONTHS_OF_A_QUARTER * min(quarters, MOST_PERIODS))
    if first_act > last:
        message = f"leaves nothing to plan: the last period starts on {last}"
        raise InputError.of(message, next_step="Wait for fewer quarters.")
    if scenario.first_act is not None and first_act <= scenario.first_act:
        message = f"changes nothing: nothing is started before {scenario.first_act} anyway"
        raise InputError.of(message, next_step="Wait for more quarters, or leave it out.")
    return Wish("wait", text, {"first_act": first_act.isoformat()})


def _reads_matter(because: str) -> TextReader:
    def read(scenario: Scenario, text: str) -> Wish:
        matter, *stage = parts(text, "MATTER", "MATTER:STAGE")
        known = [each.id for each in scenario.matters]
        named = one_of(matter, known, "a matter of this scenario")
        reached = Stage(one_of(stage[0], list(Stage), "a stage") if stage else Stage.IN_FORCE)
        today = scenario.planning_date.isoformat()
        signal = Signal.model_validate(
            {
                "id": _id("if", named, reached.value),
                "matter": named,
                "about": because or "Assumed, to see what comes of it",
                "stage": reached,
                "grade": "A1",
                "published_at": today,
                "recorded_at": today,
                "approved_at": today,
                "approved_by": "what if",
                "source": "assumption",
                "certainty": Certainty.ASSUMPTION,
            }
        )
        row = signal.model_dump(mode="json", exclude={"id"}, exclude_defaults=True)
        row |= dict.fromkeys(("published_at", "recorded_at", "approved_at"), today)
        return Wish("matters", text, {"signals": {signal.id: row}})

    return read
