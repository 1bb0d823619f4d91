"""What waves are worth, in tables: the answer, what shuts a delay, what the plan becomes."""

from __future__ import annotations

import pytest

from models.clash import ClashMember
from models.cost_delta import CostDelta, order_of
from models.plan_change import PlanChange
from models.wave_changes import WaveAnswer, WaveChange
from planner.exports.wave_changes import verdict_words, wave_tables
from tests.support.builders import scenario

DEARER, UNDECIDED = (
    CostDelta(total=500, money=500, expected_loss=0, low=low, high=600, order=order_of(low, 600))
    for low in (400, -100)
)
SHUT = WaveChange(is_shut=True, shut_by=(ClashMember(rule="horizon", words="it is over then"),))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (SHUT, "shut"),
        (WaveChange(), "no plan found"),
        (WaveChange(delta=DEARER), "dearer"),
        (WaveChange(delta=UNDECIDED), "cannot be told apart"),
    ],
)
def test_what_is_known_is_said_and_no_more(change: WaveChange, words: str) -> None:
    assert verdict_words(change) == words


def test_each_table_has_the_lines_that_it_is_for() -> None:
    """Dropped is dearer and changes the plan; a quarter later it is shut."""
    dropped = WaveChange(delta=DEARER, change=PlanChange(posts=3))
    answer = WaveAnswer(
        period="2027-Q1", posts=3, dropped=dropped, later_period="2027-Q2", later=SHUT
    )
    tables = {table.name: table for table in wave_tables((answer,), scenario())}

    assert [row[1:3] for row in tables["wave_changes"].rows] == [
        ("dropped", 500),
        ("in 2027-Q2", None),
    ]
    assert [row[-1] for row in tables["wave_changes"].rows] == ["dearer", "shut"]
    assert tables["wave_shut"].rows == (("2027-Q1", "in 2027-Q2", "it is over then"),)
    ((wave, option, change),) = tables["wave_plans"].rows
    assert (wave, option) == ("2027-Q1", "dropped")
    assert change == "3 posts of other cohorts to the same offices"
