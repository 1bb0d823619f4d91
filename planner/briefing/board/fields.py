"""Which fields of a briefing a board may see: an allow-list, type by type.

What is not listed does not pass. A test fails until each field of a type that is part of a briefing
is in one group.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from models.base import Frozen
from models.baselines import YearCash
from models.briefing import Briefing, BriefingNames, Holding, PlanPair, SettingChange, Signature
from models.compared import (
    AmountRange,
    ComparedPeople,
    ComparedPlan,
    FewAccept,
    LimitUse,
    PlanDays,
    Waiting,
)
from models.decision_inputs import AssumedInput, InputPlace, Trigger
from models.outlook import CaseLoss, Flow, OfficePosts, PeriodMoney, RuleYear, WaveStop
from models.plan import RouteFiling
from models.rounding import rounded_amount
from models.worlds import WorldGrid, WorldRow, WorldValue

FrozenT = TypeVar("FrozenT", bound=Frozen)


@dataclass(frozen=True, slots=True)
class BoardFields:
    """Fields of a type, by what a board sees of them; names are separated by blanks."""

    told: str = ""
    """Copied as they are; types in them have lists of their own."""
    amounts: str = ""
    """Rounded to the step of the paper."""
    worked_out: str = ""
    """Worked out for a board, never copied: counts, and what depends on the row."""
    withheld: str = ""
    """Left at their defaults."""

    def copied(self) -> tuple[str, ...]:
        """Names of those that may be copied, to be rounded later."""
        return (*self.told.split(), *self.amounts.split())

    def shown(self) -> tuple[str, ...]:
        """Names of all that a board sees."""
        return (*self.copied(), *self.worked_out.split())


BOARD_FIELDS: Mapping[type[Frozen], BoardFields] = {
    Briefing: BoardFields(
        told="currency planning_date risk_weight floor better_baseline names",
        worked_out="title audience count_step amount_step plans options grid pairs holdings inputs "
        "signatures settings",
    ),
    BriefingNames: BoardFields(told="offices entities measures jurisdictions", withheld="cohorts"),
    ComparedPlan: BoardFields(
        told="name kind status value saving saving_money saving_loss expected_loss cash measures "
        "pays waiting periods "
        "case_losses routes",
        amounts="saving_horizon end_run_rate committed gap",
        worked_out="days posts_moved posts_kept waves people break_even break_even_range triggers "
        "rule_years offices flows limits",
        withheld="few_accept large_flow_days",
    ),
    AmountRange: BoardFields(amounts="low base high"),
    CaseLoss: BoardFields(told="case name", amounts="amount"),
    ComparedPeople: BoardFields(
        worked_out="dismissals asked_to_move transferred redeployed vacancies_filled_elsewhere"
    ),
    FewAccept: BoardFields(withheld="cost"),
    Flow: BoardFields(worked_out="origin destination mode period until posts"),
    PlanDays: BoardFields(
        told="decide_by decide_task decide_days last_free_stop last_stop",
        amounts="stop_cost",
        worked_out="stops",
    ),
    LimitUse: BoardFields(
        told="rule law subject period unit is_tight", worked_out="used", withheld="value limit"
    ),
    OfficePosts: BoardFields(told="office period", worked_out="posts starters leavers"),
    PeriodMoney: BoardFields(told="period", amounts="one_off running"),
    RouteFiling: BoardFields(told="entity group route period until"),
    RuleYear: BoardFields(told="rule fiscal_year is_expected", amounts="amount"),
    Trigger: BoardFields(
        told="breaks", amounts="saving_low saving_high", worked_out="place base turns_at turns"
    ),
    Waiting: BoardFields(told="decided_on proves_nothing", amounts="total money expected_loss gap"),
    WaveStop: BoardFields(
        told="period lands_on start_by last_safe_stop signing_days",
        worked_out="posts",
        withheld="stop_costs",
    ),
    YearCash: BoardFields(told="fiscal_year", amounts="amount"),
    WorldGrid: BoardFields(worked_out="worlds rows"),
    WorldRow: BoardFields(told="values missing", amounts="regrets", worked_out="option"),
    WorldValue: BoardFields(told="broken", amounts="money expected_loss total"),
    PlanPair: BoardFields(amounts="difference left_open", worked_out="one other is_told_apart"),
    Holding: BoardFields(worked_out="flow plans is_shared"),
    AssumedInput: BoardFields(
        told="certainty approved_by", amounts="weight", worked_out="place value low high source"
    ),
    InputPlace: BoardFields(told="table field", worked_out="row name"),
    Signature: BoardFields(
        told="kind by owner", worked_out="plan what count amount", withheld="is_of_large_flow"
    ),
    SettingChange: BoardFields(told="table", worked_out="what values"),
}


def told_fields(part: Frozen) -> dict[str, Any]:
    """What may be copied of a part; what is worked out for a board is added to it."""
    return {name: getattr(part, name) for name in BOARD_FIELDS[type(part)].copied()}


def passed(part: FrozenT, step: int) -> FrozenT:
    """A part built anew of what a board may see, with amounts in multiples of a step.

    Raises
    ------
    KeyError
        There is no list of the fields of its type.
    """
    fields = BOARD_FIELDS[type(part)]
    amounts = fields.amounts.split()
    values = {name: getattr(part, name) for name in fields.shown()}
    return type(part)(
        **{
            name: _rounded(value, step) if name in amounts else _passed(value, step)
            for name, value in values.items()
        }
    )


def _passed(value: Any, step: int) -> Any:
    if isinstance(value, Frozen):
        return passed(value, step)
    if isinstance(value, tuple):
        return tuple(_passed(each, step) for each in value)
    return value


def _rounded(value: Any, step: int) -> Any:
    if isinstance(value, tuple):
        return tuple(_rounded(each, step) for each in value)
    return None if value is None else rounded_amount(value, step)
