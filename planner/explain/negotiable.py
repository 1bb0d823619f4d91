"""What could give in a clash: values of the scenario that can be loosened step by step."""

from __future__ import annotations

from collections.abc import Sequence

from models.clash import ClashMember
from models.scenario import Scenario
from planner.explain.members import kind_of
from planner.rules.named_limit import NamedLimit
from planner.rules.negotiable import Negotiable


def negotiables_of(scenario: Scenario, members: Sequence[ClashMember]) -> tuple[Negotiable, ...]:
    """What could give in the members of a clash, each once, those first that the firm decides."""
    found: dict[str, Negotiable] = {}
    for member in members:
        kind = kind_of(member)
        for each in kind.gives(NamedLimit(member, scenario)) if kind is not None else ():
            if each.steps > 0:
                found.setdefault(each.setting(0)[0], each)
    return tuple(sorted(found.values(), key=lambda each: each.law))
