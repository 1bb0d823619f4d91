"""What a rule is: one sentence, the rows it adds, and what it says of a finished plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.scenario import Scenario
from planner.expanded_plan import ExpandedPlan
from planner.formulation.builder import ProgramBuilder
from planner.formulation.rule_bounds import RuleBound
from planner.formulation.sets import Mask, Sets
from planner.rules.limit_kind import LimitKind


@dataclass(frozen=True, slots=True)
class Check:
    """One limit of a rule on one plan: a value, and what it must keep to.

    ``value`` and ``limit`` are integers of one ``scale``-th of the rule's unit.
    """

    value: int
    limit: int
    subject: str
    """What was counted, in words."""
    at_most: bool = True
    period: int | None = None
    offices: tuple[str, ...] = ()
    cohorts: tuple[str, ...] = ()
    law: bool | None = None
    """Whether law demands this limit; None: as the rule."""
    scale: int = 1
    advisory: bool = False
    """Whether breaking it is worth reporting but not a violation."""
    words: str = ""
    """The limit in full, where subject, value and limit do not say it best."""

    @property
    def slack(self) -> int:
        """What is left before the limit; negative where it is broken."""
        return self.limit - self.value if self.at_most else self.value - self.limit

    @property
    def is_broken(self) -> bool:
        """Whether the plan is unlawful by it."""
        return self.slack < 0 and not self.advisory


@dataclass(frozen=True, slots=True)
class Charge:
    """One amount that a plan owes under a rule, in the smallest unit of the planning currency."""

    amount: int
    """As it enters the objective."""
    unweighted: int
    """Before the risk weight."""
    cash: int = 0
    """One-off cash within it, undiscounted."""
    period: int = 0
    once: bool = False
    """Whether it is paid once, though not out of the programme's budget."""


class CostCategory(StrEnum):
    """What kind of cost a price is, in the account of a plan and of a move."""

    ONE_OFF = "one_off"
    RUN_RATE = "run_rate"
    EXPOSURE = "exposure"


def _none(_: Scenario) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True)
class Rule:
    """A business rule.

    ``admits``, ``bounds`` and ``build`` speak to the formulation; ``checks``, ``charges`` and
    ``shares`` speak of a finished plan. The two sides share the scenario, the coefficients of its
    books, and no other code: a mistake in one is found by the other.
    """

    name: str
    """The file's name, the word on the command line, the name in findings and price lists."""
    sentence: str
    """The rule, for HR."""
    formula: tuple[str, ...]
    """The rule over the sets of the formulation: one constraint or price each, with its name."""
    unit: str
    """Unit of a violation; ``money`` for a price."""
    source: str
    """Law, policy or paper behind it."""
    cuts: tuple[str, ...] = ()
    """Valid inequalities that it adds: implied for whole posts, they tighten the relaxation."""
    law: bool = False
    """Whether law stands behind it: such a rule is never switched off."""
    structural: bool = False
    """Whether plans make no sense without it: it is never switched off either."""
    admits: Callable[[Sets], Mask] | None = None
    """[c, o, m, t] moves that may be considered at all."""
    bounds: Callable[[Sets], Iterable[RuleBound]] | None = None
    """How many posts it lets move at most, where that makes other rules' rows tighter."""
    build: Callable[[ProgramBuilder], None] | None = None
    """Adds the rule's columns, rows and prices to the programme."""
    checks: Callable[[ExpandedPlan, Sequence[Charge]], Iterable[Check]] | None = None
    """Every limit of the rule on a plan, given the charges of all prices."""
    charges: Callable[[ExpandedPlan], Iterable[Charge]] | None = None
    """What the plan owes."""
    shares: Callable[[ExpandedPlan], Sequence[int]] | None = None
    """What each move adds to what staying put would owe, in the order of the plan's moves."""
    category: CostCategory | None = None
    """Where ``shares`` belong in a move's account."""
    expected: bool = False
    """Whether its price is a loss that is expected, not money that is paid."""
    values: Callable[[Scenario], Sequence[str]] = _none
    """Today's figures of the rule in a scenario, in words."""
    limits: tuple[LimitKind, ...] = ()
    """Kinds of limits that its rows are of; those that it does not admit are ``shut_out``."""
