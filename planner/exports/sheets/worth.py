"""What an option saves against the better baseline, in words with the ends of its range."""

from __future__ import annotations

from models.briefing import AmountRange, Briefing, ComparedPlan
from planner.exports.sheets.labels import baseline_words
from planner.exports.sheets.speech import Speech, is_range


def worth_words(briefing: Briefing, option: ComparedPlan, speech: Speech) -> str:
    """Say what an option costs more or less than the better baseline: money, loss, in all."""
    money, loss, total = (
        savings_of(briefing, option, part) for part in ("money", "expected_loss", "total")
    )
    if money is None or loss is None or total is None:
        return speech.say("what it saves is not known")
    weight = briefing.risk_weight
    return speech.listed(
        [
            _difference(money, speech, "in money"),
            _loss(loss, speech, weight),
            speech.say(
                "{difference} than {baseline}",
                difference=_total(total, speech),
                baseline=baseline_words(briefing.better_baseline, speech),
            ),
        ]
    )


def savings_of(briefing: Briefing, option: ComparedPlan, part: str) -> AmountRange | None:
    """What an option saves in money, expected loss or total, with its range if that is known.

    Without a range, the option's own value is held against that of the better baseline.
    """
    known = {
        "money": option.saving_money,
        "expected_loss": option.saving_loss,
        "total": option.saving,
    }[part]
    if known is not None:
        return known
    better = next(
        (each.value for each in briefing.options if each.kind is briefing.better_baseline), None
    )
    if option.value is None or better is None:
        return None
    saved: int = getattr(better, part) - getattr(option.value, part)
    return AmountRange(low=saved, base=saved, high=saved)


def _difference(saved: AmountRange, speech: Speech, where: str) -> str:
    if saved.base == 0:
        return speech.say("the same {where}", where=speech.say(where)) + _span(saved, speech)
    way = "{amount} less {where}" if saved.base > 0 else "{amount} more {where}"
    amount = speech.money(abs(saved.base))
    return speech.say(way, amount=amount, where=speech.say(where)) + _span(saved, speech)


def _loss(saved: AmountRange, speech: Speech, weight: float) -> str:
    remarks = [speech.say("assumed")]
    if is_range(saved):
        remarks.append(_span_words(saved, speech))
    if weight != 1:
        remarks.append(speech.say("counted {weight} times in the total", weight=f"{weight:g}"))
    text = (
        "the same expected loss"
        if saved.base == 0
        else "{amount} less expected loss"
        if saved.base > 0
        else "{amount} more expected loss"
    )
    said = speech.say(text, amount=speech.money(abs(saved.base)))
    return said + speech.say(" ({remarks})", remarks=speech.joined(remarks))


def _total(saved: AmountRange, speech: Speech) -> str:
    if saved.base == 0:
        return speech.say("no better in all") + _span(saved, speech)
    way = "{amount} better in all" if saved.base > 0 else "{amount} worse in all"
    said = speech.say(way, amount=speech.money(abs(saved.base)))
    if not is_range(saved):
        return said
    return said + speech.say(" ({remarks})", remarks=_span_words(saved, speech, "better", "worse"))


def _span(saved: AmountRange, speech: Speech) -> str:
    if not is_range(saved):
        return ""
    return speech.say(" ({remarks})", remarks=_span_words(saved, speech))


def _span_words(saved: AmountRange, speech: Speech, up: str = "less", down: str = "more") -> str:
    """The ends of a range, in the direction of its base: ``3 to 8``, ``2 less to 8 more``."""
    forward, back = (up, down) if saved.base >= 0 else (down, up)
    low, high = sorted(each if saved.base >= 0 else -each for each in (saved.low, saved.high))
    ends = [speech.number(abs(each), saved.base) for each in (low, high)]
    if low >= 0 and saved.base:
        return speech.say("{low} to {high}", low=ends[0], high=ends[1])
    words = [back if each < 0 else forward for each in (low, high)]
    return speech.say(
        "{low} {low_way} to {high} {high_way}",
        low=ends[0],
        low_way=speech.say(words[0]),
        high=ends[1],
        high_way=speech.say(words[1]),
    )
