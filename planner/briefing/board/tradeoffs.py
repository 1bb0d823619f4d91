"""A frontier and alternatives as a board may see them: built anew of what may pass.

See docs/privacy.md. Counts of a plan are those of a paper on it, worked out from its shown flows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from models.analysis import Alternatives, Frontier, PricedPlan
from models.outlook import ShownCount
from models.rounding import amount_step, rounded_amount, shown_stock
from models.scenario import Scenario
from models.shown_tradeoffs import ShownAlternatives, ShownFrontier, ShownPlan, ShownPoint
from models.workforce import Mode
from planner.audit import audit
from planner.books import Books, books_of
from planner.briefing.board.flows import shown_flows
from planner.briefing.board.plans import plan_as_shown
from planner.briefing.board.posts import shown_among, shown_with_beyond
from planner.briefing.flows import flows


def frontier_for_board(frontier: Frontier, scenario: Scenario) -> ShownFrontier:
    """Points whose figure on the axis is shown alike are one: their number would tell the counts.

    Parameters
    ----------
    frontier
        With at least one point.
    scenario
        Its scenario.
    """
    books, staying = books_of(scenario), frontier.staying
    points = [_priced_as_shown(point, books) for point in frontier.points]
    step = _step(points, scenario)
    shown = [_shown(point, scenario, step) for point in points]
    alike: defaultdict[ShownCount, list[int]] = defaultdict(list)
    for position, plan in enumerate(shown):
        alike[plan.on(frontier.against)].append(position)
    return ShownFrontier(
        currency=frontier.currency,
        floor=scenario.floor_heads,
        amount_step=step,
        against=frontier.against,
        points=tuple(
            ShownPoint(
                **dict(shown[positions[-1]]),
                gap=frontier.points[positions[-1]].gap,
                is_knee=frontier.knee in positions,
                is_cheapest=frontier.cheapest in positions,
            )
            for positions in alike.values()
        ),
        staying=_shown(staying, scenario, step) if staying is not None else None,
        cut_short=frontier.cut_short,
    )


def alternatives_for_board(
    best: PricedPlan, found: Alternatives, scenario: Scenario
) -> ShownAlternatives:
    """Alternatives without their aspects: that one has fewer posts would tell small counts.

    Parameters
    ----------
    best
        The best plan.
    found
        The record with its alternatives.
    scenario
        Its scenario.
    """
    books = books_of(scenario)
    plans = [_priced_as_shown(each, books) for each in (best, *found.alternatives)]
    step = _step(plans, scenario)
    return ShownAlternatives(
        currency=found.currency,
        floor=scenario.floor_heads,
        amount_step=step,
        plans=tuple(_shown(plan, scenario, step) for plan in plans),
        more=tuple(rounded_amount(plan.total - plans[0].total, step) for plan in plans),
        gap=found.gap,
        measures=found.shared.measures,
        routes=found.shared.routes,
    )


def _step(plans: Iterable[PricedPlan], scenario: Scenario) -> int:
    """The step of amounts, up to what a post costs in the dearest plan."""
    posts = sum(scenario.posts[cohort.id][0] for cohort in scenario.cohorts)
    return amount_step(max(plan.total for plan in plans), posts, scenario.currency)


def _priced_as_shown(plan: PricedPlan, books: Books) -> PricedPlan:
    """The plan, with what it would cost if it had the posts that are shown of it."""
    shown = plan_as_shown(books.scenario, plan.plan, books.scenario.floor_heads)
    if shown == plan.plan:
        return plan
    judged = audit(shown, books)
    amounts = {
        "total": judged.total,
        "money": judged.money,
        "expected_loss": judged.expected_loss,
        "one_off_cash": sum(line.one_off_cash for line in judged.price_list),
    }
    return plan.model_copy(update=amounts)


def _shown(plan: PricedPlan, scenario: Scenario, step: int) -> ShownPlan:
    floor = scenario.floor_heads
    exact = flows(plan.plan)
    shown = shown_flows(exact, [period.label for period in scenario.periods], floor)
    origins = {move.origin for move in plan.plan.moves}
    staffed = [each for each in scenario.cohorts if not origins or each.office in origins]
    there = shown_stock(sum(scenario.posts[each.id][-1] for each in staffed), floor)
    return ShownPlan(
        total=rounded_amount(plan.total, step),
        money=rounded_amount(plan.money, step),
        expected_loss=rounded_amount(plan.expected_loss, step),
        one_off_cash=rounded_amount(plan.one_off_cash, step),
        dismissals=shown_with_beyond(plan.dismissals, Mode.REDUNDANCY, exact, shown, there, floor),
        posts=shown_among([flow.posts for flow in shown], there, floor),
    )
