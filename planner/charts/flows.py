"""Posts that go from office to office."""

from __future__ import annotations

from collections import defaultdict

from models.base import Id
from models.briefing import Briefing
from models.compared import ComparedPlan
from models.outlook import ShownCount
from models.rounding import shown_sum
from planner.charts.chart import Chart, ChartKind, Ribbon
from planner.charts.chart_words import words_in
from planner.charts.masked import sum_posts
from planner.charts.speech import ChartSpeech


def flows_chart(briefing: Briefing, option: ComparedPlan, speech: ChartSpeech) -> Chart | None:
    """A ribbon for each pair of offices, the widest first; None if nothing moves."""
    pairs: dict[tuple[Id, Id], list[ShownCount]] = defaultdict(list)
    for flow in option.flows:
        if flow.posts != 0:
            pairs[flow.origin, flow.destination].append(flow.posts)
    if not pairs:
        return None
    names = briefing.names.offices
    ribbons = [
        Ribbon(
            names[origin],
            names[destination],
            sum_posts(counts, briefing.floor),
            speech.count(shown_sum(counts, briefing.floor)),
        )
        for (origin, destination), counts in pairs.items()
    ]
    ribbons.sort(key=lambda each: -each.value)
    return Chart(
        name="flows",
        title=speech.say("{plan}: posts from office to office", plan=option.name),
        kind=ChartKind.FLOWS,
        words=words_in(speech),
        summary=_summary(option, ribbons[0], speech),
        unit=speech.say("Posts"),
        ribbons=tuple(ribbons),
    )


def _summary(option: ComparedPlan, widest: Ribbon, speech: ChartSpeech) -> str:
    """Posts that move, and the largest flow.

    A board's counts are rounded each by itself: a flow of several small ones may be shown with more
    posts than all that move. Its number is left to the picture then.
    """
    moves = speech.counted(option.posts_moved, "post", "posts")
    if option.posts_moved is None or widest.value > option.posts_moved:
        return speech.say(
            "{plan} moves {posts}; the largest flow is from {origin} to {destination}.",
            plan=option.name,
            posts=moves,
            origin=widest.origin,
            destination=widest.destination,
        )
    return speech.say(
        "{plan} moves {posts}; the largest flow is {most} from {origin} to {destination}.",
        plan=option.name,
        posts=moves,
        most=widest.words,
        origin=widest.origin,
        destination=widest.destination,
    )
