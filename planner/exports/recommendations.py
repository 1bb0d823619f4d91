"""Open recommendations, as a table and as lines of a replay; small counts of posts are masked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from models.answer import Recommendation
from models.plan import Task, TaskKind
from planner.exports.table import Column, ColumnKind, Table, Value, text_columns
from planner.exports.tasks import dated_task_words
from planner.wording.amounts import money_words
from streams.masking import WITHHELD, words
from streams.told_amounts import shown_worth

if TYPE_CHECKING:
    from models.answer import Answer
    from streams.recommend import Snapshot
    from streams.replay import Day

_WITHOUT_POSTS = frozenset(
    {TaskKind.CONSULTATION, TaskKind.ORDER_SEATS, TaskKind.FILING, TaskKind.MEASURE}
)
"""Tasks that are done once, or count seat blocks. Counts and amounts of all other kinds are masked,
since they reveal posts; so are kinds that are added later, until they are listed here."""


def recommendations_table(shown: Snapshot) -> Table:
    """What is open for a programme, by the day to start by."""
    columns = (
        *text_columns(id="Recommendation", heads="Posts"),
        Column("start_by", "Start by", ColumnKind.DATE),
        Column("worth", "Worth", ColumnKind.MONEY, signed=True),
        *text_columns(causes="Because of", tasks="What it takes"),
    )
    rows = tuple(_row(row) for row in masked_recommendations(shown))
    notes = tuple(_beside(shown))
    return Table("open", f"Open for {shown.programme}", columns, rows, shown.currency, notes=notes)


def _beside(shown: Snapshot) -> Iterator[str]:
    """What the plan and both baselines cost, where that is known."""
    totals = {
        "the plan": shown.objective,
        "staying put": shown.staying_put,
        "staying plus measures": shown.staying_plus_measures,
    }
    costs = [
        f"{name} {money_words(total, shown.currency)}"
        for name, total in totals.items()
        if total is not None
    ]
    if costs:
        yield f"Money and expected loss (assumed) in all, about: {', '.join(costs)}."


def masked_recommendations(shown: Snapshot) -> list[dict[str, Any]]:
    """Open recommendations as they may leave the planner.

    Counts of posts are shown as in papers for a board: 1 to the floor as just that, and larger ones
    as multiples of it. The worth of a small move is left out, since its posts could be worked out
    from it; so are the amounts of tasks that count posts. A large one is worth what its shown posts
    are worth.
    """
    return [_recommendation_row(each, shown.floor_heads) for each in shown.open]


def masked_holds(shown: Snapshot) -> list[dict[str, Any]]:
    """Committed moves on hold as they may leave the planner, masked like recommendations."""
    return [
        {**each.model_dump(mode="json"), "heads": words(each.heads, shown.floor_heads)}
        for each in shown.holds
    ]


def masked_promises(shown: Snapshot) -> list[dict[str, Any]]:
    """Promised moves that are not what was promised; counts of posts as in recommendations."""
    return [
        {
            **each.model_dump(mode="json"),
            "heads": words(each.heads, shown.floor_heads),
            "possible": words(each.possible, shown.floor_heads),
        }
        for each in shown.promises
    ]


def _recommendation_row(each: Recommendation, floor: int) -> dict[str, Any]:
    move = each.move
    heads = words(move.heads, floor)
    return {
        "id": each.id,
        "revision": each.revision,
        "cohort": move.cohort,
        "origin": move.origin,
        "destination": move.destination,
        "mode": move.mode.value,
        "period": move.period,
        "heads": heads,
        "worth": shown_worth(each.worth, move.heads, floor),
        "start_by": each.start_by.isoformat(),
        "expires_on": each.expires_on.isoformat(),
        "causes": list(each.causes),
        "tasks": [_task_of_move(task, heads) for task in each.tasks],
    }


def _task_of_move(task: Task, heads: str) -> dict[str, Any]:
    """A task of a move: it counts posts of the move, and those accepted before.

    It is shown with those of the move. More people are asked than there are posts, by a share that
    would tell how many.
    """
    if task.kind in _WITHOUT_POSTS:
        return _task(task)
    count = WITHHELD if task.kind is TaskKind.OFFER else heads
    return {**_task(task), "count": count, "amount": None}


def masked_posts(row: Mapping[str, Any]) -> str:
    """Posts of a masked row, as in ``10 posts`` and ``1 to 5 posts``."""
    return f"{row['heads']} {'post' if row['heads'] == '1' else 'posts'}"


def own_tasks(shown: Snapshot) -> list[dict[str, Any]]:
    """Tasks of the plan that no move of it needs; counts of posts as in recommendations."""
    return [
        _task(each)
        if each.kind in _WITHOUT_POSTS
        else {**_task(each), "count": words(each.count, shown.floor_heads), "amount": None}
        for each in shown.plan_tasks
    ]


def _task(task: Task) -> dict[str, Any]:
    return {**task.model_dump(mode="json"), "count": str(task.count)}


def task_line(row: Mapping[str, Any]) -> str:
    """A masked task in words, with its day."""
    return dated_task_words(TaskKind(row["kind"]), row["what"], row["count"], row["by"])


def _row(row: dict[str, Any]) -> tuple[Value, ...]:
    causes, tasks = ", ".join(row["causes"]), "; ".join(map(task_line, row["tasks"]))
    return row["id"], row["heads"], row["start_by"], row["worth"], causes, tasks


def snapshot_document(shown: Snapshot) -> dict[str, Any]:
    """A snapshot for machines."""
    return {
        "programme": shown.programme,
        "position": shown.position,
        "revision": shown.revision,
        "day": shown.day.isoformat(),
        "answer": shown.kind.value if shown.kind is not None else None,
        "lawful": shown.lawful,
        "clash": list(shown.clash),
        "currency": shown.currency,
        "objective": shown.objective,
        "staying_put": shown.staying_put,
        "staying_plus_measures": shown.staying_plus_measures,
        "open": masked_recommendations(shown),
        "plan_tasks": own_tasks(shown),
        "holds": masked_holds(shown),
        "promises": masked_promises(shown),
        "unmatched": shown.unmatched,
        "decided": [each.model_dump(mode="json") for each in shown.decided],
    }


def line_of(day: Day) -> bytes:
    """A day as a line of JSON; the same bytes for the same day, and no timings."""
    changes = day.difference
    body = {
        "day": day.day.isoformat(),
        "events": [event.id for event in day.events],
        "answer": _answer(day.answer, day.snapshot) if day.answer is not None else None,
        "revision": day.snapshot.revision,
        "open": masked_recommendations(day.snapshot),
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
    """How the question was answered, and about what the plan comes to as a whole.

    The number of posts is left out: with the moves that are shown, it could give a small one away.
    """
    return {
        "kind": answer.kind.value,
        "revision": answer.revision,
        "currency": shown.currency,
        "objective": shown.objective,
        "staying_put": shown.staying_put,
        "staying_plus_measures": shown.staying_plus_measures,
        "clash": list(answer.clash),
    }
