"""One column of the decision sheet: a plan or a baseline, as it is in the common world."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from models.account import Judgement
from models.baselines import BaselineName
from models.briefing import Signature
from models.compared import ComparedKind, ComparedPeople, ComparedPlan
from models.named import NamedPlan
from models.plan import Plan, Task, Wave
from models.result import Result
from models.scenario import Scenario
from models.worlds import WorldValue
from planner.audit import audit
from planner.books import Books
from planner.briefing.cases import case_losses
from planner.briefing.days import plan_days
from planner.briefing.flows import flows
from planner.briefing.large_flows import cost_by, large_flow_days, large_waves
from planner.briefing.limits import limit_uses, priced_uses
from planner.briefing.pairs import gap_of
from planner.briefing.periods import end_run_rate, period_money
from planner.briefing.posts import office_posts
from planner.briefing.signatures import signatures
from planner.briefing.stopping import beyond
from planner.briefing.worlds import ComparedWorld
from planner.briefing.years import rule_years
from planner.expanded_plan import ExpandedPlan, expand
from planner.explain.waves import plan_tasks, waves_of
from planner.value import cash_by_fiscal_year, people_of, saving_of
from planner.wording.labels import baseline_title

_WITHOUT_VALUE: dict[str, object] = {"stop_cost": None, "stops": ()}
"""What is not told of the days of an option that has no value in the common world."""


@dataclass(frozen=True, eq=False)
class ComparedOption:
    """A plan or a baseline with the world that it is shown in.

    A plan that cannot be carried over to the common world is shown in its own, and its column has
    no amounts then.
    """

    name: str
    kind: ComparedKind
    value: WorldValue | None
    """What it costs in the common world."""
    plan: Plan | None
    """None if no plan was found."""
    world: ComparedWorld
    """That it is shown in."""
    result: Result | None = None
    """None for a baseline."""

    @property
    def books(self) -> Books:
        """Of the world that it is shown in."""
        return self.world.books

    @cached_property
    def waves(self) -> tuple[Wave, ...]:
        """Its waves."""
        return waves_of(self.books, self.plan) if self.plan is not None else ()

    @cached_property
    def large_waves(self) -> tuple[Wave, ...]:
        """Waves of its large flows alone."""
        return large_waves(self.books, self.plan) if self.plan is not None else ()

    @cached_property
    def own_tasks(self) -> tuple[Task, ...]:
        """Its tasks that no wave needs."""
        return plan_tasks(self.books, self.plan) if self.plan is not None else ()

    @property
    def decided_tasks(self) -> tuple[Task, ...]:
        """Its own tasks that are not those of staying put as well."""
        put = self.world.baselines.staying_put.plan
        return beyond(self.own_tasks, plan_tasks(self.books, put))

    @property
    def signatures(self) -> tuple[Signature, ...]:
        """What has to be signed for it."""
        return signatures(self.name, self.waves, self.own_tasks, self.large_waves)


def plan_option(
    plan: NamedPlan, value: WorldValue | None, shown_in: ComparedWorld
) -> ComparedOption:
    """A plan as an option.

    Parameters
    ----------
    plan
        The plan.
    value
        What it costs in the common world; None if it cannot be carried over.
    shown_in
        The common world, or its own if it cannot be carried over.
    """
    return ComparedOption(
        plan.name,
        ComparedKind.PLAN,
        value,
        plan.result.audited_plan,
        shown_in,
        plan.result,
    )


def baseline_option(name: BaselineName, world: ComparedWorld) -> ComparedOption:
    """A baseline of the common world as an option."""
    return ComparedOption(
        baseline_title(name),
        ComparedKind(name.value),
        world.value_of_baseline(name),
        world.baselines.of(name).plan,
        world,
    )


def offices_losing_posts(scenario: Scenario, plans: Iterable[NamedPlan]) -> frozenset[str]:
    """Offices from which any of the plans moves posts; all offices if none does."""
    made = [plan.result.audited_plan for plan in plans]
    origins = {move.origin for each in made if each is not None for move in each.moves}
    return frozenset(origins or (office.id for office in scenario.offices))


def column_of(
    option: ComparedOption, losing: Collection[str], priced: ComparedOption | None = None
) -> ComparedPlan:
    """The column of an option, without what rests on ranges and on other options.

    Parameters
    ----------
    option
        The option.
    losing
        Offices whose posts are counted as kept.
    priced
        An option with the same name whose amounts are told for its own.
    """
    priced = priced or option
    status = option.result.status if option.result else None
    if option.plan is None:
        return ComparedPlan(name=option.name, kind=option.kind, status=status, value=None)
    done = expand(option.books, option.plan)
    decided = option.decided_tasks
    days = plan_days(done.scenario, option.plan, option.waves, decided)
    large = large_flow_days(done.scenario, option.plan, option.large_waves, option.waves, decided)
    shown = ComparedPlan(
        name=option.name,
        kind=option.kind,
        status=status,
        value=option.value,
        posts_moved=sum(move.heads for move in option.plan.moves),
        posts_kept=_posts_kept(done, losing),
        waves=len(option.waves),
        people=ComparedPeople(**dict(people_of(done))),
        measures=tuple(dict.fromkeys(start.measure for start in option.plan.measures)),
        days=days.model_copy(update=_WITHOUT_VALUE),
        gap=gap_of(option.result) if option.result else None,
        offices=office_posts(done),
        flows=flows(option.plan),
        routes=option.plan.routes,
        large_flow_days=large.model_copy(update=_WITHOUT_VALUE),
    )
    if option.value is None or priced.plan is None:
        return shown
    judgement = audit(option.plan, option.books)
    uses = limit_uses(done.scenario, judgement)
    tasks = [*(task for wave in priced.waves for task in wave.tasks), *priced.decided_tasks]
    amounts: dict[str, object] = {
        "days": days,
        "large_flow_days": large.model_copy(update={"stop_cost": cost_by(large.last_stop, tasks)}),
    }
    if priced is option:
        amounts["limits"] = uses
    else:
        done, judgement = expand(priced.books, priced.plan), audit(priced.plan, priced.books)
        amounts["limits"] = priced_uses(uses, limit_uses(done.scenario, judgement))
    return shown.model_copy(update=amounts | _amounts(priced, done, judgement))


def _amounts(priced: ComparedOption, done: ExpandedPlan, judgement: Judgement) -> dict[str, object]:
    """What an option costs, by year, period, rule and case."""
    is_plan = priced.kind is ComparedKind.PLAN
    saving = saving_of(judgement, priced.world.baselines) if is_plan else None
    periods = period_money(done)
    return {
        "saving_horizon": saving.horizon if saving else None,
        "committed": sum(each.amount for each in priced.signatures) if is_plan else None,
        "cash": cash_by_fiscal_year(done),
        "end_run_rate": end_run_rate(done.scenario, periods),
        "periods": periods,
        "rule_years": rule_years(done),
        "case_losses": case_losses(done),
    }


def _posts_kept(done: ExpandedPlan, offices: Collection[str]) -> int:
    """Posts of the offices that lose some in the last period, without those that move.

    A post that is still handed over then counts as moved, so that posts kept and posts moved add up
    to the posts planned for that period.
    """
    scenario = done.scenario
    there = sum(scenario.posts[c.id][-1] for c in scenario.cohorts if c.office in offices)
    return there - sum(move.heads for move in done.plan.moves)
