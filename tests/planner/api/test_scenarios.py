"""The public face refuses what it would otherwise ignore."""

from __future__ import annotations

from datetime import date
from pathlib import Path

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
        api.load("tiny", settings={"switched_off": name})

    (problem,) = caught.value.problems
    assert (problem.field, problem.found, problem.message) == ("switched_off", name, why)
    assert "budget" in problem.next_step


def test_a_policy_can_be_switched_off() -> None:
    """Tiny without its budget: the rule no longer speaks, and nothing else changes."""
    checked = api.check(api.load("tiny", settings={"switched_off": "budget"}))
    judged = checked.staying_put.judgement

    assert "budget" not in {finding.rule for finding in judged.findings}
    assert "core_data" in {finding.rule for finding in judged.findings}


@pytest.mark.parametrize("until", [date(2026, 11, 30), date(9999, 12, 31)])
def test_a_history_is_played_to_a_day_that_it_has(tmp_path: Path, until: date) -> None:
    """Tiny begins on 1 December 2026; a day before that, or in eight thousand years, is a slip."""
    event = (
        '{"type":"budget_set","id":"b","programme":"tiny","recorded_at":"2026-12-05","limit":null}'
    )
    (tmp_path / "e.jsonl").write_text(f"{event}\n", encoding="utf-8")
    with pytest.raises(InputError, match="--until: is no day to play to"):
        api.replay(api.load("tiny"), tmp_path / "e.jsonl", until=until)
