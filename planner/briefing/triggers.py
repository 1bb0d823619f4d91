"""The inputs whose values turn a decision first."""

from __future__ import annotations

from models.briefing import InputPlace, Trigger
from models.scenario import Scenario
from models.sensitivity import Input, Sensitivity
from planner.exports.names import input_row_words, value_words

MOST_TRIGGERS = 3


def triggers(scenario: Scenario, sensitivity: Sensitivity | None) -> tuple[Trigger, ...]:
    """Three inputs at most: those that turn the decision, then those of the largest swing.

    Parameters
    ----------
    scenario
        The scenario that the inputs are in.
    sensitivity
        The plan judged at the ends of their ranges; None if ranges were left out.
    """
    inputs = () if sensitivity is None else sensitivity.inputs
    moving = [each for each in inputs if each.flips or each.swing]
    first = sorted(moving, key=lambda each: (not each.flips, -each.swing))
    return tuple(_trigger(scenario, each) for each in first[:MOST_TRIGGERS])


def _trigger(scenario: Scenario, each: Input) -> Trigger:
    turns = (end.flips_beyond for end in each.ends if end.flips_beyond is not None)
    low, high = (end.judged.saving for end in each.ends)
    return Trigger(
        place=InputPlace(
            table=each.table, row=each.row, field=each.field, name=input_row_words(scenario, each)
        ),
        base=value_words(scenario, each, each.base),
        turns_at=" or ".join(value_words(scenario, each, value) for value in turns),
        saving_low=low,
        saving_high=high,
    )
