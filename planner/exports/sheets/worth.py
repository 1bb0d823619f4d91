"""What an option saves against the better baseline, in words with the ends of its range."""

from __future__ import annotations

from models.briefing import Briefing
from models.compared import AmountRange, ComparedPlan
from planner.exports.sheets.labels import baseline_words
from planner.exports.sheets.speech import Speech
from planner.wording.amounts import figures_apart

_WORDS = {
    "money": ("{amount} less in money", "{amount} more in money", "the same in money"),
    "expected_loss": (
        "{amount} less expected loss",
        "{amount} more expected loss",
        "the same expected loss",
    ),
    "total": (
        "{amount} better in all than {baseline}",
        "{amount} worse in all than {baseline}",
        "neither better nor worse in all than {baseline}",
    ),
}
"""How a part is said that is saved, that is not, and that is the same."""

_ROUNDED = {
    "money": "about the same in money",
    "expected_loss": "about the same expected loss",
    "total": "about as good in all as {baseline}",
}
"""How a part is said that is the same once it is rounded."""


def worth_words(briefing: Briefing, option: ComparedPlan, speech: Speech) -> str:
    """Say what an option costs more or less than the better baseline: money, loss, in all."""
    saved = {
        "money": option.saving_money,
        "expected_loss": option.saving_loss,
        "total": option.saving,
    }
    clauses = [
        _clause(briefing, amounts, part, speech)
        for part, amounts in saved.items()
        if amounts is not None
    ]
    return speech.phrases(clauses) if clauses else speech.say("what it saves is not known")


def _clause(briefing: Briefing, saved: AmountRange, part: str, speech: Speech) -> str:
    less, more, same = _WORDS[part]
    if speech.is_rounded:
        same = _ROUNDED[part]
    text = less if saved.base > 0 else more if saved.base < 0 else same
    amounts = (saved.low, saved.base, saved.high)
    figures = figures_apart(each for each in amounts if each is not None)
    said = speech.say(
        text,
        amount=speech.money(abs(saved.base), figures),
        baseline=baseline_words(briefing.better_baseline, speech),
    )
    remarks = _remarks(saved, part, briefing.risk_weight, figures, speech)
    return said + speech.say(" ({remarks})", remarks=speech.joined(remarks)) if remarks else said


def _remarks(
    saved: AmountRange, part: str, weight: float, figures: int, speech: Speech
) -> list[str]:
    is_loss = part == "expected_loss"
    remarks = [speech.say("assumed")] if is_loss else []
    if saved.low is not None and saved.high is not None and (saved.low, saved.high) != (0, 0):
        ways = ("better", "worse") if part == "total" else ("less", "more")
        remarks.append(_ends((saved.low, saved.high), saved.base, ways, figures, speech))
    if is_loss and weight != 1:
        remarks.append(speech.say("counted {weight} times in the total", weight=f"{weight:g}"))
    return remarks


def _ends(
    ends: tuple[int, int], base: int, ways: tuple[str, str], figures: int, speech: Speech
) -> str:
    """The ends of a range in the direction of its base: ``3 to 8``, ``2 less to 8 more``."""
    sign = -1 if base < 0 else 1
    low, high = sorted(sign * end for end in ends)
    said = [
        speech.number(abs(end), base, figures) if base else speech.money(abs(end), figures)
        for end in (low, high)
    ]
    if low >= 0 and base:
        return speech.say("{low} to {high}", low=said[0], high=said[1])
    way = [speech.say(ways[0] if sign * end >= 0 else ways[1]) for end in (low, high)]
    if low < 0 == high or low == 0 < high:
        at = 0 if low else 1
        return speech.say("{amount} {way} at most", amount=said[at], way=way[at])
    return speech.say(
        "{low} {low_way} to {high} {high_way}",
        low=said[0],
        low_way=way[0],
        high=said[1],
        high_way=way[1],
    )
