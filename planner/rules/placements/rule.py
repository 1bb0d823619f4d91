"""Placements: people whose posts are redeployed take vacant posts of the same employer at home."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

import numpy as np

from models.plan import Placement
from models.scenario import Scenario
from models.workforce import Mode, Substitute
from planner.expanded_plan import ExpandedPlan
from planner.formulation.builder import ProgramBuilder
from planner.formulation.sets import MODES, Mask, Sets
from planner.formulation.variables import HOME
from planner.rules.placements.limits import bounds, people_accepting
from planner.rules.placements.shares import placements_shared
from planner.rules.placements.variables import PLACED, declare_placed
from planner.rules.rule import Charge, Check, CostCategory, Rule


def admits(sets: Sets) -> Mask:
    """[c, o, m, t] all moves, but redeploys only of cohorts whose people could be placed at all."""
    admitted = np.ones(sets.shape, dtype=np.bool_)
    able = np.zeros(len(sets.home), dtype=np.bool_)
    able[sets.books.costs.placeable[:, 0]] = True
    admitted[~able, :, MODES.index(Mode.REDEPLOY)] = False
    return admitted


def build(builder: ProgramBuilder) -> None:
    """Redeployed posts leave no person behind; no more are placed than accept; retraining."""
    costs, placed = builder.sets.books.costs, declare_placed(builder)
    _accept(builder)
    _stay(builder)
    at = placed.index["pair"], placed.index["period"]
    builder.price(placed.ids, costs.retraining[at])
    builder.tally("cash", placed.ids, costs.retraining_cash[at], at[1])


def _accept(builder: ProgramBuilder) -> None:
    """``sum of placed[c, into, t] <= floor(share people[c])`` over roles that no more accept.

    One row for each share, the largest of which is over all roles: whoever accepts a role that few
    accept also accepts those that more do.
    """
    sets, placed = builder.sets, builder.groups[PLACED]
    row_of = sets.books.costs.placeable[placed.index["pair"], 2]
    for c in np.unique(placed.index["cohort"]):
        mine = placed.index["cohort"] == c
        people = {int(row): people_accepting(sets, c, int(row)) for row in np.unique(row_of[mine])}
        for most in sorted(set(people.values())):
            fewer = np.isin(row_of, [row for row, each in people.items() if each <= most])
            builder.enter(builder.add_rows(1, -np.inf, most), placed.ids[mine & fewer], 1)


def _stay(builder: ProgramBuilder) -> None:
    """``sum of placed[c, into, s], s <= t <= home[into, t]``: whoever is placed keeps the post."""
    span, placed = builder.sets.span, builder.groups[PLACED]
    home = builder.groups[HOME].ids.reshape(builder.sets.posts.shape)
    for into in np.unique(placed.index["into"]):
        mine = placed.index["into"] == into
        rows = builder.add_rows(span, -np.inf, 0)
        builder.enter(rows, home[into], -1)
        at, of = np.nonzero(np.arange(span)[:, None] >= placed.index["period"][mine][None, :])
        builder.enter(rows[at], placed.ids[mine][of], 1)


def checks(expanded: ExpandedPlan, _: Sequence[Charge]) -> Iterable[Check]:
    """People placed against posts redeployed, who may be placed so, who accepts, who stays."""
    yield from _balances(expanded)
    yield from _ways(expanded)
    yield from _acceptances(expanded)
    yield from _stays(expanded)


def _balances(expanded: ExpandedPlan) -> Iterable[Check]:
    """Heads by which redeployed posts and people placed differ on each day."""
    span = len(expanded.scenario.periods)
    differ: dict[tuple[str, int], int] = {}
    for landing in expanded.landings:
        if landing.mode is Mode.REDEPLOY and landing.leaves < span:
            key = expanded.cohort(landing).id, landing.leaves
            differ[key] = differ.get(key, 0) + landing.heads
    for each in expanded.plan.placements:
        key = each.cohort, expanded.period(each.period)
        differ[key] = differ.get(key, 0) - each.heads
    for (cohort, t), heads in sorted(differ.items()):
        subject = f"posts of {cohort} redeployed on a day with more or fewer people placed"
        yield Check(abs(heads), 0, subject, period=t, cohorts=(cohort,))


def _ways(expanded: ExpandedPlan) -> Iterable[Check]:
    for each in expanded.plan.placements:
        yield Check(
            0 if _row(expanded.scenario, each.cohort, each.into) else each.heads,
            0,
            f"people of {each.cohort} placed in {each.into}, whose posts they cannot take",
            period=expanded.period(each.period),
            cohorts=(each.cohort, each.into),
        )


def _row(scenario: Scenario, cohort: str, into: str) -> Substitute | None:
    """Line of the substitutes table by which people of a cohort can take posts of another."""
    cohorts = {each.id: each for each in scenario.cohorts}
    here, there = cohorts[cohort], cohorts[into]
    near = (here.entity, here.office) == (there.entity, there.office)
    lines = (
        row
        for row in scenario.substitutes
        if cohort != into and near and (row.role_from, row.role_to) == (here.role, there.role)
    )
    return next(lines, None)


def _acceptances(expanded: ExpandedPlan) -> Iterable[Check]:
    """People of each cohort placed in posts of roles that so many accept or fewer, against them."""
    scenario = expanded.scenario
    roles = {cohort.id: cohort.role for cohort in scenario.cohorts}
    for cohort in scenario.cohorts:
        placed: Counter[str] = Counter()
        for each in expanded.plan.placements:
            if each.cohort == cohort.id:
                placed[roles[each.into]] += each.heads
        accept = {
            row.role_to: Fraction(str(row.acceptance))
            for row in scenario.substitutes
            if row.role_from == cohort.role
        }
        people = {
            role: int(accept.get(role, Fraction(0)) * (cohort.posts - cohort.vacant))
            for role in placed
        }
        for most in sorted(set(people.values())):
            among = sorted(role for role, each in people.items() if each <= most)
            heads = sum(placed[role] for role in among)
            where = f"posts of {' or '.join(among)}"
            subject = f"people of {cohort.id} placed in {where} against those who accept"
            yield Check(heads, most, subject, cohorts=(cohort.id,))


def _stays(expanded: ExpandedPlan) -> Iterable[Check]:
    """Posts left at home in each cohort against the people who have been placed in them."""
    positions = {cohort.id: c for c, cohort in enumerate(expanded.scenario.cohorts)}
    for into in sorted({each.into for each in expanded.plan.placements}):
        mine = [each for each in expanded.plan.placements if each.into == into]
        for t, left in enumerate(expanded.home(positions[into]).heads):
            so_far = sum(each.heads for each in mine if expanded.period(each.period) <= t)
            yield Check(
                left,
                so_far,
                f"posts of {into} left for people who were placed there",
                at_most=False,
                period=t,
                cohorts=(into,),
            )


def charges(expanded: ExpandedPlan) -> Iterable[Charge]:
    """Retraining of everyone placed."""
    for each in expanded.plan.placements:
        pair, t = _pair(expanded, each), expanded.period(each.period)
        if pair is not None:
            once = int(expanded.books.costs.retraining[pair, t]) * each.heads
            cash = int(expanded.books.costs.retraining_cash[pair, t]) * each.heads
            yield Charge(once, once, cash, t)


def _pair(expanded: ExpandedPlan, placement: Placement) -> int | None:
    """Position of a placement in the cost book; none where it cannot be."""
    cohorts = [cohort.id for cohort in expanded.scenario.cohorts]
    way = [cohorts.index(placement.cohort), cohorts.index(placement.into)]
    found = np.flatnonzero((expanded.books.costs.placeable[:, :2] == way).all(axis=1))
    return int(found[0]) if len(found) else None


def shares(expanded: ExpandedPlan) -> Sequence[int]:
    """Retraining of each move, of all who leave home together."""

    def due(placement: Placement) -> int:
        pair, t = _pair(expanded, placement), expanded.period(placement.period)
        each = 0 if pair is None else int(expanded.books.costs.retraining[pair, t])
        return each * placement.heads

    return placements_shared(expanded, due)


def values(scenario: Scenario) -> Sequence[str]:
    """Each line of the substitutes table."""
    return tuple(
        f"{row.role_from} can take posts of {row.role_to}: {row.acceptance:.0%} accept, "
        f"{row.retraining or 'nothing'} for retraining, {row.retraining_loss:.0%} of "
        f"{row.retraining_months:g} months lost"
        for row in scenario.substitutes
    )


RULE = Rule(
    name="placements",
    sentence=(
        "A person whose post is redeployed takes, on the day the post leaves, a vacant post of "
        "the same employer at the same office that the role can fill after retraining, and keeps "
        "it. No more people are placed than are expected to accept; whoever accepts a role that "
        "few accept is taken to accept those that more do."
    ),
    formula=(
        (
            "placed: sum over i of placed[c,i,t] = sum over o of heads[c,o,redeploy,s], s + "
            "overlap[redeploy] = t"
        ),
        (
            "accepted: sum over t and i of roles that as many accept or fewer of placed[c,i,t] <= "
            "floor(acceptance people[c]), for the acceptance of each role"
        ),
        "posts there: sum over c and s <= t of placed[c,i,s] <= home[i,t]",
        "price: retraining[c,i,t] placed[c,i,t]",
    ),
    unit="people",
    source=(
        "Labour Contract Law of the PRC, Arts. 40(3) and 41 (another post is offered first); the "
        "substitutes table: assumptions of the scenario"
    ),
    structural=True,
    admits=admits,
    bounds=bounds,
    build=build,
    checks=checks,
    charges=charges,
    shares=shares,
    category=CostCategory.ONE_OFF,
    values=values,
)
