"""What a plan becomes if answers that it counts on are no, as a table; and the same as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from models.contingencies import Contingencies, Contingency
from models.plan import TaskKind
from models.plan_change import PlanChange
from models.readable import counted
from models.scenario import Scenario
from planner.exports.cost_deltas import DELTA_COLUMNS, delta_figures
from planner.exports.plan_changes import change_words
from planner.exports.table import Column, ColumnKind, Table, Value, text_columns
from planner.wording.labels import rule_words
from planner.wording.names import office_names

_COLUMNS = (
    Column("if_so", "If"),
    Column("answered_on", "Known on", ColumnKind.DATE),
    *DELTA_COLUMNS,
    Column("posts_fewer", "Posts that no longer move", ColumnKind.COUNT),
    *text_columns(becomes="What the plan becomes"),
)

_MEANING = (
    "What has been done by the day of the answer stays; all else is planned again from that day "
    "on. Each line is the best plan found, less the plan as it was meant: the best there is lies "
    "between 'At least' and 'At most'. The answer stays no for the whole horizon."
)


def contingencies_document(found: Contingencies | None, scenario: Scenario) -> Any:
    """The record as JSON values, each with its words; null if it was not asked for."""
    if found is None:
        return None
    return {
        "found": [
            {
                **each.model_dump(mode="json"),
                "if": condition_words(each, scenario),
                "words": outcome_words(each, scenario),
            }
            for each in found.found
        ],
        "left_out": found.left_out,
    }


def contingency_tables(found: Contingencies | None, scenario: Scenario) -> Iterator[Table]:
    """``contingencies``, a line for each task that waits for an answer."""
    if found is None:
        return
    yield Table(
        "contingencies",
        "What the plan becomes if an answer is no",
        _COLUMNS,
        tuple(_row(each, scenario) for each in found.found),
        scenario.currency,
        notes=tuple(_notes(found)),
    )


def _row(each: Contingency, scenario: Scenario) -> tuple[Value, ...]:
    fewer = each.posts_fewer if each.delta is not None else None
    return (
        condition_words(each, scenario),
        each.answered_on,
        *delta_figures(each.delta),
        fewer,
        outcome_words(each, scenario),
    )


def condition_words(each: Contingency, scenario: Scenario) -> str:
    """The answer no: ``permits at Bengaluru are denied (10 posts)``."""
    offices = office_names(scenario)
    posts = counted(each.posts, "post")
    match each.kind:
        case TaskKind.FILING:
            entity, group, route = each.what.split("/")
            return f"the {route.replace('_', ' ')} of {entity} for {group} data is refused"
        case TaskKind.PERMIT:
            return f"permits at {offices.get(each.what, each.what)} are denied ({posts})"
        case TaskKind.OFFER:
            return f"half decline to move to {offices.get(each.what, each.what)} ({posts})"
        case _:
            return f"half decline vacant posts of {each.what} ({posts})"


def outcome_words(each: Contingency, scenario: Scenario) -> str:
    """What the plan then becomes, in a sentence: the next best thing."""
    if each.delta is None:
        broken = ", ".join(rule_words(rule).lower() for rule in each.broken)
        kept = "No plan keeps every rule" if each.is_impossible else "No plan was found in time"
        return f"{kept}{f': gone on with, the plan breaks {broken}' if broken else ''}."
    if each.change is None or each.change == PlanChange():
        parts = [] if each.posts_fewer else ["the plan goes on as it is, or on other days"]
    else:
        parts = [change_words(each.change, scenario)]
    if each.on_hold:
        parts.append(f"{counted(each.on_hold, 'promised post')} on hold")
    words = "; ".join(parts)
    return f"Every rule is kept: {words}." if words else "Every rule is kept."


def _notes(found: Contingencies) -> Iterator[str]:
    if not found.found and not found.left_out:
        yield (
            "No task of the plan waits for an answer of others: nothing is filed, no permit is "
            "applied for, and nobody is asked to move or to take a vacant post."
        )
        return
    yield _MEANING
    if found.left_out:
        yield (
            f"There was no time for {counted(found.left_out, 'more task')}. A longer --time-limit "
            "may tell."
        )
