"""Rules as people read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.scenario import Scenario
from planner.rules import RULES, Rule, rules_of

Stands = Literal["law", "identity", "price", "policy"]
"""What a rule stands on: law is never relaxed, plans make no sense without an identity, a price
forbids nothing, a policy may be switched off."""


@dataclass(frozen=True)
class RuleCard:
    """A rule as people read it."""

    name: str
    stands_on: Stands
    sentence: str
    formula: str
    """One constraint, price or valid inequality a line."""
    unit: str
    source: str
    in_force: bool
    values: tuple[str, ...]
    """Today's figures in a scenario, in words."""

    def __repr__(self) -> str:
        return f"RuleCard({self.name!r}, {self.stands_on!r}, in_force={self.in_force})"


def cards(scenario: Scenario | None = None) -> tuple[RuleCard, ...]:
    """Every rule in reading order, with a scenario's figures if one is given."""
    in_force = {rule.name for rule in (rules_of(scenario) if scenario else RULES)}
    return tuple(
        RuleCard(
            name=rule.name,
            stands_on=_stands_on(rule),
            sentence=rule.sentence,
            formula="\n".join((*rule.formula, *(f"{cut} (implied)" for cut in rule.cuts))),
            unit=rule.unit,
            source=rule.source,
            in_force=rule.name in in_force,
            values=tuple(rule.values(scenario)) if scenario else (),
        )
        for rule in RULES
    )


def _stands_on(rule: Rule) -> Stands:
    if rule.law:
        return "law"
    if rule.structural:
        return "identity"
    return "price" if rule.checks is None else "policy"
