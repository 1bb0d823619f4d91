"""The unit in which amounts are shown, chosen by the largest of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.choices import Language
from models.money import minor_digits
from planner.wording.amounts import currency_words

_ENGLISH = {6: "million", 3: "thousand"}
"""Powers of ten with their words."""
_FIGURES, _MOST_DIGITS = 3, 2
"""Figures that the largest amount of a table has, if so many decimals are enough for it."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The unit in which amounts are shown, with their decimals."""

    power: int
    digits: int
    words: str
    """``USD thousand``; empty for a table without amounts."""
    decimals: tuple[int | None, ...] = ()
    """Decimals of the counts in each column; None where each has its own."""


NO_AMOUNTS = Scale(0, 0, "")


def scale_for(largest: int, currency: str, language: Language, step: int = 1) -> Scale:
    """The unit of amounts by the largest of them.

    Parameters
    ----------
    largest
        In the smallest unit of the currency.
    currency
        ISO 4217 code.
    language
        Language that its name is in.
    step
        What all amounts are multiples of. If it is a tenth of a million or of a thousand or more,
        one of these units says them in English without rows of zeros.
    """
    minor = minor_digits(currency)
    whole = abs(largest) // 10**minor
    if language is Language.CHINESE:
        return _chinese(whole, currency)
    for power, words in _ENGLISH.items():
        if step >= 10 ** (minor + power - 1):
            return Scale(power, _digits_of(step, minor + power), f"{currency} {words}")
    if whole >= 10**9:
        return Scale(6, 1, f"{currency} {_ENGLISH[6]}")
    if whole >= 10**7:
        return Scale(3, 0, f"{currency} {_ENGLISH[3]}")
    return Scale(0, 0 if whole >= 10**4 else minor, currency)


def _chinese(whole: int, currency: str) -> Scale:
    words = currency_words(currency, Language.CHINESE)
    if whole >= 10**10:
        return Scale(8, 2, f"亿{words}")
    return Scale(4, 1, f"万{words}") if whole >= 10**6 else Scale(0, 0, words)


def _digits_of(step: int, power: int) -> int:
    """Decimals that multiples of a step have in units of ``10 ** power``."""
    return next(digits for digits in range(power + 1) if step % 10 ** (power - digits) == 0)


def fitting(scale: Scale, largest: int, currency: str, step: int = 1) -> Scale | None:
    """A unit with as many decimals as show three figures of an amount; None if it vanishes.

    Parameters
    ----------
    scale
        The unit. Units of ten thousand and of a hundred million keep their decimals, since
        workbooks can show them with no others.
    largest
        The largest of the amounts that it is for, in the smallest unit of the currency.
    currency
        Their currency.
    step
        What all of them are multiples of.
    """
    power, digits = scale.power + minor_digits(currency), scale.digits
    if scale.power in {3, 6}:
        before_point = max(1, len(str(abs(largest))) - power)
        wanted = max(digits, min(_MOST_DIGITS, _FIGURES - before_point))
        digits = min(wanted, _digits_of(step, power))
    vanishes = 2 * abs(largest) < 10 ** (power - digits)
    return None if vanishes else replace(scale, digits=digits)
