"""Requests: what a planner asks of every plan, to see what comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from models.plan import RouteFiling
from models.requests import Request, RequestKind
from models.routes import DataGroup
from models.scenario import Scenario
from planner.costs import ROUTES
from planner.expanded_plan import ExpandedPlan
from planner.formulation.builder import ProgramBuilder
from planner.formulation.sets import MODES, Integers, Mask
from planner.formulation.variables import HEADS, HOME
from planner.rules.limit_kind import LimitKind
from planner.rules.measures import measure_in_force
from planner.rules.named_limit import NamedLimit
from planner.rules.negotiable import Negotiable, falling_away, taken_out
from planner.rules.routes.spells import SPELLS
from planner.rules.rule import Charge, Check, Rule


def _words(limit: NamedLimit) -> str:
    return f"asked for: {limit.row_of(limit.scenario.requests).wish(limit.number)}"


def _less(limit: NamedLimit) -> Iterator[Negotiable]:
    """Fewer posts; a request of none is taken out, and so is one without a number."""
    request = limit.row_of(limit.scenario.requests)
    row = f"requests.{request.id}"
    if request.posts is None:
        yield taken_out(row, str(request.kind), "the request")
    else:
        yield falling_away(row, "posts", request.posts, "1 post")


REQUEST = LimitKind(
    "request",
    _words,
    amount=lambda scenario, place: scenario.requests[place["requests"]].posts,
    gives=_less,
)


def build(builder: ProgramBuilder) -> None:
    """One row for each request; for posts to keep, one in each period."""
    for position, request in enumerate(builder.sets.scenario.requests):
        with builder.limiting(REQUEST.at(requests=position)):
            _ask(builder, request)


def _ask(builder: ProgramBuilder, request: Request) -> None:
    match request.kind:
        case RequestKind.FORBID:
            _at_most_none(builder, _moves(builder, request))
        case RequestKind.PIN:
            row = builder.add_rows(1, request.posts or 0, np.inf)
            builder.enter(row, _moves(builder, request), 1)
        case RequestKind.KEEP:
            _keep(builder, request)
        case RequestKind.WITHOUT:
            _at_most_none(builder, _starts(builder, request))


def _at_most_none(builder: ProgramBuilder, columns: Integers) -> None:
    builder.enter(builder.add_rows(1, -np.inf, 0), columns, 1)


def _moves(builder: ProgramBuilder, request: Request) -> Integers:
    """Columns of the moves that a request is about."""
    scenario, heads = builder.sets.scenario, builder.groups[HEADS]
    wanted: list[tuple[str, Sequence[object], object]] = [
        ("cohort", [cohort.id for cohort in scenario.cohorts], request.cohort),
        ("office", [office.id for office in scenario.offices], request.office),
        ("mode", MODES, request.mode),
        ("period", [period.label for period in scenario.periods], request.period),
    ]
    found: Mask = np.ones(heads.size, dtype=np.bool_)
    for axis, names, value in wanted:
        if value is not None:
            found &= heads.index[axis] == names.index(value)
    return heads.ids[found]


def _keep(builder: ProgramBuilder, request: Request) -> None:
    """``home[c, t] >= posts``, or all posts of the period where there are no more."""
    sets = builder.sets
    cohort = [each.id for each in sets.scenario.cohorts].index(request.cohort or "")
    posts = sets.posts[cohort]
    least = posts if request.posts is None else np.minimum(posts, request.posts)
    rows = builder.add_rows(sets.span, least, np.inf)
    builder.enter(rows, builder.groups[HOME].ids.reshape(sets.posts.shape)[cohort], 1)


def _starts(builder: ProgramBuilder, request: Request) -> Integers:
    """Columns of a measure, or of the spells of a route; none for a measure already in force."""
    scenario = builder.sets.scenario
    if request.measure is not None:
        held = any(each.in_force for each in scenario.measures if each.id == request.measure)
        none = np.zeros(0, dtype=np.int64)
        return none if held else measure_in_force(builder, request.measure)
    spells = builder.declared_if_in_force(SPELLS, "routes")
    if spells is None:
        return np.zeros(0, dtype=np.int64)
    found: Mask = spells.index["route"] == [route.value for route in ROUTES].index(
        str(request.route)
    )
    if request.entity is not None:
        entities = [entity.id for entity in scenario.entities]
        found &= spells.index["entity"] == entities.index(request.entity)
    if request.group is not None:
        found &= spells.index["group"] == list(DataGroup).index(request.group)
    return spells.ids[found]


def checks(expanded: ExpandedPlan, _: Sequence[Charge]) -> Iterable[Check]:
    """What each request counts, against what it asks for."""
    for request in expanded.scenario.requests:
        match request.kind:
            case RequestKind.FORBID:
                yield _check(request, _landing(expanded, request), 0, "posts that move")
            case RequestKind.PIN:
                labels = [period.label for period in expanded.scenario.periods]
                yield _check(
                    request,
                    _landing(expanded, request),
                    request.posts or 0,
                    "posts that move",
                    at_most=False,
                    period=labels.index(request.period or ""),
                )
            case RequestKind.KEEP:
                yield from _kept(expanded, request)
            case RequestKind.WITHOUT:
                yield _check(request, _started(expanded, request), 0, "starts")


def _check(
    request: Request,
    value: int,
    limit: int,
    what: str,
    *,
    at_most: bool = True,
    period: int | None = None,
) -> Check:
    return Check(
        value,
        limit,
        f"{what} ({request.id})",
        at_most=at_most,
        period=period,
        cohorts=(request.cohort,) if request.cohort is not None else (),
        offices=(request.office,) if request.office is not None else (),
    )


def _landing(expanded: ExpandedPlan, request: Request) -> int:
    """Posts of a plan that move as a request says."""
    return sum(
        move.heads
        for move in expanded.plan.moves
        if request.concerns(move.cohort, move.destination, move.mode, move.period)
    )


def _kept(expanded: ExpandedPlan, request: Request) -> Iterable[Check]:
    """Posts at home in each period, against those to be kept."""
    scenario = expanded.scenario
    position = next(c for c, each in enumerate(scenario.cohorts) if each.id == request.cohort)
    posts = scenario.posts[scenario.cohorts[position].id]
    for t, left in enumerate(expanded.home(position).heads):
        least = posts[t] if request.posts is None else min(posts[t], request.posts)
        yield _check(request, left, least, "posts at home", at_most=False, period=t)


def _started(expanded: ExpandedPlan, request: Request) -> int:
    """Starts of a measure that is not yet in force, or filings of a route."""
    if request.measure is not None:
        return sum(start.measure == request.measure for start in expanded.plan.measures)
    return sum(_is_named(filing, request) for filing in expanded.plan.routes)


def _is_named(filing: RouteFiling, request: Request) -> bool:
    return (
        filing.route is request.route
        and request.entity in {None, filing.entity}
        and request.group in {None, filing.group}
    )


def values(scenario: Scenario) -> Sequence[str]:
    """Each request, with its reason."""
    return tuple(f"{request.id}: {request}" for request in scenario.requests)


RULE = Rule(
    name="requests",
    sentence=(
        "What a planner asks for is kept: no posts move where that is forbidden, posts that are "
        "to be kept stay at home, pinned moves are made, and what the plan is to do without is "
        "neither started nor filed."
    ),
    formula=(
        "forbid: sum of heads[c,o,m,t] to a forbidden office, of one cohort or all, = 0",
        "keep: home[c,t] >= min(posts to keep, posts[c,t])",
        "pin: sum over m of heads[c,o,m,t] >= pinned posts",
        "without: measure[a,t] = 0 if not in force at the start; spell[s] = 0 of the route",
    ),
    unit="posts",
    source="the planner who asks: each request may state its reason",
    build=build,
    checks=checks,
    values=values,
    limits=(REQUEST,),
)
