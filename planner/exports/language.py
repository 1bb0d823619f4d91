"""How figures are written in each language of papers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

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

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def currency_words(currency: str, language: Language) -> str:
    """Name of a currency: its code in English, ``美元`` in Chinese where it has a usual name."""
    return _CHINESE_CURRENCIES.get(currency, currency) if language is Language.CHINESE else currency


def money_in(language: Language, amount: int, currency: str) -> str:
    """Write an amount to three digits: ``USD 5.2 m``, ``520万美元``.

    Parameters
    ----------
    language
        Language to write in.
    amount
        In the smallest unit of the currency.
    currency
        ISO 4217 code.
    """
    whole = _three_digits(Decimal(amount).scaleb(-minor_digits(currency)))
    power, unit = next((each for each in _UNITS[language] if abs(whole) >= 10 ** each[0]), (0, ""))
    number = _plain(whole.scaleb(-power))
    if language is Language.CHINESE:
        number = number.replace(",", "")
        return f"{number}{unit}{currency_words(currency, language)}"
    return f"{currency} {number} {unit}".rstrip()


def number_like(language: Language, amount: int, like: int, currency: str) -> str:
    """Write an amount as a number beside another one that says the unit: ``5.2``, ``520万``."""
    if language is Language.CHINESE:
        return money_in(language, amount, currency).removesuffix(currency_words(currency, language))
    digits = minor_digits(currency)
    beside = abs(_three_digits(Decimal(like or amount).scaleb(-digits)))
    power = next((power for power, _ in _UNITS[language] if beside >= 10**power), 0)
    return _plain(_three_digits(Decimal(amount).scaleb(-digits - power)))


def day_in(language: Language, day: date) -> str:
    """Write a day: ``15 January 2027``, ``2027年1月15日``."""
    if language is Language.CHINESE:
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _three_digits(value: Decimal) -> Decimal:
    return Decimal(f"{value:.3g}")


def _plain(value: Decimal) -> str:
    return f"{value.normalize() + 0:,f}"
