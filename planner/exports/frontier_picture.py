"""A frontier as a picture: a point for each plan, in SVG."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from models.analysis import Frontier, FrontierPoint
from planner.exports.tradeoffs import AXIS_TITLES, cost_title, level_words, mark_of
from planner.exports.words import money_words

_WIDTH, _HEIGHT = 720, 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 110, 100, 40, 70
_LINE, _KNEE = "#0b6e4f", "#c77d0a"


def picture_bytes(frontier: Frontier, title: str) -> bytes:
    """Cost upwards, what it is set against to the right, each scaled to its range.

    Parameters
    ----------
    frontier
        With at least one point.
    title
        What it shows, for people who do not see it.
    """
    places = [_place(frontier, point) for point in frontier.points]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    parts = [
        *_frame(frontier),
        f'<polyline points="{line}" fill="none" stroke="{_LINE}" stroke-width="1.5"/>',
        *(_dot(frontier, number, x, y) for number, (x, y) in enumerate(places)),
    ]
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        'font-family="sans-serif" font-size="12" fill="#222">\n'
        f"<title>{escape(title)}</title>\n"
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>\n{body}\n</svg>\n'
    ).encode()


def _place(frontier: Frontier, point: FrontierPoint) -> tuple[float, float]:
    axis = frontier.against
    across = [each.on(axis) for each in frontier.points]
    costs = [each.cost_against(axis) for each in frontier.points]
    x = _LEFT + (_WIDTH - _LEFT - _RIGHT) * _share(point.on(axis), across)
    height = _HEIGHT - _TOP - _BOTTOM
    return x, _HEIGHT - _BOTTOM - height * _share(point.cost_against(axis), costs)


def _share(value: int, values: list[int]) -> float:
    least, most = min(values), max(values)
    return (value - least) / (most - least) if most > least else 0.5


def _frame(frontier: Frontier) -> Iterator[str]:
    axis, points = frontier.against, frontier.points
    right, bottom = _WIDTH - _RIGHT, _HEIGHT - _BOTTOM
    yield (
        f'<path d="M{_LEFT} {_TOP}V{bottom + 10}M{_LEFT - 10} {bottom}H{right}" fill="none" '
        'stroke="#888"/>'
    )
    costs = [each.cost_against(axis) for each in points]
    for y, cost in {_TOP: max(costs), bottom: min(costs)}.items():
        words = money_words(cost, frontier.currency)
        yield f'<text x="{_LEFT - 14}" y="{y + 4}" text-anchor="end">{escape(words)}</text>'
    ends = [points[0], points[-1]][: len(points)]
    for x, anchor, point in zip((_LEFT, right), ("start", "end"), ends, strict=False):
        words = level_words(axis, point.on(axis), frontier.currency)
        yield f'<text x="{x}" y="{bottom + 26}" text-anchor="{anchor}">{escape(words)}</text>'
    middle = (_LEFT + right) / 2
    yield (
        f'<text x="{middle}" y="{_HEIGHT - 16}" text-anchor="middle" font-weight="bold">'
        f"{escape(AXIS_TITLES[axis])}</text>"
    )
    yield (
        f'<text x="{_LEFT - 14}" y="{_TOP - 16}" text-anchor="end" font-weight="bold">'
        f"{cost_title(axis)}</text>"
    )


def _dot(frontier: Frontier, position: int, x: float, y: float) -> str:
    point, mark = frontier.points[position], mark_of(frontier, position)
    fill = _KNEE if position == frontier.knee else _LINE
    cost = money_words(point.cost_against(frontier.against), frontier.currency)
    people = f"dismissals {point.dismissals:,}, posts moved {point.posts:,}"
    words = f"Plan {position + 1}: {cost}, {people}"
    label = f"{position + 1} {mark}".strip()
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{fill}"><title>{escape(words)}</title>'
        f'</circle><text x="{x + 8:.1f}" y="{y - 8:.1f}">{escape(label)}</text>'
    )
