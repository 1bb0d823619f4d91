"""Which plans can be told apart in the common world, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from models.briefing import Briefing, PlanPair
from planner.exports.sheets.speech import Speech

_FEW = 3
"""Plans up to which every pair is told apart in sentences."""


def pair_sentences(briefing: Briefing, speech: Speech) -> Iterator[str]:
    """Pairs that cannot be told apart, then the others; of many plans, those with the first."""
    pairs = briefing.pairs
    if len(briefing.plans) > _FEW:
        pairs = tuple(each for each in pairs if briefing.plans[0] in {each.one, each.other})
    for pair in sorted(pairs, key=lambda each: each.is_told_apart):
        yield pair_sentence(pair, speech)


def pair_sentence(pair: PlanPair, speech: Speech) -> str:
    """Say whether two plans can be told apart, and by how much."""
    apart = speech.money(abs(pair.difference))
    cheaper, dearer = (pair.one, pair.other) if pair.difference < 0 else (pair.other, pair.one)
    if pair.is_told_apart:
        return speech.say(
            "{cheaper} costs {apart} less in all than {dearer}, expected loss included.",
            cheaper=cheaper,
            apart=apart,
            dearer=dearer,
        )
    if not pair.difference:
        return speech.say(
            "{one} and {other} cannot be told apart: they cost the same in all.",
            one=pair.one,
            other=pair.other,
        )
    return speech.say(
        "{one} and {other} cannot be told apart: they are {apart} apart, and what is proven of "
        "them leaves {open} open.",
        one=pair.one,
        other=pair.other,
        apart=apart,
        open=speech.money(pair.left_open),
    )
