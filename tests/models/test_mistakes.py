"""Problems are grouped by what one correction mends."""

from __future__ import annotations

import pytest

from models.errors import Problem
from models.mistakes import mistakes_of
from models.workbook_places import SheetPlace, sheet_place


@pytest.mark.parametrize(
    "place",
    [
        SheetPlace("pay"),
        SheetPlace("pay", "AB", "12"),
        SheetPlace("pay", row="3"),
        SheetPlace("pay", "C"),
        SheetPlace("pay, cell B2", "C", "1"),
    ],
)
def test_a_place_is_read_from_its_words(place: SheetPlace) -> None:
    """Whatever the sheet is called."""
    assert sheet_place(place.words) == place


def test_places_elsewhere_are_in_no_workbook() -> None:
    """Lines of tables and keys of entries."""
    assert sheet_place("line 2") is None
    assert SheetPlace("pay", row="3").cell == ""


def pay(row: int, message: str, found: str, step: str = "") -> Problem:
    place = SheetPlace("pay", "C", str(row)).words
    return Problem(message, "a.xlsx", place, "annual", found, step)


def test_one_message_in_one_column_is_one_mistake() -> None:
    """Figures in the advice are those of each cell; what is found is listed once."""
    message, step = "is an amount without a currency", "Write 'USD {}', if that is its currency."
    figures = {2: "320,000", 3: "45000", 4: "45000"}
    problems = [pay(row, message, text, step.format(text)) for row, text in figures.items()]
    (mistake,) = mistakes_of(problems)

    assert mistake.found == ("320,000", "45000")
    assert mistake.next_step == "Write 'USD 320,000', if that is its currency."
    assert (mistake.cause, len(mistake.problems)) == ("pay/annual", 3)


def test_advice_on_other_words_is_another_mistake() -> None:
    """Digits within names are no figures."""
    message = "is not one of the allowed values"
    problems = [
        pay(2, message, "team1", "Did you mean 'team-1'?"),
        pay(3, message, "team2", "Did you mean 'team-2'?"),
    ]

    assert len(mistakes_of(problems)) == 2


def test_what_is_lacking_is_one_mistake_wherever_it_shows() -> None:
    """One wrong id in several files; a later place may have the advice that the first lacks."""
    message = "is not among the offices"
    problems = [
        Problem(message, "pay.csv", "line 2", "office", "hanoy", cause="offices/hanoy"),
        Problem("is missing", "pay.csv", "line 3", "office"),
        Problem(message, "cohorts.csv", "line 2", "office", "hanoy", "Hanoi?", "offices/hanoy"),
    ]
    first, second = mistakes_of(problems)

    assert [each.file for each in first.problems] == ["pay.csv", "cohorts.csv"]
    assert (first.cause, first.next_step) == ("offices/hanoy", "Hanoi?")
    assert (second.cause, second.message) == ("pay.csv/office", "is missing")
