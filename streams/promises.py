"""What has become of promised moves: fewer posts than were accepted, or a worth that has gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from models.answer import Proposal
from models.base import Count, Frozen
from models.calendar import Period, calendar
from models.plan import MoveKey
from models.plan_in_force import Firmness, MoveInForce
from models.scenario import Scenario
from streams.heads import posts_by_period
from streams.in_force import plan_in_force
from streams.state import Programme, World


class Promise(Frozen):
    """A promised move that is no longer what was promised."""

    recommendation: str
    """Its id, with the period in which it is due now."""
    heads: Count
    """Posts that were promised and are still to move."""
    possible: Count
    """Those of them that still exist by the time they would leave."""
    pays: bool = True
    """Whether it saves more than it costs by the last answer; true where no answer says."""


def changed_promises(world: World, programme: str) -> tuple[Promise, ...]:
    """Promised moves of which posts have gone, or which cost more than they save; firm ones only.

    Needs no answer: posts that have gone are known as soon as they are counted.
    """
    facts = world.programmes.get(programme, Programme())
    if facts.scenario is None:
        return ()
    base = facts.scenario.value
    if not (facts.decisions or facts.steps or base.incumbent):
        return ()
    today = max(world.day, base.planning_date)
    try:
        periods = calendar(base.horizon, today)
        moves = plan_in_force(base, facts, tuple(each.label for each in periods), today)
    except (ValueError, OverflowError):
        # There is no view either, which says why.
        return ()
    losing = {each.move_key for each in _proposals(facts) if _loses(each)}
    found = []
    for move, possible in _possible(base, facts, moves, periods, today):
        key = MoveKey.of(move)
        pays = key not in losing
        if move.standing is not Firmness.PLANNED and (possible < move.heads or not pays):
            name = key.id(programme)
            found.append(
                Promise(recommendation=name, heads=move.heads, possible=possible, pays=pays)
            )
    return tuple(sorted(found, key=lambda each: each.recommendation))


def _possible(
    base: Scenario,
    facts: Programme,
    moves: tuple[MoveInForce, ...],
    periods: tuple[Period, ...],
    today: date,
) -> Iterator[tuple[MoveInForce, int]]:
    """Every fixed move with the posts that are left for it, those that are due first served first.

    As the rule on commitments clips them: a post that leaves is gone from then on.
    """
    fixed = [move for move in moves if base.churn.fixes(move)]
    starts = {period.label: period.index for period in periods}
    posts = {
        name: posts_by_period(base, facts, name, periods, today)
        for name in {each.cohort for each in fixed}
    }
    gone: dict[str, Counter[int]] = {name: Counter() for name in posts}
    for move in sorted(fixed, key=lambda each: starts[each.period]):
        overlap = base.modes.of(move.mode).overlap_periods
        leaves = min(starts[move.period] + overlap, len(periods) - 1)
        before = gone[move.cohort]
        left = min(
            posts[move.cohort][t] - sum(heads for left, heads in before.items() if left <= t)
            for t in range(leaves, len(periods))
        )
        possible = min(move.heads, max(left, 0))
        before[leaves] += possible
        yield move, possible


def _proposals(facts: Programme) -> tuple[Proposal, ...]:
    return facts.reference.answer.proposals if facts.reference is not None else ()


def _loses(proposal: Proposal) -> bool:
    """Whether a move that the answer knew as promised costs more than it saves."""
    return proposal.firm > 0 and proposal.priced.worth < 0
