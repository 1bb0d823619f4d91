"""Rows that are no posts, by number and reason."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from models.errors import InputError
from planner.roster.asked import RosterTerms
from planner.roster.cohorts import enough_people, grouped
from planner.roster.mapping import RosterMapping
from planner.roster.posts import Post, Posts, Standing
from planner.roster.scenarios import scenario_of

TERMS = RosterTerms(date(2026, 12, 1), 5, "year", "", 0.0)
REASON = "pay has a sign or a unit that could mean several"


def test_a_roster_of_rejected_rows_is_refused_with_the_reasons() -> None:
    """By reason, most frequent first, with numbers; also those of an employer of few people."""
    alone = Post(9, "tokyo", "bank", "aml", "", Standing.FILLED, 7, "JPY", 12, False)
    posts = Posts((alone,), (), {2: REASON, 3: REASON, 4: REASON, 6: "status is missing"},
                  Counter(), {})  # fmt: skip

    with pytest.raises(InputError) as refusal:
        scenario_of("own", posts, grouped(posts, enough_people(5)), RosterMapping(), TERMS)

    told = [(each.message, each.row) for each in refusal.value.problems]
    assert told[0][0] == "has no 5 people at one office and employer"
    assert told[1] == (f"3 rows rejected: {REASON}", "rows 2 to 4")
    assert ("1 row rejected: status is missing", "rows 6") in told
    assert any("too few people" in message for message, _ in told)
