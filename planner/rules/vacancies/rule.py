"""Vacancies: a refill elsewhere needs a vacant post; all others are filled where they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from models.plan import Placement
from models.workforce import Mode
from planner.costs import SHARES_OF_A_HEAD
from planner.expanded_plan import ExpandedPlan
from planner.formulation.builder import ProgramBuilder
from planner.formulation.program import Columns
from planner.formulation.rule_bounds import ModeLandings
from planner.formulation.sets import MODES, Integers, Sets, falls, requisitions
from planner.formulation.variables import HEADS, HOME, SEPARATED, from_then_on, with_tail
from planner.rules.placements.shares import placements_shared
from planner.rules.placements.variables import PLACED
from planner.rules.rule import Charge, Check, CostCategory, Rule
from planner.rules.vacancies.cuts import land_with_teams, round_down
from planner.rules.vacancies.falling import declare_draws, declare_falling
from planner.rules.vacancies.supply import most_born_so_far, most_open
from planner.valuation import Amounts


def build(builder: ProgramBuilder) -> None:
    """Refills, placements and falls draw on vacancies of at most ``w`` periods ago, at a price."""
    _build_limit(builder)
    _build_price(builder)


def bounds(sets: Sets) -> Iterable[ModeLandings]:
    """Vacancies that refills can draw on, in whole posts."""
    yield ModeLandings(Mode.REFILL, most_born_so_far(sets), most_open(sets))


def _build_limit(builder: ProgramBuilder) -> None:
    """``sum of what is drawn of the vacancies born in a period <= those born``."""
    sets, heads = builder.sets, builder.groups[HEADS]
    placed = builder.declared_if_in_force(PLACED, "placements")
    refills = heads.index["mode"] == MODES.index(Mode.REFILL)
    at_once = most_open(sets)[heads.index["cohort"][refills], heads.index["period"][refills]]
    builder.tighten(heads.ids[refills], upper=at_once)
    cohort, period = heads.index["cohort"][refills], heads.index["period"][refills]
    drawn = _declare_drawn(builder, "drawn", cohort, period, heads.ids[refills])
    others = [drawn]
    if placed is not None:
        into, when = placed.index["into"], placed.index["period"]
        others.append(_declare_drawn(builder, "taken", into, when, placed.ids))
    uses = [*others, declare_falling(builder, others)]
    _limit_uses(builder, uses)
    if drawn.size:
        land_with_teams(builder, drawn)
        round_down(builder, drawn)


def _declare_drawn(
    builder: ProgramBuilder, name: str, cohort: Integers, period: Integers, columns: Integers
) -> Columns:
    """``sum over b of drawn[c,b,t] = heads at t``, in parts of a head, for cohorts with a use."""
    wanted = np.zeros(builder.sets.posts.shape, dtype=np.bool_)
    wanted[np.unique(cohort)] = True
    drawn = declare_draws(builder, name, wanted)
    slots = np.flatnonzero(wanted)
    row_of = np.full(wanted.size, -1)
    row_of[slots] = builder.add_rows(len(slots), 0, 0)
    span = builder.sets.span
    builder.enter(row_of[drawn.index["cohort"] * span + drawn.index["used"]], drawn.ids, -1)
    builder.enter(row_of[cohort * span + period], columns, SHARES_OF_A_HEAD)
    return drawn


def _limit_uses(builder: ProgramBuilder, uses: Sequence[Columns]) -> None:
    sets, span = builder.sets, builder.sets.span
    cohorts = np.unique(np.concatenate([use.index["cohort"] for use in uses]))
    position = np.zeros(len(sets.posts), dtype=np.int64)
    position[cohorts] = np.arange(len(cohorts))
    opened = SHARES_OF_A_HEAD * requisitions(sets)[cohorts]
    limit = builder.add_rows(len(cohorts) * span, -np.inf, opened.ravel())
    for use in uses:
        builder.enter(limit[position[use.index["cohort"]] * span + use.index["born"]], use.ids, 1)
    home = builder.groups[HOME].ids.reshape(sets.posts.shape)[cohorts, :-1].ravel()
    later = np.arange(len(cohorts) * span).reshape(len(cohorts), span)[:, 1:].ravel()
    leavers = sets.books.costs.leavers[cohorts, :-1].ravel()
    builder.enter(limit[later], home, -leavers)


def _build_price(builder: ProgramBuilder) -> None:
    sets, heads, home = builder.sets, builder.groups[HEADS], builder.groups[HOME]
    costs, at = sets.books.costs, np.arange(len(sets.home))
    filling = costs.filling[at, sets.home]
    builder.charge(int((filling * requisitions(sets)).sum()))
    builder.price(home.ids, with_tail(costs.replacing)[at, sets.home].ravel())
    refills = heads.index["mode"] == MODES.index(Mode.REFILL)
    cohort, period = heads.index["cohort"], heads.index["period"]
    builder.price(heads.ids[refills], -filling[cohort[refills], period[refills]])
    _refund_filling(builder, filling)
    replacing = from_then_on(costs.replacing)
    builder.price(heads.ids, replacing[cohort, heads.index["office"], period])


def _refund_filling(builder: ProgramBuilder, filling: Amounts) -> None:
    """Refund the filling of posts that close and of posts that people are placed in."""
    separated = builder.groups[SEPARATED]
    placed = builder.declared_if_in_force(PLACED, "placements")
    if placed is not None:
        builder.price(placed.ids, -filling[placed.index["into"], placed.index["period"]])
    builder.charge(-int((filling * falls(builder.sets)).sum()))
    builder.price(separated.ids, filling[separated.index["cohort"], separated.index["period"]])


def checks(expanded: ExpandedPlan, _: Sequence[Charge]) -> Iterable[Check]:
    """Vacancies of each cohort and period that are filled elsewhere or here, against those open."""
    filled = expanded.vacancies_filled
    for c, t in np.argwhere(filled).tolist():
        cohort = expanded.scenario.cohorts[c]
        yield Check(
            value=SHARES_OF_A_HEAD * int(filled[c, t]),
            limit=expanded.vacancy_pools[c].open_shares[t],
            scale=SHARES_OF_A_HEAD,
            subject=f"vacancies of {cohort.id} refilled elsewhere or taken",
            period=t,
            cohorts=(cohort.id,),
            offices=(cohort.office,),
        )


def _filled_here(expanded: ExpandedPlan) -> Amounts:
    """[c, t] whole posts that open, less those that are filled otherwise or close."""
    separated = np.array([pool.separated_heads for pool in expanded.vacancy_pools])
    here: Amounts = expanded.steps + separated - expanded.vacancies_filled
    return here


def charges(expanded: ExpandedPlan) -> Iterable[Charge]:
    """Filling what opens at home, unless filled otherwise or closed; replacing leavers anywhere."""
    costs, (cohorts, offices) = expanded.books.costs, expanded.places
    replacing = (costs.replacing[cohorts, offices] * expanded.heads).sum(axis=0)
    for t, amount in enumerate(replacing.tolist()):
        yield Charge(amount, amount, period=t)
    here = slice(len(expanded.scenario.cohorts))
    filling = (costs.filling[cohorts[here], offices[here]] * _filled_here(expanded)).sum(axis=0)
    for t, amount in enumerate(filling.tolist()):
        yield Charge(amount, amount, period=t, once=True)


def shares(expanded: ExpandedPlan) -> Sequence[int]:
    """What each move adds: replacements there for replacements here, less a vacancy at home."""
    costs, parts = expanded.books.costs, []
    for landing in expanded.landings:
        c, here = landing.cohort, expanded.home(landing.cohort).office
        each = int(costs.replacing[c, landing.office, landing.lands :].sum())
        each -= expanded.left_behind(landing, costs.replacing[c, here])
        if landing.mode is Mode.REFILL:
            each -= int(costs.filling[c, here, landing.lands])
        parts.append(each * landing.heads)
    saved = placements_shared(expanded, lambda placement: _cost_of_filling(expanded, placement))
    return [part - each for part, each in zip(parts, saved, strict=True)]


def _cost_of_filling(expanded: ExpandedPlan, placement: Placement) -> int:
    """Cost of filling the vacancies that people are placed in instead."""
    into = [cohort.id for cohort in expanded.scenario.cohorts].index(placement.into)
    here, period = expanded.home(into).office, expanded.period(placement.period)
    return int(expanded.books.costs.filling[into, here, period]) * placement.heads


RULE = Rule(
    name="vacancies",
    sentence=(
        "A post is refilled elsewhere, or taken by a person who is redeployed, only if it is "
        "vacant: open at the start, new, or left by attrition within the refill window. Where the "
        "number of posts falls, vacant posts are closed first and the holders of the rest are "
        "made redundant. The oldest vacancies are used first. All others are filled where they "
        "are, at a price, in every plan."
    ),
    formula=(
        "drawn: sum over o of heads[c,o,refill,t] = sum over b of drawn[c,b,t], t - w <= b <= t",
        "taken: sum over c of placed[c,i,t] = sum over b of taken[i,b,t]",
        (
            "closed: fall[c,t] <= sum over b of closed[c,b,t] + separated[c,t] < fall[c,t] + 1, at "
            "most fall[c,t] closed"
        ),
        (
            "supply: sum over t of drawn[c,b,t], taken[c,b,t] and closed[c,b,t] <= opened[c,b] + "
            "leavers[c,b-1] home[c,b-1]"
        ),
        (
            "closed first: if separated[c,t] > 0, all vacancies that were open at t are closed, "
            "and none is used after it"
        ),
        (
            "oldest first: in cohorts whose posts fall, where some of what was vacated in b is "
            "never used, nothing vacated later is used by b + w"
        ),
        (
            "price of filling: filling[c,home,t] (opened[c,t] - refills[c,t] - sum over d of "
            "placed[d,c,t] - fall[c,t] + separated[c,t])"
        ),
        "price of replacing: sum over o of replacing[c,o,t] stock[c,o,t]",
    ),
    cuts=(
        "in teams: drawn[c,b,t] <= most born[c,b] lands[c,t]",
        "in teams: refills[c,o,t] <= most open[c,t] lands[c,o,t]",
        (
            "rounding: where parts of a post count for much, sum over t from s to u of "
            "refills[c,t] <= floor of what opens from s - w to u"
        ),
    ),
    unit="posts",
    source=(
        "the arithmetic of posts; attrition: of the cohort at home, of the office (labour_market) "
        "for those who have arrived; cost of a hire: assumption of the scenario"
    ),
    structural=True,
    bounds=bounds,
    build=build,
    checks=checks,
    charges=charges,
    shares=shares,
    category=CostCategory.RUN_RATE,
)
