"""What a plan becomes after an answer that is no, in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.contingencies import Contingencies, Contingency
from models.cost_delta import CostDelta, CostOrder
from models.plan import TaskKind
from models.plan_change import PlanChange
from models.sensitivity import Shift
from planner.exports.contingencies import (
    condition_words,
    contingencies_document,
    contingency_tables,
    outcome_words,
)
from tests.support.builders import scenario

COMPANY = scenario()


def contingency(kind: TaskKind = TaskKind.PERMIT, **changes: Any) -> Contingency:
    """Ten posts cost 1,500 more; five fewer move to Bengaluru."""
    defaults: dict[str, Any] = {
        "kind": kind,
        "what": "bengaluru",
        "begins_on": date(2027, 1, 31),
        "answered_on": date(2027, 4, 1),
        "posts": 10,
        "posts_fewer": 5,
        "delta": CostDelta(
            total=150_000, money=150_000, expected_loss=0, low=1, high=150_000,
            order=CostOrder.DEARER,
        ),
        "change": PlanChange(posts=5, shifts=(Shift(office="bengaluru", heads=-5),)),
    }  # fmt: skip
    return Contingency(**{**defaults, **changes})


@pytest.mark.parametrize(
    ("kind", "what", "words"),
    [
        (TaskKind.PERMIT, "bengaluru", "permits at Bengaluru are denied (10 posts)"),
        (TaskKind.OFFER, "bengaluru", "half decline to move to Bengaluru (10 posts)"),
        (TaskKind.PLACEMENT, "ops", "half decline vacant posts of ops (10 posts)"),
        (
            TaskKind.FILING,
            "bank/personal/standard_contract",
            "the standard contract of bank for personal data is refused",
        ),
    ],
)
def test_the_answer_in_words(kind: TaskKind, what: str, words: str) -> None:
    assert condition_words(contingency(kind, what=what), COMPANY) == words


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Every rule is kept: 5 fewer to Bengaluru."),
        ({"on_hold": 2}, "Every rule is kept: 5 fewer to Bengaluru; 2 promised posts on hold."),
        (
            {"change": PlanChange(), "posts_fewer": 0},
            "Every rule is kept: the plan goes on as it is, or on other days.",
        ),
        (
            {"delta": None, "is_impossible": True, "broken": ("routes",)},
            "No plan keeps every rule: gone on with, the plan breaks routes.",
        ),
        ({"delta": None}, "No plan was found in time."),
    ],
)
def test_what_the_plan_becomes_in_words(changes: dict[str, Any], words: str) -> None:
    assert outcome_words(contingency(**changes), COMPANY) == words


def test_the_table_has_a_line_for_each_answer_and_the_document_the_same_words() -> None:
    found = Contingencies(found=(contingency(), contingency(delta=None)), left_out=3)
    (table,) = contingency_tables(found, COMPANY)
    document = contingencies_document(found, COMPANY)

    assert [row[2] for row in table.rows] == [150_000, None]
    assert [row[-1] for row in table.rows] == [each["words"] for each in document["found"]]
    assert "There was no time for 3 more tasks." in table.notes[-1]


def test_a_plan_that_waits_for_nobody_is_told_so() -> None:
    (table,) = contingency_tables(Contingencies(), COMPANY)

    assert table.notes[0].startswith("No task of the plan waits for an answer of others")
