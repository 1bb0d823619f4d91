"""Posts by office over time: the largest office apart, the others side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from models.base import Id
from models.briefing import Briefing
from models.compared import ComparedKind, ComparedPlan
from models.outlook import ShownCount
from models.rounding import shown_sum
from planner.charts.chart import Chart, ChartKind, Panel, Series
from planner.charts.chart_words import words_in
from planner.charts.speech import ChartSpeech

HAVE_POSTS = frozenset({ComparedKind.PLAN, ComparedKind.STAYING_PUT})
"""Options with posts of their own: measures move nobody."""
MOST_BESIDE = 8
"""Offices in panels of their own beside the largest one; of more, the last panel is their sum."""
_NAMED = 2
"""Offices of which the summary tells the change."""

_Counts = Mapping[tuple[Id, str], ShownCount]


def heads_chart(briefing: Briefing, speech: ChartSpeech) -> Chart | None:
    """A panel for each office, a line in it for each plan and for staying put.

    None if no count is shown.
    """
    told = [each for each in briefing.options if each.kind in HAVE_POSTS and each.offices]
    posts = [{(row.office, row.period): row.posts for row in option.offices} for option in told]
    periods = tuple(sorted({period for counts in posts for _, period in counts}))
    shown = {key[0] for counts in posts for key, count in counts.items() if count is not None}
    offices = [office for office in briefing.names.offices if office in shown]
    if not offices or not any(each.kind is ComparedKind.PLAN for each in told):
        return None
    groups = _groups(offices, posts, briefing, speech)
    panels = tuple(
        Panel(
            title,
            tuple(
                Series(
                    option.name,
                    tuple(_value(_sum(counts, members, p, briefing.floor)) for p in periods),
                    option.kind is ComparedKind.STAYING_PUT,
                )
                for option, counts in zip(told, posts, strict=True)
            ),
            is_wide=number == 0,
        )
        for number, (title, members) in enumerate(groups)
    )
    return Chart(
        name="heads",
        title=speech.say("Posts by office"),
        kind=ChartKind.PANELS,
        words=words_in(speech),
        summary=_summary(told, posts, offices, periods, briefing, speech),
        unit=speech.say("Posts"),
        x_title=speech.say("Period"),
        part_title=speech.say("Office"),
        y_title=speech.say("Posts on the first day of each period; each office on its own scale"),
        categories=periods,
        panels=panels,
    )


def _value(posts: ShownCount) -> float | None:
    return None if posts is None else float(posts)


def _groups(
    offices: Sequence[Id], posts: Sequence[_Counts], briefing: Briefing, speech: ChartSpeech
) -> Iterator[tuple[str, Sequence[Id]]]:
    """Titles of panels with their offices: the largest, those that differ most, the others."""
    names = briefing.names.offices
    home = max(offices, key=lambda office: max(_known(posts, office)))
    others = [office for office in offices if office != home]
    by_change = sorted(others, key=lambda office: -_spread(posts, office))
    apart = by_change if len(others) <= MOST_BESIDE else by_change[: MOST_BESIDE - 1]
    rest = [office for office in others if office not in apart]
    yield names[home], [home]
    for office in others:
        if office in apart:
            yield names[office], [office]
    if rest:
        yield speech.say("{count} other offices", count=f"{len(rest)}"), rest


def _known(posts: Sequence[_Counts], office: Id) -> list[int]:
    return [
        count
        for counts in posts
        for (where, _), count in counts.items()
        if where == office and count is not None
    ]


def _spread(posts: Sequence[_Counts], office: Id) -> int:
    """The largest count less the smallest, over all options and periods."""
    known = _known(posts, office)
    return max(known) - min(known)


def _sum(counts: _Counts, offices: Sequence[Id], period: str, floor: int) -> ShownCount:
    """Posts at some offices; zero where an office is not listed."""
    return shown_sum([counts.get((office, period), 0) for office in offices], floor)


def _summary(
    told: Sequence[ComparedPlan],
    posts: Sequence[_Counts],
    offices: Sequence[Id],
    periods: Sequence[str],
    briefing: Briefing,
    speech: ChartSpeech,
) -> str:
    """From the first to the last count of the offices that change most, for each plan."""
    plans = [pair for pair in zip(told, posts, strict=True) if pair[0].kind is ComparedKind.PLAN]
    said = [
        (option.name, _changes(counts, offices, periods, briefing, speech))
        for option, counts in plans
    ]
    several = len(briefing.plans) > 1
    clauses = [
        speech.say("{name}: {said}", name=name, said=change) if several else change
        for name, change in said
    ]
    found = speech.say(
        "Posts by office from {first} to {last}: {changes}.",
        first=periods[0],
        last=periods[-1],
        changes=speech.joined(clauses),
    )
    gaps = any(
        counts.get((office, period), 0) is None
        for counts in posts
        for office in offices
        for period in periods
    )
    return (
        found
        + speech.say(
            " Gaps are counts from 1 to {floor}, which are not shown.", floor=f"{briefing.floor:,}"
        )
        if gaps
        else found
    )


def _changes(
    counts: _Counts,
    offices: Sequence[Id],
    periods: Sequence[str],
    briefing: Briefing,
    speech: ChartSpeech,
) -> str:
    ends = {
        office: known
        for office in offices
        if (known := [counts[office, p] for p in periods if counts.get((office, p)) is not None])
    }
    changes = {office: (known[-1] or 0) - (known[0] or 0) for office, known in ends.items()}
    by_size = sorted(changes, key=lambda office: -abs(changes[office]))
    most = [office for office in by_size if changes[office]][:_NAMED]
    if not most:
        return speech.say("the same at all offices shown")
    return speech.phrases(
        [
            speech.say(
                "{office} from {first} to {last}",
                office=briefing.names.offices[office],
                first=speech.count(ends[office][0]),
                last=speech.count(ends[office][-1]),
            )
            for office in most
        ]
    )
