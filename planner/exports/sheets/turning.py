"""What would turn the decision: the inputs that move each plan's saving most."""

from __future__ import annotations

from models.briefing import Briefing
from models.choices import Audience
from models.decision_inputs import Trigger
from planner.exports.paper import PaperSheet
from planner.exports.sheets.labels import baseline_words, input_name, rule_name, value_name
from planner.exports.sheets.speech import Speech
from planner.exports.sheets.tables import plans_of, table_by_plan
from planner.exports.table import Column, ColumnKind

_COLUMNS = (
    Column("input", "Input"),
    Column("base", "Value"),
    Column("turns_at", "The plan holds up to"),
    Column("low", "Better by, at the low end", ColumnKind.MONEY),
    Column("high", "Better by, at the high end", ColumnKind.MONEY),
)

_HOLDS = {
    Audience.PLANNER: "A plan without a value up to which it holds, holds over the whole range.",
    Audience.BOARD: "Without a value a plan holds over the whole range, or it is not shown.",
}


def turning_sheet(briefing: Briefing, speech: Speech) -> PaperSheet | None:
    """The triggers of each plan in full; None if no input has a range."""
    breaks = any(each.breaks for plan in plans_of(briefing) for each in plan.triggers)
    columns = (*_COLUMNS, Column("breaks", "Then it breaks")) if breaks else _COLUMNS
    rows = (
        (
            plan.name,
            (
                input_name(each.place, briefing.names, speech),
                value_name(each.base, speech) or None,
                value_name(each.turns_at, speech) or None,
                each.saving_low,
                each.saving_high,
                *([speech.listed(_rules(each, speech)) or None] if breaks else []),
            ),
        )
        for plan in plans_of(briefing)
        for each in plan.triggers
    )
    table = table_by_plan(briefing, "triggers", "What would turn it", columns, rows)
    if table is None:
        return None
    against = baseline_words(briefing.better_baseline, speech)
    return PaperSheet(
        "What would turn it",
        "Which inputs would turn the decision",
        tables=(table,),
        notes=(
            f"How much better the plan is than {against}, with one input at an end of its range.",
            _HOLDS[briefing.audience],
        ),
    )


def _rules(trigger: Trigger, speech: Speech) -> list[str]:
    return [rule_name(rule, speech) for rule in trigger.breaks]
