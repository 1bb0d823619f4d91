"""One column of the decision sheet: a plan or a baseline, as it is in the common world."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from models.baselines import BaselineName
from models.briefing import ComparedKind, ComparedPeople, ComparedPlan
from models.named import NamedPlan
from models.scenario import Scenario
from models.worlds import WorldValue
from planner.briefing.deciding import deadline_of
from planner.briefing.pairs import gap_of
from planner.briefing.worlds import ComparedWorld
from planner.expanded_plan import ExpandedPlan, expand
from planner.explain.waves import plan_tasks, waves_of
from planner.exports.words import baseline_title
from planner.value import cash_by_fiscal_year, people_of


def plan_option(
    plan: NamedPlan, value: WorldValue | None, shown_in: ComparedWorld, losing: Collection[str]
) -> ComparedPlan:
    """The column of a plan, without what rests on ranges.

    Parameters
    ----------
    plan
        The plan.
    value
        What it costs in the common world; None if it cannot be carried over.
    shown_in
        The common world, or its own if it cannot be carried over: people, days and posts are then
        those of its own world, and it has no amounts.
    losing
        Offices whose posts are counted as kept or moved.
    """
    kind, status, made = ComparedKind.PLAN, plan.result.status, plan.result.audited_plan
    if made is None:
        return ComparedPlan(name=plan.name, kind=kind, status=status, value=None)
    done = expand(shown_in.books, made)
    column = _column(plan.name, kind, value, done, losing)
    return column.model_copy(update={"status": status, "gap": gap_of(plan.result)})


def baseline_option(
    name: BaselineName, world: ComparedWorld, losing: Collection[str]
) -> ComparedPlan:
    """The column of a baseline of the common world, without what rests on ranges."""
    done = expand(world.books, world.baselines.of(name).plan)
    value = world.value_of_baseline(name)
    return _column(baseline_title(name), ComparedKind(name.value), value, done, losing)


def offices_losing_posts(scenario: Scenario, plans: Iterable[NamedPlan]) -> frozenset[str]:
    """Offices from which any of the plans moves posts; all offices if none does."""
    made = [plan.result.audited_plan for plan in plans]
    origins = {move.origin for each in made if each is not None for move in each.moves}
    return frozenset(origins or (office.id for office in scenario.offices))


def _column(
    name: str,
    kind: ComparedKind,
    value: WorldValue | None,
    done: ExpandedPlan,
    losing: Collection[str],
) -> ComparedPlan:
    books, plan = done.books, done.plan
    waves, own = waves_of(books, plan), plan_tasks(books, plan)
    first = deadline_of(done.scenario, plan, waves, own)
    return ComparedPlan(
        name=name,
        kind=kind,
        value=value,
        cash=cash_by_fiscal_year(done) if value else (),
        posts_moved=sum(move.heads for move in plan.moves),
        posts_kept=_posts_kept(done, losing),
        waves=len(waves),
        people=ComparedPeople(**dict(people_of(done))),
        measures=tuple(dict.fromkeys(start.measure for start in plan.measures)),
        decide_by=first.by if first else None,
        decide_task=first.task if first else None,
        decide_days=first.days if first else None,
        routes=plan.routes,
    )


def _posts_kept(done: ExpandedPlan, offices: Collection[str]) -> int:
    """Posts of some offices in the last period, without those that move, if only to be handed over.

    Posts kept and posts moved from these offices add up to the posts planned for that period.
    """
    scenario = done.scenario
    there = sum(scenario.posts[c.id][-1] for c in scenario.cohorts if c.office in offices)
    return there - sum(move.heads for move in done.plan.moves if move.origin in offices)
