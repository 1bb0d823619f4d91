"""The waves of a plan as bars between days."""

from __future__ import annotations

from models.compared import ComparedPlan
from planner.charts.chart import Chart, ChartKind, Span
from planner.charts.chart_words import words_in
from planner.charts.speech import ChartSpeech


def waves_chart(option: ComparedPlan, speech: ChartSpeech) -> Chart | None:
    """A bar for each wave from the day by which it starts to its landing; None without waves."""
    stops = option.days.stops
    if not stops:
        return None
    safe, signed = speech.say("Last safe stop"), speech.say("Signing day")
    spans = tuple(
        Span(
            speech.say(
                "{name}: {said}",
                name=stop.period,
                said=speech.counted(stop.posts, "post", "posts"),
            ),
            stop.start_by,
            stop.lands_on,
            ((stop.last_safe_stop, safe), *((day, signed) for day in stop.signing_days)),
        )
        for stop in stops
    )
    first, last = min(stop.start_by for stop in stops), max(stop.lands_on for stop in stops)
    return Chart(
        name="waves",
        title=speech.say("{plan}: waves", plan=option.name),
        kind=ChartKind.GANTT,
        words=words_in(speech),
        summary=speech.say(
            "{plan} has {waves}, to be started by {first}; the last lands on {last}. The earliest "
            "last safe stop is {safe}.",
            plan=option.name,
            waves=speech.counted(len(stops), "wave", "waves"),
            first=speech.day(first),
            last=speech.day(last),
            safe=speech.day(min(stop.last_safe_stop for stop in stops)),
        ),
        spans=spans,
    )
