"""Sentences of a receipt that need no roster."""

from __future__ import annotations

from datetime import date

from planner.roster.asked import RosterTerms
from planner.roster.outstanding import OutstandingPay
from planner.roster.receipt import few_lines, receipt_lines
from planner.roster.reconciliation import Reconciliation
from planner.roster.staying_put import StayingPut

TERMS = RosterTerms(date(2026, 12, 1), 5, "year", "", 0.0)
SUMS = Reconciliation(
    rows=5,
    filled=5,
    vacant=0,
    left=0,
    rejected={},
    unread=0,
    counted=(),
    pay=(),
    outstanding=(
        OutstandingPay((17,), "tokyo", "head", 12.3),
        OutstandingPay((23, 29), "osaka", "chief", 13.4),
        OutstandingPay((31, 37), "kobe", "buyer", None),
    ),
    pay_by_row=5e8,
    pay_as_written=5e8,
    tenure=True,
    severance_by_row=2e8,
    severance_by_band=2e8,
    staying_put=StayingPut(10, 10_000_000, "CNY", None, 0),
    left_lately=0,
    undated=0,
)


def test_severance_says_what_it_is_by() -> None:
    """People who sign an agreement get more than the statute's caps allow."""
    (told,) = (each for each in receipt_lines(SUMS, TERMS, "CNY", 0, 0)
               if each.text.startswith("Severance"))  # fmt: skip

    for words in (told.text, told.exact):
        assert "by the agreement where the law of the office has one" in words
        assert "capped only where it says so" in words


def test_counts_below_the_floor_are_told_and_those_of_nobody_are_not() -> None:
    (told,) = few_lines({"few": 4, "none": 0, "enough": 5}, 5)

    assert "fewer than 5 posts" in told.text
    assert told.text.endswith("few: few (4)")
    assert not list(few_lines({"none": 0, "enough": 5}, 5))


def test_an_outstanding_pay_is_told_by_its_row_and_in_the_file_by_nothing_else() -> None:
    (told,) = (each for each in receipt_lines(SUMS, TERMS, "CNY", 0, 0) if "row 17" in each.text)

    assert "tokyo, head: one pay is 12 times the mean of the others" in told.exact
    assert not [word for word in ("tokyo", "head", "12") if word in told.text]


def test_two_pays_that_are_most_of_a_mean_are_told_by_their_rows() -> None:
    (told,) = (each for each in receipt_lines(SUMS, TERMS, "CNY", 0, 0) if "23 and 29" in each.text)

    assert "osaka, chief: two pays are 13 times the mean of the others" in told.exact
    assert "whoever has the lower can tell the higher to within 25%" in told.exact
    assert not [word for word in ("osaka", "chief", "13") if word in told.text]


def test_two_pays_that_are_all_of_a_mean_are_not_said_to_be_above_others() -> None:
    (told,) = (each for each in receipt_lines(SUMS, TERMS, "CNY", 0, 0) if "31 and 37" in each.text)

    assert "kobe, buyer: two pays are all of the mean" in told.exact
    assert "others" not in told.exact + told.text
    assert not [word for word in ("kobe", "buyer") if word in told.text]
