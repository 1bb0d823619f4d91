"""Plans as a board is told what they cost: with the posts that its paper shows.

What such a plan costs follows from shown counts. So whoever knows the price of every move works out
of an amount what is shown anyway, and no hidden count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from models.named import NamedPlan
from models.plan import Move, Placement, Plan
from models.rounding import middle
from models.scenario import Scenario
from models.workforce import Mode
from planner.audit import audit
from planner.books import books_of
from planner.briefing.board.flows import shown_flows
from planner.briefing.flows import FlowKey, flows
from planner.rules.exposure.case_charges import split


def as_shown(plan: NamedPlan, floor: int) -> NamedPlan:
    """A plan with the posts that a board is shown of it; no plan stays as it is.

    It is there to be priced. Whether the plan is lawful is said of the exact one: this one may
    break limits.

    Parameters
    ----------
    plan
        The plan.
    floor
        Largest count that is not shown on the paper.
    """
    made = plan.result.audited_plan
    if made is None:
        return plan
    shown = plan_as_shown(plan.scenario, made, floor)
    judged = audit(shown, books_of(plan.scenario))
    result = plan.result.model_copy(
        update={"plan": shown, "judgement": judged, "sensitivity": None}
    )
    return replace(plan, result=result)


def plan_as_shown(scenario: Scenario, plan: Plan, floor: int) -> Plan:
    """The moves of a plan, with as many posts in each flow as a board is shown.

    Large flows keep their cohorts, in proportion. Small flows of the same offices and mode are
    shown together, and a sum that is not told stands for the middle of 1 to the floor; all of it
    goes with the last of their moves, so that it does not depend on how posts are spread over them.
    No cohort loses more posts than it has.

    Parameters
    ----------
    scenario
        The scenario that the plan was made for.
    plan
        The plan, exactly.
    floor
        Largest count that is not shown.
    """
    labels = [period.label for period in scenario.periods]
    shown = shown_flows(flows(plan), labels, floor)
    large = {
        FlowKey(flow.period, flow.origin, flow.destination, flow.mode): flow.posts or 0
        for flow in shown
        if flow.until is None
    }
    small = {
        (flow.origin, flow.destination, flow.mode): middle(floor) if flow.posts is None
        else flow.posts
        for flow in shown
        if flow.until is not None
    }  # fmt: skip
    alike: defaultdict[FlowKey, list[Move]] = defaultdict(list)
    together: defaultdict[tuple[str, str, Mode], list[Move]] = defaultdict(list)
    for move in plan.moves:
        key = FlowKey(move.period, move.origin, move.destination, move.mode)
        if key in large:
            alike[key].append(move)
        else:
            together[move.origin, move.destination, move.mode].append(move)
    moves = [each for key, group in alike.items() for each in _in_proportion(group, large[key])]
    moves += [_with_heads(group[-1], small[way]) for way, group in together.items()]
    moves = _of_those_there(scenario, moves)
    placements = _placements(scenario, plan, moves)
    return Plan.model_validate(
        {**dict(plan), "moves": tuple(moves), "placements": tuple(placements)}
    )


def _with_heads(move: Move, heads: int) -> Move:
    return move.model_copy(update={"heads": heads})


def _in_proportion(moves: Sequence[Move], heads: int) -> list[Move]:
    parts = split(heads, [move.heads for move in moves])
    return [_with_heads(move, part) for move, part in zip(moves, parts, strict=True) if part]


def _of_those_there(scenario: Scenario, moves: Sequence[Move]) -> list[Move]:
    """The same moves, those that come last with fewer posts if their cohort has no more."""
    left = {cohort: posts[-1] for cohort, posts in scenario.posts.items()}
    found: list[Move] = []
    for move in sorted(moves, key=lambda each: each.period):
        heads = min(move.heads, left[move.cohort])
        left[move.cohort] -= heads
        if heads:
            found.append(_with_heads(move, heads))
    return found


def _placements(scenario: Scenario, plan: Plan, moves: Sequence[Move]) -> list[Placement]:
    """Placements of as many people as are redeployed, in proportion."""
    redeployed = _leaving(scenario, moves)
    groups: defaultdict[tuple[str, str], list[Placement]] = defaultdict(list)
    for each in plan.placements:
        groups[each.cohort, each.period].append(each)
    return [
        each.model_copy(update={"heads": heads})
        for key, group in groups.items()
        for each, heads in zip(
            group, split(redeployed[key], [each.heads for each in group]), strict=True
        )
        if heads
    ]


def _leaving(scenario: Scenario, moves: Sequence[Move]) -> Mapping[tuple[str, str], int]:
    """Posts whose people are redeployed, by cohort and the period in which they leave home."""
    labels = [period.label for period in scenario.periods]
    overlap = scenario.modes.of(Mode.REDEPLOY).overlap_periods
    found: Counter[tuple[str, str]] = Counter()
    for move in moves:
        leaves = labels.index(move.period) + overlap
        if move.mode is Mode.REDEPLOY and leaves < len(labels):
            found[move.cohort, labels[leaves]] += move.heads
    return found
