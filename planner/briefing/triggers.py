"""The inputs whose values turn a decision first."""

from __future__ import annotations

from models.decision_inputs import InputPlace, Trigger
from models.scenario import Scenario
from models.sensitivity import Input, Judged, Sensitivity
from planner.wording.inputs import input_row_words, value_words

MOST_TRIGGERS = 10


def triggers(scenario: Scenario, sensitivity: Sensitivity | None) -> tuple[Trigger, ...]:
    """Ten inputs at most: those that turn the decision, then those of the largest swing.

    Parameters
    ----------
    scenario
        The scenario that the inputs are in.
    sensitivity
        The plan judged at the ends of their ranges; None if ranges were left out.
    """
    if sensitivity is None:
        return ()
    moving = [each for each in sensitivity.inputs if each.flips or each.swing]
    first = sorted(moving, key=lambda each: (not each.flips, -each.swing))
    return tuple(_trigger(scenario, each, sensitivity.base) for each in first[:MOST_TRIGGERS])


def _trigger(scenario: Scenario, each: Input, base: Judged) -> Trigger:
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
        breaks=_breaks(each, base),
    )


def _breaks(each: Input, base: Judged) -> tuple[str, ...]:
    """Rules that are broken past every value that turns the decision, if the plan still saves."""
    ends = [end.judged for end in each.ends if end.flips_beyond is not None]
    if any(end.saving < 0 <= base.saving for end in ends):
        return ()
    broken = [rule for end in ends for rule in end.broken if rule not in base.broken]
    return tuple(dict.fromkeys(broken))
