"""Which plans can be told apart in the common world, in sentences."""

from __future__ import annotations

from collections.abc import Container, Iterator

from models.briefing import Briefing, PlanPair
from planner.exports.sheets.labels import rule_name
from planner.exports.sheets.speech import Speech

_FEW = 3
"""Plans up to which every pair is told apart in sentences."""


def pair_sentences(briefing: Briefing, speech: Speech) -> Iterator[str]:
    """Plans that break rules, pairs that cannot be told apart, then the others.

    A plan that breaks a rule cannot be done, whatever it costs, and is not ranked. Of many plans,
    pairs with the first are said.
    """
    breaking = breaches(briefing)
    if len(briefing.plans) > 1:
        for name, broken in breaking.items():
            yield speech.say(
                "{plan} breaks rules in the world of {world} and is not ranked: {rules}.",
                plan=name,
                world=briefing.grid.worlds[0],
                rules=speech.listed([rule_name(rule, speech) for rule in broken]),
            )
    pairs = tuple(each for each in briefing.pairs if is_ranked(each, breaking))
    if len(briefing.plans) > _FEW:
        pairs = tuple(each for each in pairs if briefing.plans[0] in {each.one, each.other})
    for pair in sorted(pairs, key=lambda each: each.is_told_apart):
        yield pair_sentence(pair, speech)


def breaches(briefing: Briefing) -> dict[str, tuple[str, ...]]:
    """Rules that plans break in the common world, by plan; without plans that break none."""
    return {
        option.name: option.value.broken
        for option in briefing.options[: len(briefing.plans)]
        if option.value is not None and option.value.broken
    }


def is_ranked(pair: PlanPair, breaking: Container[str]) -> bool:
    """Whether both plans of a pair can be done."""
    return pair.one not in breaking and pair.other not in breaking


def pair_sentence(pair: PlanPair, speech: Speech) -> str:
    """Say whether two plans can be told apart, and by how much."""
    apart = speech.money(abs(pair.difference))
    cheaper, dearer = (pair.other, pair.one) if pair.difference > 0 else (pair.one, pair.other)
    if pair.is_told_apart:
        return speech.say(
            "{cheaper} costs {apart} less in all than {dearer}, expected loss included.",
            cheaper=cheaper,
            apart=apart,
            dearer=dearer,
        )
    if not pair.difference:
        return speech.say(
            "{one} and {other} cannot be told apart: they cost about the same in all."
            if speech.is_rounded
            else "{one} and {other} cannot be told apart: they cost the same in all.",
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
