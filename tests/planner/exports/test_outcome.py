"""How a plan was found, for papers whose front sheets tell all else."""

from __future__ import annotations

from models.result import SecondStage
from planner.exports.outcome import outcome_table
from tests.support.exported_company import result, scenario

COMPANY = scenario()
CHOICE = SecondStage(
    band=1_000_000,
    cost=250_000,
    dismissals_before=16,
    dismissals_after=4,
    transferred_before=9,
    transferred_after=9,
    moves_before=2,
    moves_after=2,
)


def test_an_outcome_tells_what_is_proven_and_what_was_chosen_among_equals() -> None:
    rows = outcome_table(result(COMPANY, second_stage=CHOICE)).rows

    assert [row[0] for row in rows] == ["Outcome", "Proven gap", "Choice among equals"]
    assert str(rows[0][1]).startswith("Optimal")
    assert "of the total cost, " in str(rows[1][1])
    assert "dismissals: 4 instead of 16 (USD 2.50 k more)" in str(rows[2][1])


def test_without_a_choice_there_is_no_row_of_it() -> None:
    assert [row[0] for row in outcome_table(result(COMPANY)).rows] == ["Outcome", "Proven gap"]
