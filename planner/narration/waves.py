"""How recommendations have changed from one day to the next, in lines: wave by wave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from planner.narration.events import WaveKey
from planner.narration.outcomes import posts_words
from planner.wording.amounts import money_words
from streams.differences import Gone
from streams.recommend import Snapshot
from streams.told_amounts import shown_worth

if TYPE_CHECKING:
    from models.answer import Recommendation
    from models.plan import Hold
    from streams.replay import Day

_REPORTED = frozenset({Gone.EXPIRED, Gone.DECIDED})
"""Reasons for which a recommendation is gone that have been reported already."""

_MOST_CAUSES = 3


def wave_lines(before: Snapshot, day: Day, floor: int, currency: str) -> Iterator[str]:
    """What has expired, what has changed wave by wave and why, and what is on hold.

    Parameters
    ----------
    before
        What was open after the day before.
    day
        The day.
    floor
        The largest count of posts that is not shown.
    currency
        That of the amounts.
    """
    old = {each.id: each for each in before.open}
    gone = day.difference.gone
    expired = _by_wave(old[name] for name, why in gone.items() if why is Gone.EXPIRED)
    for wave, moves in sorted(expired.items()):
        yield f"expired: {wave[0]} to {wave[1]}, {posts_words(_heads(moves), floor)}"
    known = _by_wave(each for name, each in old.items() if gone.get(name) not in _REPORTED)
    now = _by_wave(day.snapshot.open)
    lines: list[str] = []
    for wave in sorted({*known, *now}):
        line = _wave_line(wave, known.get(wave, []), now.get(wave, []), floor, currency)
        lines += [line] if line else []
    yield from lines
    if day.snapshot.holds != before.holds:
        yield from _hold_lines(day.snapshot.holds, floor)
    moved = [*day.difference.new, *day.difference.revised]
    if lines and moved and (causes := _causes(moved)):
        yield f"because of {', '.join(causes)}"


def _wave_line(
    wave: WaveKey,
    before: Sequence[Recommendation],
    now: Sequence[Recommendation],
    floor: int,
    currency: str,
) -> str:
    """That a wave is new, revised or withdrawn; nothing if it is as before.

    Parameters
    ----------
    wave
        The wave.
    before, now
        Its recommendations on the day before, and now.
    floor
        The largest count of posts that is not shown.
    currency
        That of the amounts.
    """
    period, office = wave
    was, posts = posts_words(_heads(before), floor), posts_words(_heads(now), floor)
    if not now:
        return f"withdrawn: {period} to {office}, {was}"
    if was == posts and _start(before) == _start(now):
        return ""
    # The worth of a small move would give its posts away.
    worths = [shown_worth(each.worth, each.move.heads, floor) for each in now]
    told = [each for each in worths if each is not None]
    is_told = len(told) == len(worths)
    worth = money_words(sum(told), currency)
    return (
        f"{'revised' if before else 'new'}: {period} to {office}, {posts}"
        f"{f' instead of {was.removesuffix(_POSTS)}' if before and was != posts else ''}"
        f", start by {_start(now)}{f', worth {worth}' if is_told else ''}"
    )


_POSTS = " posts"


def _hold_lines(holds: Sequence[Hold], floor: int) -> Iterator[str]:
    for office in sorted({hold.destination for hold in holds}):
        found = [hold for hold in holds if hold.destination == office]
        posts = posts_words([hold.heads for hold in found], floor)
        cohorts = ", ".join(dict.fromkeys(hold.cohort for hold in found))
        yield f"on hold: {posts} of {cohorts} to {office}"


def _by_wave(group: Iterable[Recommendation]) -> dict[WaveKey, list[Recommendation]]:
    found: dict[WaveKey, list[Recommendation]] = {}
    for each in group:
        found.setdefault((each.move.period, each.move.destination), []).append(each)
    return found


def _causes(moves: Iterable[Recommendation]) -> list[str]:
    """The most frequent causes of some recommendations; a report and its approval count once."""
    named = Counter(_name(cause) for each in moves for cause in each.causes)
    return [name for name, _ in named.most_common(_MOST_CAUSES)]


def _name(event: str) -> str:
    signal = event.removeprefix("signal/")
    return event if signal == event else signal.split("/", maxsplit=1)[0]


def _heads(moves: Sequence[Recommendation]) -> list[int]:
    return [each.move.heads for each in moves]


def _start(moves: Sequence[Recommendation]) -> date | None:
    return min((each.start_by for each in moves), default=None)
