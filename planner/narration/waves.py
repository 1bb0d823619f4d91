"""How recommendations have changed from one day to the next, in lines: wave by wave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from planner.exports.words import money_words
from planner.narration.events import WaveKey
from planner.narration.outcomes import posts_words
from streams.differences import Gone
from streams.masking import WITHHELD, masked, words
from streams.recommend import Snapshot

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
        The smallest count of posts that is shown.
    currency
        That of the amounts.
    """
    old = {each.id: each for each in before.open}
    gone = day.difference.gone
    expired = _by_wave(old[name] for name, why in gone.items() if why is Gone.EXPIRED)
    withheld = withheld_posts(before.open, floor)
    for wave, moves in sorted(expired.items()):
        posts = withheld.get(wave, words(_heads(moves), floor))
        yield f"expired: {wave[0]} to {wave[1]}, {posts} posts"
    known = _by_wave(each for name, each in old.items() if gone.get(name) not in _REPORTED)
    now = _by_wave(day.snapshot.open)
    posts_before, posts_now = _posts(known, floor), _posts(now, floor)
    lines: list[str] = []
    for wave in sorted({*known, *now}):
        posts = posts_now.get(wave, posts_before.get(wave, ""))
        was = posts_before.get(wave, posts)
        line = _wave_line(wave, known.get(wave, []), now.get(wave, []), posts, was, currency)
        lines += [line] if line else []
    yield from lines
    if day.snapshot.holds != before.holds:
        yield from _hold_lines(day.snapshot.holds, floor)
    moved = [*day.difference.new, *day.difference.revised]
    if lines and moved and (causes := _causes(moved)):
        yield f"because of {', '.join(causes)}"


def withheld_posts(group: Iterable[Recommendation], floor: int) -> dict[WaveKey, str]:
    """Waves whose number of posts is withheld, with the words used instead."""
    posts = _posts(_by_wave(group), floor)
    return {wave: said for wave, said in posts.items() if not said.replace(",", "").isdigit()}


def _posts(waves: Mapping[WaveKey, Sequence[Recommendation]], floor: int) -> dict[WaveKey, str]:
    """Posts of each wave, masked so that none follows from the sum that the plan shows."""
    heads = [_heads(moves) for moves in waves.values()]
    shown = masked(heads, [0] * len(heads), floor)
    large = f"{floor} or more"
    return {
        wave: large if count == WITHHELD else count
        for wave, count in zip(waves, shown, strict=True)
    }


def _wave_line(
    wave: WaveKey,
    before: Sequence[Recommendation],
    now: Sequence[Recommendation],
    posts: str,
    was: str,
    currency: str,
) -> str:
    """That a wave is new, revised or withdrawn; nothing if it is as before.

    Parameters
    ----------
    before, now
        Its recommendations on the day before, and now.
    posts, was
        How many posts it has, and had on the day before, as they may be shown.
    """
    period, office = wave
    if not now:
        return f"withdrawn: {period} to {office}, {posts} posts"
    if _heads(before) == _heads(now) and _start(before) == _start(now):
        return ""
    # The worth of a wave would give its withheld posts away.
    is_shown = posts == words(_heads(now), 1)
    worth = money_words(sum(each.worth for each in now), currency)
    return (
        f"{'revised' if before else 'new'}: {period} to {office}, {posts} posts"
        f"{f' instead of {was}' if was != posts else ''}, start by {_start(now)}"
        f"{f', worth {worth}' if is_shown else ''}"
    )


def _hold_lines(holds: Sequence[Hold], floor: int) -> Iterator[str]:
    for office in sorted({hold.destination for hold in holds}):
        found = [hold for hold in holds if hold.destination == office]
        posts = posts_words(sum(hold.heads for hold in found), floor)
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


def _heads(moves: Sequence[Recommendation]) -> int:
    return sum(each.move.heads for each in moves)


def _start(moves: Sequence[Recommendation]) -> date | None:
    return min((each.start_by for each in moves), default=None)
