"""What would change the decision: the uncertain inputs, ranked, as a table and in JSON."""

from __future__ import annotations

from typing import Any

from models.readable import in_percent
from models.result import Result, Status
from models.scenario import Scenario
from models.sensitivity import End, Input, Instead, Judged, Sensitivity
from planner.exports.table import Column, ColumnKind, Table, Value, text_columns
from planner.wording.amounts import money_words
from planner.wording.inputs import input_words, value_words
from planner.wording.labels import rule_words
from planner.wording.names import office_names

NO_EFFECT = "no effect"
HOLDS = "no"

_COLUMNS = (
    *text_columns(input="Input", low="Low", base="Base", high="High"),
    Column("saving_low", "Saving at low", ColumnKind.MONEY),
    Column("saving_high", "Saving at high", ColumnKind.MONEY),
    Column("swing", "Swing", ColumnKind.MONEY),
    *text_columns(flips="Flips", instead_low="Planned at low", instead_high="Planned at high"),
)


def ranges_tables(result: Result, scenario: Scenario) -> tuple[Table, ...]:
    """Return the table of inputs with a range, if the plan was judged at their ends."""
    found = result.sensitivity
    if result.audited_plan is None or found is None or not found.inputs:
        return ()
    rows = tuple(_row(found, scenario, each) for each in found.inputs)
    notes = tuple(_notes(found, result.currency))
    title = "What would change the decision"
    return (Table("ranges", title, _COLUMNS, rows, result.currency, notes=notes),)


def _row(found: Sensitivity, scenario: Scenario, each: Input) -> tuple[Value, ...]:
    values = (each.low.value, each.base, each.high.value)
    return (
        input_words(scenario, each),
        *(value_words(scenario, each, value) for value in values),
        each.low.judged.saving,
        each.high.judged.saving,
        each.swing,
        flips_words(found, scenario, each),
        *(_instead(end.instead, scenario) for end in each.ends),
    )


def sensitivity_document(result: Result, scenario: Scenario) -> dict[str, Any] | None:
    """Return the same as JSON values; None if the plan was not judged at the ends of ranges."""
    found = result.sensitivity
    if found is None:
        return None
    return {
        **{name: _judged(getattr(found, name)) for name in ("base", "worse", "better")},
        "inputs": [
            {
                "input": input_words(scenario, each),
                **each.model_dump(mode="json", include={"table", "row", "field", "base", "swing"}),
                "flips": each.flips,
                **{
                    name: {
                        **end.model_dump(mode="json", include={"value", "flips_beyond", "instead"}),
                        **(_judged(end.judged) or {}),
                    }
                    for name, end in (("low", each.low), ("high", each.high))
                },
            }
            for each in found.inputs
        ],
    }


def _judged(judged: Judged | None) -> dict[str, Any] | None:
    return None if judged is None else judged.model_dump(mode="json") | {"saving": judged.saving}


def flips_words(found: Sensitivity, scenario: Scenario, each: Input) -> str:
    """Say beyond which values of an input the decision no longer holds, and why."""
    if not found.matters(each) or _saves_the_same(found, each):
        return NO_EFFECT
    words = [
        _flip(scenario, each, end, side)
        for end, side in ((each.low, "below"), (each.high, "above"))
        if end.flips_beyond is not None
    ]
    return "; ".join(words) or HOLDS


def _saves_the_same(found: Sensitivity, each: Input) -> bool:
    """Whether an input changes plan and baselines alike, so that it decides nothing."""
    savings = {found.base.saving, *(end.judged.saving for end in each.ends)}
    return len(savings) == 1 and not each.flips


def _flip(scenario: Scenario, each: Input, end: End, side: str) -> str:
    words = f"{side} {value_words(scenario, each, end.flips_beyond or '')}"
    if end.judged.broken:
        rules = ", ".join(rule_words(rule).lower() for rule in end.judged.broken)
        return f"{words}: breaks {rules}"
    return f"{words}: a baseline is cheaper"


def _instead(instead: Instead | None, scenario: Scenario) -> str:
    if instead is None:
        return ""
    if instead.regret is None:
        return (
            "cannot exist" if instead.status == Status.INFEASIBLE else "was not found in the time"
        )
    unproven = instead.status != Status.OPTIMAL and instead.gap is not None
    sure = f" (not proven: gap {in_percent(instead.gap or 0.0)})" if unproven else ""
    if not instead.moved_otherwise and not instead.regret:
        return f"is no better{sure}"
    return f"{_regret(instead.regret, scenario)}, {_shifts(instead, scenario)}{sure}"


def _regret(regret: int, scenario: Scenario) -> str:
    if not regret:
        return "costs the same"
    money = money_words(abs(regret), scenario.currency)
    return f"is {money} {'better' if regret > 0 else 'worse'}"


def _shifts(instead: Instead, scenario: Scenario) -> str:
    names = office_names(scenario)
    heads = instead.moved_otherwise
    return ", ".join(
        [
            f"with {heads} {'post' if heads == 1 else 'posts'} moved differently",
            *(
                f"{abs(each.heads)} {'more' if each.heads > 0 else 'fewer'} to {names[each.office]}"
                for each in instead.shifts
            ),
        ]
    )


def _notes(found: Sensitivity, currency: str) -> list[str]:
    notes = ["The plan as it was made, judged again with one input at an end and all else at base."]
    if found.worse is not None and found.better is not None:
        low, high = (money_words(each.saving, currency) for each in (found.worse, found.better))
        broken = ", ".join(rule_words(rule).lower() for rule in found.worse.broken)
        breaks = f"; with the worse ends it breaks {broken}" if broken else ""
        notes.insert(0, f"All inputs off at once: it is better in all by {low} to {high}{breaks}.")
    return notes
