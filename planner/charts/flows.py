"""Posts that go from office to office."""

from __future__ import annotations

from collections import defaultdict

from models.base import Id
from models.briefing import Briefing, ComparedPlan
from models.outlook import ShownCount
from planner.charts.chart import Chart, ChartKind, Ribbon
from planner.charts.masked import posts_words, sum_words


def flows_chart(briefing: Briefing, option: ComparedPlan) -> Chart | None:
    """A ribbon for each pair of offices, the widest first; None if nothing moves."""
    pairs: dict[tuple[Id, Id], list[ShownCount]] = defaultdict(list)
    for flow in option.flows:
        if flow.posts != 0:
            pairs[flow.origin, flow.destination].append(flow.posts)
    if not pairs:
        return None
    names = briefing.names.offices
    ribbons = [
        Ribbon(names[origin], names[destination], *sum_words(counts, briefing.floor))
        for (origin, destination), counts in pairs.items()
    ]
    ribbons.sort(key=lambda each: -each.value)
    widest = ribbons[0]
    return Chart(
        name="flows",
        title=f"{option.name}: posts from office to office",
        kind=ChartKind.FLOWS,
        summary=(
            f"{posts_words(option.posts_moved, briefing.floor)} move; the largest flow is "
            f"{widest.words} from {widest.origin} to {widest.destination}."
        ),
        unit="posts",
        ribbons=tuple(ribbons),
    )
