"""Median time to each gap as bars on a scale of powers of ten, in SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf, log10
from xml.sax.saxutils import escape

from benchmarks.contenders import Contender
from benchmarks.contest import Contest
from benchmarks.table import GAPS, median_seconds

FILLS = {
    Contender.PLANNER: "#0b6e4f",
    Contender.HIGHS: "#c77d0a",
    Contender.SCIP: "#4c6fb1",
    Contender.CP_SAT: "#8f4a8a",
}
LEFT, TOP, BAR, PANEL, WIDTH, LONGEST = 110, 56, 11, 34, 860, 1000.0
"""Margins, height of a bar, space above an instance, width, and the end of the scale in seconds."""

SHORTEST = 0.1


def plot(contests: Sequence[Contest]) -> str:
    """A drawing with a group of bars for each instance, and a panel for each gap.

    A bar that runs to the end of its panel, drawn pale, stands for a median past the limit.
    """
    instances = list(dict.fromkeys(contest.instance for contest in contests))
    who = [each for each in Contender if any(c.contender is each for c in contests)]
    height = TOP + len(instances) * (PANEL + BAR * len(who)) + 30
    panel = (WIDTH - LEFT) / len(GAPS)
    parts = [*_legend(who)]
    for i, gap in enumerate(GAPS):
        x = LEFT + i * panel
        parts += _scale(x, panel - 40, height, gap)
        for j, name in enumerate(instances):
            y = TOP + j * (PANEL + BAR * len(who)) + 14
            for k, contender in enumerate(who):
                group = [c for c in contests if (c.instance, c.contender) == (name, contender)]
                if group:
                    seconds = median_seconds(group, gap)
                    parts.append(_bar(x, y + k * BAR, panel - 40, contender, seconds))
    for j, name in enumerate(instances):
        middle = TOP + j * (PANEL + BAR * len(who)) + 18 + BAR * len(who) / 2
        parts.append(f'<text x="{LEFT - 10}" y="{middle}" text-anchor="end">{escape(name)}</text>')
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        'font-family="sans-serif" font-size="12" fill="#222">\n'
        "<title>Median seconds until a gap is proven, by instance and contender</title>\n"
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>\n{body}\n</svg>\n'
    )


def _legend(who: Sequence[Contender]) -> Iterator[str]:
    for k, contender in enumerate(who):
        x = LEFT + k * 110
        yield f'<rect x="{x}" y="8" width="12" height="12" fill="{FILLS[contender]}"/>'
        yield f'<text x="{x + 18}" y="18">{contender}</text>'


def _scale(x: float, width: float, height: int, gap: float) -> Iterator[str]:
    yield f'<text x="{x}" y="{TOP - 18}" font-weight="bold">seconds to {gap:.1%}</text>'
    for power in range(round(log10(SHORTEST)), round(log10(LONGEST)) + 1):
        at = x + _along(10.0**power) * width
        yield f'<line x1="{at:.1f}" x2="{at:.1f}" y1="{TOP}" y2="{height - 24}" stroke="#ddd"/>'
        yield f'<text x="{at:.1f}" y="{height - 8}" text-anchor="middle">{10.0**power:g}</text>'


def _bar(x: float, y: float, width: float, contender: Contender, seconds: float) -> str:
    length = width if seconds == inf else max(1.0, _along(seconds) * width)
    words = "not within the limit" if seconds == inf else f"{seconds:.1f} s"
    pale = ' fill-opacity="0.25"' if seconds == inf else ""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{length:.1f}" height="{BAR - 2}" '
        f'fill="{FILLS[contender]}"{pale}><title>{contender}: {words}</title></rect>'
    )


def _along(seconds: float) -> float:
    share = log10(seconds / SHORTEST) / log10(LONGEST / SHORTEST)
    return min(1.0, max(0.0, share))
