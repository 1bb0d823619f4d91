"""Days of a replay as lines: what may leave the planner, and nothing else."""

from __future__ import annotations

import json
from typing import Any

from models.answer import Answer, AnswerKind
from models.plan import Plan
from models.search_limits import SearchLimits
from planner.exports.recommendations import line_of
from streams.replay import replay
from streams.solving import Ask
from tests.support.builders import scenario
from tests.support.histories import identity, proposal


def line(*heads: int) -> dict[str, Any]:
    """The first day of a replay with a move of so many heads for each period."""
    proposals = tuple(
        proposal(count, worth=777, period=f"2027-Q{n}") for n, count in enumerate(heads, 2)
    )
    plan = Plan(moves=tuple(each.priced.move for each in proposals))

    def planned(ask: Ask) -> Answer:
        return Answer(
            kind=AnswerKind.CHANGED, revision=ask.revision, plan=plan, proposals=proposals
        )

    (day,) = replay(scenario(), (), planned, SearchLimits())
    found: dict[str, Any] = json.loads(line_of(day))
    return found


def test_a_line_is_json_without_timings() -> None:
    assert set(line(7)) == {
        "day", "events", "answer", "revision", "open", "plan_tasks", "new", "revised", "gone",
        "unmatched", "refused",
    }  # fmt: skip
    assert line(7)["new"] == [identity()]
    assert line(7)["open"][0]["heads"] == "10"


def test_small_counts_are_not_in_it_nor_what_gives_them_away() -> None:
    """Three go, then nine: neither count is told, nor the worth of the three, nor the sum."""
    found = line(3, 9)

    assert [each["heads"] for each in found["open"]] == ["1 to 5", "10"]
    assert [each["worth"] is None for each in found["open"]] == [True, False]
    assert line(5)["open"][0]["worth"] is None
    assert "heads" not in found["answer"]
