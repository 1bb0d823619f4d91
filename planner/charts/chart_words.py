"""The few words that drawing adds to a chart, in its language."""

from __future__ import annotations

from dataclasses import dataclass, fields

from planner.charts.speech import ChartSpeech


@dataclass(frozen=True, slots=True)
class ChartWords:
    """Words of axes, legends and tables of values; in English if not said otherwise."""

    axis_from: str = " (axis from {value})"
    """After a title, where an axis does not begin at zero."""
    as_planned: str = "as planned {value}"
    whole: str = "Total"
    more: str = "More"
    less: str = "Less"
    span: str = "From start to landing"
    input: str = "Input"
    step: str = "Step"
    wave: str = "Wave"
    begin: str = "From"
    end: str = "To"
    name: str = "Name"


ENGLISH = ChartWords()


def words_in(speech: ChartSpeech) -> ChartWords:
    """The same in a language; what has a value keeps its place."""
    said = (speech.say(str(each.default), value="{value}") for each in fields(ChartWords))
    return ChartWords(*said)
