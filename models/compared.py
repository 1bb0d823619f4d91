"""A column of the decision sheet: all that is said of a plan or a baseline, in the common world.

Amounts are integers in the smallest unit of the planning currency.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from models.base import Frozen, Id, Text
from models.baselines import YearCash
from models.decision_inputs import Trigger
from models.outlook import (
    CaseLoss,
    Flow,
    OfficePosts,
    PeriodMoney,
    RuleYear,
    ShownCount,
    WaveStop,
)
from models.plan import RouteFiling, TaskKind
from models.result import Status
from models.worlds import WorldValue


class ComparedKind(StrEnum):
    """What an option is."""

    PLAN = "plan"
    STAYING_PUT = "staying_put"
    STAYING_PLUS_MEASURES = "staying_plus_measures"


class Pays(StrEnum):
    """At which multiples of all losses an option costs less than staying put."""

    ALWAYS = "always"
    NEVER = "never"
    FROM = "from"
    """Where losses are above the break-even."""
    UNTIL = "until"
    """Where losses are below it."""


class AmountRange(Frozen):
    """An amount with the ends of its range."""

    low: int | None = None
    """None if no input has a range."""
    base: int
    high: int | None = None


class ComparedPeople(Frozen):
    """People and vacancies that an option concerns."""

    dismissals: ShownCount
    asked_to_move: ShownCount
    transferred: ShownCount
    redeployed: ShownCount
    vacancies_filled_elsewhere: ShownCount


class Waiting(Frozen):
    """What it costs to decide one quarter later."""

    decided_on: date
    """Day of the later decision."""
    total: int | None
    """What the best plan from that day costs more; below zero if less, None if none was found."""
    money: int | None = None
    expected_loss: int | None = None
    gap: int = 0
    """How much less the later plan may still cost: differences within it prove nothing."""
    proves_nothing: bool
    """Whether the total is within it. For a board this is so of the exact amounts, which may be
    alike once they are rounded."""


class FewAccept(Frozen):
    """What happens if only the low share of people accept to move."""

    cost: int | None
    """What the plan costs more then, with those who decline at home or replaced, whichever costs
    less; below zero if it costs less. None if neither is lawful."""


class PlanDays(Frozen):
    """Days by which a plan has to be decided on and can be stopped, and its waves."""

    decide_by: date | None = None
    """Day of the earliest task."""
    decide_task: TaskKind | None = None
    """The task of that day."""
    decide_days: int | None = None
    """Days from that task to the landing that waits for it."""
    last_free_stop: date | None = None
    """Last day on which all of it can be stopped without cost beyond talks."""
    last_stop: date | None = None
    """Last day on which anything of it can still be stopped."""
    stop_cost: int | None = None
    """What stopping the whole plan costs on ``last_stop``."""
    stops: tuple[WaveStop, ...] = ()
    """Its waves."""


class LimitUse(Frozen):
    """How much of a limit an option uses."""

    rule: Id
    law: bool
    subject: Text
    """What is limited, in words."""
    period: Text = ""
    used: float
    """Share of the limit that is used; above 1 where it is broken."""
    value: int | None = None
    """What is used, in the rule's unit; None if it is not shown."""
    limit: int | None = None
    unit: Text = ""
    is_tight: bool
    """Whether less than a fifth of a legal limit is left."""


class ComparedPlan(Frozen):
    """A column of the decision sheet: a plan or a baseline, valued in the common world."""

    name: Text
    kind: ComparedKind
    status: Status | None = None
    """How the search for it ended; None for a baseline."""
    value: WorldValue | None
    """In the common world; None if the option cannot be carried over to it, or has no plan."""
    saving: AmountRange | None = None
    """Better in all than the better baseline of the common world; ends with all inputs at once at
    their worse and better ends, base alone if no input has a range. None for a baseline."""
    saving_horizon: int | None = None
    """Part of it within the horizon; the rest falls after it."""
    saving_money: AmountRange | None = None
    """Part of it in money; ends are those of money alone."""
    saving_loss: AmountRange | None = None
    """Part of it in expected loss, before the risk weight."""
    expected_loss: AmountRange | None = None
    cash: tuple[YearCash, ...] = ()
    """One-off cash by fiscal year."""
    end_run_rate: int | None = None
    """Money a year in the last period of the horizon, all one-off payments apart."""
    posts_moved: ShownCount = 0
    posts_kept: ShownCount = 0
    """Posts that stay at the offices from which any of the plans moves posts, or of all offices if
    none does."""
    waves: int = 0
    """For a board, those that are listed in ``days``: waves with large flows."""
    people: ComparedPeople | None = None
    measures: tuple[Id, ...] = ()
    """Measures that are started."""
    days: PlanDays = PlanDays()
    """Days of all its tasks; for a board, those of ``large_flow_days``."""
    committed: int | None = None
    """Cash that all its signatures commit, undiscounted."""
    break_even: float | None = None
    """Multiple of all losses at which it costs the same as staying put."""
    pays: Pays | None = None
    """On which side of the break-even it is cheaper; None if both cost the same at any multiple,
    and for what has no value."""
    break_even_range: tuple[float, float] | None = None
    """Low and high ends of the losses' own ranges, as multiples of ours."""
    triggers: tuple[Trigger, ...] = ()
    """Ten at most: inputs that turn the decision first, then those that move it most."""
    waiting: Waiting | None = None
    few_accept: FewAccept | None = None
    """None if nobody has to accept, or it was not looked into; and for a board, since it may
    concern few people."""
    gap: int | None = None
    """How much less the best plan may cost in its own world, as proven."""
    periods: tuple[PeriodMoney, ...] = ()
    rule_years: tuple[RuleYear, ...] = ()
    case_losses: tuple[CaseLoss, ...] = ()
    offices: tuple[OfficePosts, ...] = ()
    flows: tuple[Flow, ...] = ()
    large_flow_days: PlanDays | None = None
    """Days of the tasks of large flows, of measures and of filings, as if there were no others;
    what a stop of one wave costs is left out. None for a board."""
    routes: tuple[RouteFiling, ...] = ()
    limits: tuple[LimitUse, ...] = ()
    """Limits that are used most first."""
