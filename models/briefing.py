"""What a paper on plans says, worked out once: every format renders this and nothing else.

Amounts are integers in the smallest unit of the planning currency. In a briefing for the board,
counts of posts and people and amounts are rounded, and what is too small is not shown; verdicts are
those of the exact figures.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field

from models.base import Frozen, Id, Text
from models.baselines import YearCash
from models.choices import Audience
from models.money import CurrencyCode
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
from models.provenance import Certainty
from models.result import Status
from models.worlds import WorldGrid, WorldValue


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


class InputPlace(Frozen):
    """Where an input stands in a scenario."""

    table: Text
    """Table, or ``settings``."""
    row: Text
    """Key of the row, with its parts separated by slashes; empty for a setting."""
    field: Text
    name: Text = ""
    """Name of the row for people; empty for a setting, and where the row is not told."""


class Trigger(Frozen):
    """An input whose value, within its range, turns the decision or moves it most."""

    place: InputPlace
    base: Text
    """Its value in the plan; empty if it is not shown."""
    turns_at: Text = ""
    """Last value at which the decision still holds; empty if it holds over the whole range."""
    saving_low: int
    """Saving against the better baseline at the low end of the input's range."""
    saving_high: int
    """Saving at the high end."""
    turns: bool = False
    """Whether it turns the decision at a value that is not shown."""
    breaks: tuple[Id, ...] = ()
    """Rules that the plan breaks past that value, if it turns the decision by these alone and not
    by what it costs."""


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


class FewAccept(Frozen):
    """What happens if only the low share of people accept to move."""

    cost: int | None
    """What the plan costs more then, with those who decline at home or replaced, whichever costs
    less; below zero if it costs less. None if neither is lawful."""


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
    """For a board, those that are listed in ``stops``: waves with large flows."""
    people: ComparedPeople | None = None
    measures: tuple[Id, ...] = ()
    """Measures that are started."""
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
    """What stopping everything costs on ``last_stop``."""
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
    """Three at most: inputs that turn the decision first, then those that move it most."""
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
    stops: tuple[WaveStop, ...] = ()
    routes: tuple[RouteFiling, ...] = ()
    limits: tuple[LimitUse, ...] = ()
    """Limits that are used most first."""


class PlanPair(Frozen):
    """Two plans side by side in the common world."""

    one: Text
    other: Text
    difference: int
    """Total of one less that of the other. For a board it may be rounded to 0: of plans that are
    told apart, the cheaper one is the first."""
    left_open: int = 0
    """How much both together may still be improved, as far as they were made for the common
    world."""
    is_told_apart: bool
    """Whether the difference is larger than that."""


class Holding(Frozen):
    """Which plans make a move: all of them, some, or one alone."""

    flow: Flow
    plans: tuple[Text, ...]
    is_shared: bool
    """Whether all plans make it: a move that is not regretted in any of their worlds."""


class AssumedInput(Frozen):
    """An input with its weight in the decision, its source, and who approved it."""

    place: InputPlace
    value: Text
    """As in the scenario; empty if it is not shown."""
    low: Text = ""
    high: Text = ""
    weight: int
    """Largest saving less the smallest over its range; 0 if it has no range."""
    certainty: Certainty | None = None
    source: Text = ""
    approved_by: Text = ""
    """Role; empty if nobody has."""


class Signature(Frozen):
    """Something that somebody has to sign, by a day."""

    plan: Text
    kind: TaskKind
    what: Text
    """What it is about, as in `models.plan.Task`. Empty if it is the first of its kind anywhere,
    which is all that a board sees of tasks that count posts, people or seats."""
    count: ShownCount
    """0 if it is not told."""
    by: date
    owner: Id
    amount: int
    """Cash that it commits; 0 if none, or if it is not told."""


class SettingChange(Frozen):
    """A setting in which the plans' scenarios differ, in words."""

    what: Text
    table: Text = ""
    """Table of the scenario, or the setting; a board sees values of those only that it may."""
    values: tuple[Text, ...]
    """Its value for each plan; empty texts if the values are not shown."""


class BriefingNames(Frozen):
    """Names by id, of what a briefing mentions."""

    offices: dict[Id, Text]
    """In reading order."""
    entities: dict[Id, Text]
    measures: dict[Id, Text]
    jurisdictions: dict[Id, Text]
    cohorts: dict[Id, Text] = Field(default_factory=dict)
    """Empty for a board."""


class Briefing(Frozen):
    """All that a paper on one to five plans says."""

    title: Text
    audience: Audience
    currency: CurrencyCode
    planning_date: date
    risk_weight: float
    """Of the common world."""
    floor: int
    """Counts from 1 to this one are not shown to a board."""
    count_step: int = 1
    """Counts are multiples of this."""
    amount_step: int = 1
    """Amounts are multiples of this."""
    plans: tuple[Text, ...]
    options: tuple[ComparedPlan, ...]
    """The plans in the order given, then staying put, then staying plus measures."""
    better_baseline: ComparedKind
    grid: WorldGrid
    pairs: tuple[PlanPair, ...] = ()
    holdings: tuple[Holding, ...] = ()
    inputs: tuple[AssumedInput, ...] = ()
    """By weight, the largest first; those without weight that nobody approved follow."""
    signatures: tuple[Signature, ...] = ()
    """By day."""
    settings: tuple[SettingChange, ...] = ()
    names: BriefingNames

    @property
    def chosen(self) -> ComparedPlan:
        """The first plan."""
        return self.options[0]
