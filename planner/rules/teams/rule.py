"""Teams: posts that move whole, in batches, together, or never to one office."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np

from models.limits import Team, TeamKind
from models.scenario import Scenario
from models.workforce import Mode
from planner.expanded_plan import ExpandedPlan
from planner.formulation.builder import ProgramBuilder
from planner.formulation.move_bounds import can_land_together, most_at_once
from planner.formulation.program import ColumnRole, Columns
from planner.formulation.rule_bounds import LeastBatches
from planner.formulation.sets import MODES, Integers, Mask, Sets
from planner.formulation.variables import HEADS
from planner.rules.rule import Charge, Check, Rule
from planner.rules.teams.binaries import landing_name
from planner.rules.teams.limits import TEAM

LANDING_ROLES = {ColumnRole.BRANCH_FIRST, ColumnRole.LANDING}
"""What columns that say where a cohort lands are to a search."""


def build(builder: ProgramBuilder) -> None:
    """Binaries that say which office a team goes to, and in which period."""
    cohorts = [cohort.id for cohort in builder.sets.scenario.cohorts]
    at_once = most_at_once(builder)
    for i, team in enumerate(builder.sets.scenario.teams):
        members = [cohorts.index(name) for name in team.cohorts]
        with builder.limiting(TEAM.at(teams=i)):
            _build_team(builder, team, members, at_once)


def _build_team(builder: ProgramBuilder, team: Team, members: list[int], at_once: Integers) -> None:
    cohorts = builder.sets.scenario.cohorts
    if team.kind is TeamKind.TOGETHER:
        _move_whole(builder, landing_name(team, ""), members)
    elif team.kind is TeamKind.APART:
        _keep_apart(builder, team.id, members)
    else:
        for member in members:
            name = landing_name(team, cohorts[member].id)
            if team.kind is TeamKind.INDIVISIBLE:
                _move_whole(builder, name, [member])
            else:
                _batch(builder, name, member, team.minimum, at_once[member])


def bounds(sets: Sets) -> Iterable[LeastBatches]:
    """Fewest posts of each cohort that land together, if any do."""
    least = np.zeros(len(sets.posts), dtype=np.int64)
    for team in sets.scenario.teams:
        members = sets.cohorts_in(frozenset(team.cohorts))
        if team.kind is TeamKind.MINIMUM_BATCH:
            least[members] = np.maximum(least[members], team.minimum)
        elif team.kind is not TeamKind.APART:
            least[members] = np.maximum(least[members], sets.posts[members, 0])
    yield LeastBatches(least)


def _move_whole(builder: ProgramBuilder, name: str, members: list[int]) -> None:
    """``sum of heads[c,o,m,t] over m = posts[c] team[o,t]``, one office and period at most.

    Where all of them cannot land at once, no fraction of the team may either.
    """
    sets, heads = builder.sets, builder.groups[HEADS]
    offices, span = len(sets.scenario.offices), sets.span
    at, when = (axis.ravel() for axis in np.indices((offices, span)))
    index = {"office": at, "period": when}
    can = can_land_together(builder.sets, builder.bounds, members).ravel()
    team = builder.declare(name, index, 0, can, integer=True, roles=LANDING_ROLES)
    once = builder.add_rows(1, -np.inf, 1)
    builder.enter(once, team.ids, 1)
    for member in members:
        mine = heads.index["cohort"] == member
        rows = builder.add_rows(team.size, 0, 0)
        builder.enter(rows, team.ids, -float(sets.posts[member, 0]))
        builder.enter(rows[_slots(builder, mine)], heads.ids[mine], 1)


def _slots(builder: ProgramBuilder, which: Mask) -> Integers:
    """Position of some moves among all offices and periods."""
    heads = builder.groups[HEADS]
    slots: Integers = heads.index["office"][which] * builder.sets.span
    return slots + heads.index["period"][which]


def _batch(
    builder: ProgramBuilder, name: str, member: int, minimum: int, at_once: Integers
) -> None:
    """``minimum batch[o,t] <= sum of heads[c,o,m,t] over m <= most[o,t] batch[o,t]``.

    Redundancies make up a batch by themselves or not at all:
    ``redundancies >= minimum dismissed[o,t]``, ``others >= minimum (batch[o,t] - dismissed[o,t])``.
    """
    sets, heads = builder.sets, builder.groups[HEADS]
    mine = heads.index["cohort"] == member
    slots, row_of = np.unique(_slots(builder, mine), return_inverse=True)
    index = {"office": slots // sets.span, "period": slots % sets.span}
    batch = builder.declare(name, index, 0, 1, integer=True, roles=LANDING_ROLES)
    most = at_once.ravel()[slots]
    for size, lower, upper in ((minimum, 0, np.inf), (most, -np.inf, 0)):
        rows = builder.add_rows(len(slots), lower, upper)
        builder.enter(rows, batch.ids, -size)
        builder.enter(rows[row_of], heads.ids[mine], 1)
    redundancies = heads.index["mode"][mine] == MODES.index(Mode.REDUNDANCY)
    _no_mixed_batches(builder, name, batch, minimum, heads.ids[mine], row_of, redundancies)


def _no_mixed_batches(
    builder: ProgramBuilder,
    name: str,
    batch: Columns,
    minimum: int,
    heads: Integers,
    slot_of: Integers,
    redundancies: Mask,
) -> None:
    """Declare ``dismissed[o, t]``: a batch is all redundancies or has none, where both can land."""
    slots = np.arange(batch.size)
    both = np.isin(slots, slot_of[redundancies]) & np.isin(slots, slot_of[~redundancies])
    place = np.where(both, np.cumsum(both) - 1, -1)[slot_of]
    index = {axis: at[both] for axis, at in batch.index.items()}
    dismissed = builder.declare(f"dismissed {name}", index, 0, 1, integer=True)
    for mine, sign, needs_batch in ((redundancies, -1, False), (~redundancies, 1, True)):
        rows = builder.add_rows(dismissed.size, 0, np.inf)
        builder.enter(rows, dismissed.ids, sign * minimum)
        inside = mine & (place >= 0)
        builder.enter(rows[place[inside]], heads[inside], 1)
        if needs_batch:
            builder.enter(rows, batch.ids[both], -minimum)


def _keep_apart(builder: ProgramBuilder, name: str, members: list[int]) -> None:
    """``sum over the cohorts of at[c,o] <= 1``, and none lands where another is at home."""
    sets, heads = builder.sets, builder.groups[HEADS]
    offices = len(sets.scenario.offices)
    who, where = (axis.ravel() for axis in np.indices((len(members), offices)))
    index = {"cohort": np.array(members)[who], "office": where}
    lands = builder.declare(
        f"lands {name}", index, 0, 1, integer=True, roles={ColumnRole.BRANCH_FIRST}
    )
    alone = builder.add_rows(offices, -np.inf, 1)
    builder.enter(alone[where], lands.ids, 1)
    for i, member in enumerate(members):
        mine = heads.index["cohort"] == member
        rows = builder.add_rows(offices, -np.inf, 0)
        builder.enter(rows, lands.ids[who == i], -float(sets.posts[member].max()))
        builder.enter(rows[heads.index["office"][mine]], heads.ids[mine], 1)
        homes = {int(sets.home[other]) for other in members if other != member}
        barred = mine & np.isin(heads.index["office"], list(homes))
        builder.tighten(heads.ids[barred], upper=0)


def checks(expanded: ExpandedPlan, _: Sequence[Charge]) -> Iterable[Check]:
    """Every team, by its kind."""
    for team in expanded.scenario.teams:
        if team.kind in {TeamKind.INDIVISIBLE, TeamKind.TOGETHER}:
            yield from _whole(expanded, team)
        elif team.kind is TeamKind.MINIMUM_BATCH:
            yield from _batches(expanded, team)
        else:
            yield from _apart(expanded, team)


def _posts_landed(
    expanded: ExpandedPlan, cohort: str, modes: frozenset[Mode] = frozenset(Mode)
) -> dict[tuple[str, str], int]:
    """Posts of a cohort that land by some modes, by office and period."""
    landed: dict[tuple[str, str], int] = {}
    for move in expanded.plan.moves:
        if move.cohort == cohort and move.mode in modes:
            key = move.destination, move.period
            landed[key] = landed.get(key, 0) + move.heads
    return landed


def _whole(expanded: ExpandedPlan, team: Team) -> Iterable[Check]:
    posts = {
        cohort.id: expanded.scenario.posts[cohort.id][0] for cohort in expanded.scenario.cohorts
    }
    landings = {name: _posts_landed(expanded, name) for name in team.cohorts}
    for name, landed in landings.items():
        split = sum(heads for heads in landed.values() if heads != posts[name])
        yield _check(team, split, f"posts of {name} that move without the rest of the cohort", name)
        again = max(0, len(landed) - 1)
        yield _check(team, again, f"further destinations or days of {name}", name)
    if team.kind is TeamKind.TOGETHER:
        ways = {tuple(sorted(landed)) for name, landed in landings.items() if posts[name]}
        further = max(0, len(ways) - 1)
        yield _check(team, further, "further ways that its cohorts go", *team.cohorts)


def _batches(expanded: ExpandedPlan, team: Team) -> Iterable[Check]:
    periods = [period.label for period in expanded.scenario.periods]
    for name in team.cohorts:
        landed = _posts_landed(expanded, name)
        dismissed = _posts_landed(expanded, name, frozenset({Mode.REDUNDANCY}))
        for (office, period), heads in sorted(landed.items()):
            made = dismissed.get((office, period), 0)
            yield Check(
                max(made, heads - made),
                team.minimum,
                f"posts of {name} in one batch to {office}",
                at_most=False,
                period=periods.index(period),
                offices=(office,),
                cohorts=(name,),
            )


def _apart(expanded: ExpandedPlan, team: Team) -> Iterable[Check]:
    homes = {cohort.id: cohort.office for cohort in expanded.scenario.cohorts}
    where = {name: {office for office, _ in _posts_landed(expanded, name)} for name in team.cohorts}
    for one, other in combinations(team.cohorts, 2):
        shared = where[one] & where[other]
        shared |= where[one] & {homes[other]} | where[other] & {homes[one]}
        yield _check(team, len(shared), f"offices where {one} and {other} meet", one, other)


def _check(team: Team, value: int, subject: str, *cohorts: str) -> Check:
    return Check(value, 0, f"{subject} ({team.id})", cohorts=cohorts)


def values(scenario: Scenario) -> Sequence[str]:
    """Each team."""
    return tuple(
        f"{team.id}: {', '.join(team.cohorts)} {team.kind}"
        + (f" of {team.minimum}" if team.minimum else "")
        for team in scenario.teams
    )


RULE = Rule(
    name="teams",
    sentence=(
        "Indivisible teams move whole or stay. Some teams move together, some in batches of a "
        "minimum size, and some never meet at one office. A batch is made up of redundancies "
        "alone or of all other moves: nobody is made redundant to fill it up."
    ),
    formula=(
        "whole: sum over m of heads[c,o,m,t] = posts[c] team[g,o,t]",
        "once: sum over o,t of team[g,o,t] <= 1",
        (
            "batch: sum of redundancies, or of all other modes, of heads[c,o,m,t] >= minimum "
            "batch[c,o,t]"
        ),
        "apart: sum over apart c of lands[c,o] <= 1",
    ),
    cuts=(
        "together: team[g,o,t] = 0 where arrivals or continuity do not let all of g land at once",
    ),
    unit="posts",
    source="policy of the firm",
    bounds=bounds,
    build=build,
    checks=checks,
    values=values,
    limits=(TEAM,),
)
