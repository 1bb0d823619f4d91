"""The public face refuses what it would otherwise ignore."""

from __future__ import annotations

import pytest

from models.errors import InputError
from planner import api


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("core_data", "is law, an identity or a price and cannot be switched off"),
        ("run_rate", "is law, an identity or a price and cannot be switched off"),
        ("budgte", "is no rule of this model"),
    ],
)
def test_only_policies_can_be_switched_off(name: str, why: str) -> None:
    """Law, prices and misspelt names are told, each with the policies that could be."""
    with pytest.raises(InputError) as caught:
        api.load("tiny", settings=[f"switched_off={name}"])

    (problem,) = caught.value.problems
    assert (problem.field, problem.found, problem.message) == ("switched_off", name, why)
    assert "budget" in problem.next_step


def test_a_policy_can_be_switched_off() -> None:
    """Tiny without its budget: the rule no longer speaks, and nothing else changes."""
    checked = api.check(api.load("tiny", settings=["switched_off=budget"]).scenario)
    judged = checked.staying_put.judgement

    assert "budget" not in {finding.rule for finding in judged.findings}
    assert "core_data" in {finding.rule for finding in judged.findings}
