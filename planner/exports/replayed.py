"""Days of a replay as lines of JSON; small counts of heads are withheld."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from planner.exports.recommendations import masked, own_tasks

if TYPE_CHECKING:
    from models.answer import Answer
    from streams.recommend import Snapshot
    from streams.replay import Day


def line_of(day: Day) -> bytes:
    """A day as a line of JSON; the same bytes for the same day, and no timings."""
    changes = day.difference
    body = {
        "day": day.day.isoformat(),
        "events": [event.id for event in day.events],
        "answer": _answer(day.answer, day.snapshot) if day.answer is not None else None,
        "revision": day.snapshot.revision,
        "open": masked(day.snapshot),
        "plan_tasks": own_tasks(day.snapshot),
        "new": [each.id for each in changes.new],
        "revised": [each.id for each in changes.revised],
        "gone": dict(changes.gone),
        "unmatched": day.unmatched,
        "refused": {each.event.id: each.reason for each in day.refused},
    }
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"{text}\n".encode()


def _answer(answer: Answer, shown: Snapshot) -> dict[str, Any]:
    """What became of the question, and the amounts of the plan as a whole.

    Not its heads: beside the moves that are shown, their sum could give a small one away.
    """
    return {
        "kind": answer.kind.value,
        "revision": answer.revision,
        "currency": shown.currency,
        "objective": answer.objective,
        "reference_objective": answer.reference_objective,
        "staying_put": answer.staying_put,
        "staying_plus_measures": answer.staying_plus_measures,
        "bound": answer.bound,
        "clash": list(answer.clash),
    }
