"""Vacancies: a refill needs one, and one that is not filled away is filled where it is."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence

import numpy as np

from models.workforce import Mode
from planner.formulation.draft import Draft
from planner.formulation.moves import HEADS, HOME, from_then_on, with_tail
from planner.formulation.refills import land_with_teams, round_down
from planner.formulation.sets import MODES
from planner.formulation.vacant import SHARES_OF_A_HEAD, most_open, requisitions
from planner.outcome import Outcome
from planner.rules.rule import Charge, Check, Part, Rule


def build(draft: Draft) -> None:
    """Refills draw on vacancies of at most ``w`` periods ago; filling and replacing are priced."""
    _build_limit(draft)
    _build_price(draft)


def _build_limit(draft: Draft) -> None:
    sets, heads = draft.sets, draft.groups[HEADS]
    refills = heads.index["mode"] == MODES.index(Mode.REFILL)
    cohorts, span = np.unique(heads.index["cohort"][refills]), sets.span
    if not len(cohorts):
        return
    position = np.zeros(len(sets.posts), dtype=np.int64)
    position[cohorts] = np.arange(len(cohorts))
    window = sets.scenario.refill_window_periods
    born, used = (axis.ravel() for axis in np.indices((span, span)))
    open_still = (used >= born) & (used <= born + window)
    born, used = born[open_still], used[open_still]
    who = np.repeat(np.arange(len(cohorts)), len(born))
    born, used = np.tile(born, len(cohorts)), np.tile(used, len(cohorts))
    drawn = draft.declare(
        "drawn", {"cohort": cohorts[who], "born": born, "used": used}, 0, np.inf, integer=False
    )
    filled = draft.add_rows(len(cohorts) * span, 0, 0)
    draft.enter(filled[who * span + used], drawn.ids, -1)
    at = position[heads.index["cohort"][refills]] * span + heads.index["period"][refills]
    draft.enter(filled[at], heads.ids[refills], SHARES_OF_A_HEAD)
    opened = SHARES_OF_A_HEAD * requisitions(sets)[cohorts]
    limit = draft.add_rows(len(cohorts) * span, -np.inf, opened.ravel())
    draft.enter(limit[who * span + born], drawn.ids, 1)
    home = draft.groups[HOME].ids.reshape(sets.posts.shape)[cohorts, :-1].ravel()
    later = np.arange(len(cohorts) * span).reshape(len(cohorts), span)[:, 1:].ravel()
    leavers = sets.costs.leavers[cohorts, :-1].ravel()
    draft.enter(limit[later], home, -leavers)
    at_once = most_open(sets)[heads.index["cohort"][refills], heads.index["period"][refills]]
    draft.tighten(heads.ids[refills], upper=at_once)
    land_with_teams(draft, drawn)
    round_down(draft, drawn)


def _build_price(draft: Draft) -> None:
    sets, heads, home = draft.sets, draft.groups[HEADS], draft.groups[HOME]
    costs, at = sets.costs, np.arange(len(sets.home))
    filling = costs.filling[at, sets.home]
    draft.charge(int((filling * requisitions(sets)).sum()))
    draft.price(home.ids, with_tail(costs.replacing)[at, sets.home].ravel())
    refills = heads.index["mode"] == MODES.index(Mode.REFILL)
    cohort, period = heads.index["cohort"], heads.index["period"]
    draft.price(heads.ids[refills], -filling[cohort[refills], period[refills]])
    replacing = from_then_on(costs.replacing)
    draft.price(heads.ids, replacing[cohort, heads.index["office"], period])


def checks(outcome: Outcome, _: Sequence[Charge]) -> Iterable[Check]:
    """Refills of each cohort in each period that found no vacancy open, oldest used first."""
    scenario = outcome.scenario
    refills = _refills(outcome)
    for c in sorted({cohort for cohort, _ in refills}):
        cohort, home = scenario.cohorts[c], outcome.home(c).heads
        leavers = [int(share) for share in outcome.costs.leavers[c]]
        opened: deque[list[int]] = deque()
        for t in range(len(scenario.periods)):
            born = SHARES_OF_A_HEAD * _opened(outcome, c, t) + (
                leavers[t - 1] * home[t - 1] if t else 0
            )
            opened.append([t, born])
            while opened[0][0] < t - scenario.refill_window_periods:
                opened.popleft()
            wanted = SHARES_OF_A_HEAD * refills.get((c, t), 0)
            available = sum(left for _, left in opened)
            yield Check(
                value=wanted,
                limit=available,
                scale=SHARES_OF_A_HEAD,
                subject=f"refills of {cohort.id}",
                period=t,
                cohorts=(cohort.id,),
                offices=(cohort.office,),
            )
            for vacancy in opened:
                taken = min(vacancy[1], wanted)
                vacancy[1] -= taken
                wanted -= taken


def _refills(outcome: Outcome) -> dict[tuple[int, int], int]:
    refills: dict[tuple[int, int], int] = {}
    for landing in outcome.landings:
        if landing.mode is Mode.REFILL:
            key = landing.cohort, landing.lands
            refills[key] = refills.get(key, 0) + landing.heads
    return refills


def _opened(outcome: Outcome, c: int, t: int) -> int:
    cohort = outcome.scenario.cohorts[c]
    posts = outcome.scenario.posts[cohort.id]
    filled_before = posts[t - 1] if t else cohort.posts - cohort.vacant
    return max(0, posts[t] - filled_before)


def charges(outcome: Outcome) -> Iterable[Charge]:
    """Filling what opens at home, less what is refilled away; replacing who leaves, anywhere."""
    costs, refills = outcome.costs, _refills(outcome)
    for stock in outcome.stocks:
        for t, heads in enumerate(stock.heads):
            amount = int(costs.replacing[stock.cohort, stock.office, t]) * heads
            if stock.at_home:
                filled_here = _opened(outcome, stock.cohort, t) - refills.get((stock.cohort, t), 0)
                amount += int(costs.filling[stock.cohort, stock.office, t]) * filled_here
            yield Charge(amount, amount, period=t)
        tail = int(costs.replacing[stock.cohort, stock.office, -1]) * stock.heads[-1]
        yield Charge(tail, tail, period=len(stock.heads))


def shares(outcome: Outcome) -> Sequence[int]:
    """What each move adds: replacements there for replacements here, less a vacancy at home."""
    costs, parts = outcome.costs, []
    for landing in outcome.landings:
        c, here = landing.cohort, outcome.home(landing.cohort).office
        each = int(costs.replacing[c, landing.office, landing.lands :].sum())
        each -= outcome.left_behind(landing, costs.replacing[c, here])
        if landing.mode is Mode.REFILL:
            each -= int(costs.filling[c, here, landing.lands])
        parts.append(each * landing.heads)
    return parts


RULE = Rule(
    name="vacancies",
    sentence=(
        "A post is refilled elsewhere only if it is vacant: open at the start, new, or left by "
        "attrition no longer ago than the window; a vacancy that is not refilled elsewhere is "
        "filled where it is, at a price, in every plan and in staying put."
    ),
    formula=(
        "sum over o of heads[c,o,refill,t] = sum over b of drawn[c,b,t], t - w <= b <= t; sum over "
        "t of drawn[c,b,t] <= opened[c,b] + leavers[c,b-1] home[c,b-1]; in teams "
        "also drawn[c,b,t] <= most born[c,b] lands[c,t] and refills[c,o,t] <= most open[c,t] "
        "lands[c,o,t], implied but tighter; so is, where parts of a head count for much, sum over "
        "t from s to u of refills[c,t] <= floor of what opens from s - w to u; price: "
        "filling[c,home,t] (opened[c,t] - refills[c,t]) + sum over o of replacing[c,o,t] "
        "stock[c,o,t]"
    ),
    unit="posts",
    source=(
        "identity; attrition: of the cohort at home, of the office (labour_market) for those who "
        "have arrived; cost of a hire: assumption of the scenario"
    ),
    structural=True,
    build=build,
    checks=checks,
    charges=charges,
    shares=shares,
    part=Part.RUN_RATE,
)
