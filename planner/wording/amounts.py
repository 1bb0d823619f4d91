"""How amounts are written: for screens and tables, and in each language of papers."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Decimal

from models.choices import Language
from models.money import minor_digits

_UNITS = {
    Language.ENGLISH: ((12, "tn"), (9, "bn"), (6, "m"), (3, "k"), (0, "")),
    Language.CHINESE: ((12, "万亿"), (8, "亿"), (4, "万"), (0, "")),
}

_CHINESE_CURRENCIES = {
    "AUD": "澳元",
    "CAD": "加元",
    "CHF": "瑞士法郎",
    "CNY": "元人民币",
    "EUR": "欧元",
    "GBP": "英镑",
    "HKD": "港元",
    "IDR": "印尼盾",
    "INR": "印度卢比",
    "JPY": "日元",
    "KRW": "韩元",
    "MYR": "林吉特",
    "PHP": "菲律宾比索",
    "SGD": "新加坡元",
    "THB": "泰铢",
    "TWD": "新台币",
    "USD": "美元",
    "VND": "越南盾",
}


def money_words(amount: int, currency: str) -> str:
    """Write an amount in short, to three digits: ``USD 12.3 m``.

    Parameters
    ----------
    amount
        In the smallest unit of the currency.
    currency
        ISO 4217 code.
    """
    whole = Decimal(amount).scaleb(-minor_digits(currency))
    rounded = Decimal(f"{whole:.2e}") if abs(whole) >= 1000 else _rounded(whole, 0)
    power, suffix = _unit(Language.ENGLISH, rounded)
    scaled = rounded.scaleb(-power)
    digits = max(0, 2 - scaled.adjusted()) if power else 0
    return f"{currency} {_plain(scaled, digits)} {suffix}".rstrip()


def money_exact(amount: int, currency: str) -> str:
    """Write an amount to its last digit: ``USD 12,345,678.90``.

    Parameters
    ----------
    amount
        In the smallest unit of the currency.
    currency
        ISO 4217 code.
    """
    digits = minor_digits(currency)
    return f"{currency} {_plain(Decimal(amount).scaleb(-digits), digits)}"


def money_whole(amount: int, currency: str) -> str:
    """Write an amount in whole units: ``USD 12,345,679``."""
    return f"{currency} {scaled_words(amount, currency, 0, 0)}"


def scaled_words(amount: int, currency: str, power: int, digits: int) -> str:
    """Write an amount in units of ``10 ** power``, without its currency: ``12,346``."""
    return _plain(Decimal(amount).scaleb(-minor_digits(currency) - power), digits)


def currency_words(currency: str, language: Language) -> str:
    """Name of a currency: its code in English, ``美元`` in Chinese where it has a usual name."""
    return _CHINESE_CURRENCIES.get(currency, currency) if language is Language.CHINESE else currency


FIGURES, _MOST_FIGURES = 3, 6
"""Significant figures of an amount in a sentence, and the most where others are near it."""


def figures_apart(amounts: Iterable[int]) -> int:
    """The fewest significant figures, three to six, in which amounts that differ read apart."""
    distinct = [Decimal(amount) for amount in set(amounts)]
    return next(
        (
            figures
            for figures in range(FIGURES, _MOST_FIGURES)
            if len({f"{each:.{figures}g}" for each in distinct}) == len(distinct)
        ),
        _MOST_FIGURES,
    )


def money_in(language: Language, amount: int, currency: str, figures: int = FIGURES) -> str:
    """Write an amount to three figures: ``USD 5.2 m``, ``520万美元``.

    Parameters
    ----------
    language
        Language to write in.
    amount
        In the smallest unit of the currency.
    currency
        ISO 4217 code.
    figures
        Significant figures, if not three.
    """
    whole = _rounded_to(Decimal(amount).scaleb(-minor_digits(currency)), figures)
    power, unit = _unit(language, whole)
    number = _shortest(whole.scaleb(-power))
    if language is Language.CHINESE:
        number = number.replace(",", "")
        return f"{number}{unit}{currency_words(currency, language)}"
    return f"{currency} {number} {unit}".rstrip()


def number_like(
    language: Language, amount: int, like: int, currency: str, figures: int = FIGURES
) -> str:
    """Write an amount as a number beside another one that says the unit: ``5.2``, ``520万``."""
    if language is Language.CHINESE:
        said = money_in(language, amount, currency, figures)
        return said.removesuffix(currency_words(currency, language))
    digits = minor_digits(currency)
    power, _ = _unit(language, _rounded_to(Decimal(like or amount).scaleb(-digits), figures))
    return _shortest(_rounded_to(Decimal(amount).scaleb(-digits - power), figures))


def _unit(language: Language, value: Decimal) -> tuple[int, str]:
    """The power of ten in which an amount is written, and its word."""
    return next((each for each in _UNITS[language] if abs(value) >= 10 ** each[0]), (0, ""))


def _rounded_to(value: Decimal, figures: int) -> Decimal:
    return Decimal(f"{value:.{figures}g}")


def _shortest(value: Decimal) -> str:
    return f"{value.normalize() + 0:,f}"


def _plain(value: Decimal, digits: int) -> str:
    return f"{_rounded(value, digits) + 0:,.{digits}f}"


def _rounded(value: Decimal, digits: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_EVEN)
