"""What a paper on plans says, worked out once: every format renders this and nothing else.

Amounts are integers in the smallest unit of the planning currency. In a briefing for the board,
counts of posts and people and amounts are rounded, and what is too small is not shown; verdicts are
those of the exact figures.
"""

from __future__ import annotations

from datetime import date

from pydantic import Field

from models.base import Frozen, Id, Text
from models.choices import Audience
from models.compared import ComparedKind, ComparedPlan
from models.decision_inputs import AssumedInput
from models.money import CurrencyCode
from models.outlook import Flow, ShownCount
from models.plan import TaskKind
from models.worlds import WorldGrid


class PlanPair(Frozen):
    """Two plans side by side in the common world."""

    one: Text
    other: Text
    difference: int
    """Total of one less that of the other."""
    left_open: int = 0
    """How much both together may still be improved, as far as they were made for the common
    world."""
    is_told_apart: bool
    """Whether the difference is larger than that; for a board, and not rounded to nothing."""


class Holding(Frozen):
    """Which plans make a move: all of them, some, or one alone."""

    flow: Flow
    plans: tuple[Text, ...]
    is_shared: bool
    """Whether all plans make it: a move that is not regretted in any of their worlds."""


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
    is_of_large_flow: bool = False
    """Whether a flow of more posts than the floor needs it; False for a board."""


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
