"""Amounts of money as people write them: the currency before or after, commas, signs."""

from __future__ import annotations

import re
from typing import NamedTuple

from models.money import minor_digits
from planner.scenario_files.written.numbers import in_full, without_commas
from planner.scenario_files.written.reading import CellReading

_CANONICAL = re.compile(r"[A-Z]{3} [0-9]+(\.[0-9]{1,2})?")
_PARTS = re.compile(
    r"(?P<before>[^0-9.,+-]*?) *(?P<figure>[0-9][0-9.,]*) *"
    r"(?P<short>(?:k|m|mn|bn|lakh|crore)(?![a-z])|万|亿)? *(?P<after>[^0-9.,+-]*)",
    re.IGNORECASE,
)
_CODE = re.compile(r"[A-Z]{3}")
_POINT_OR_THOUSANDS = re.compile(r"[0-9]{1,3}\.[0-9]{2}0")

CURRENCY_NAMES = {
    "RMB": "CNY",
    "CN¥": "CNY",
    "人民币": "CNY",
    "JP¥": "JPY",
    "日元": "JPY",
    "US$": "USD",
    "美元": "USD",
    "HK$": "HKD",
    "港元": "HKD",
    "港币": "HKD",
    "S$": "SGD",
    "新元": "SGD",
    "新加坡元": "SGD",
    "A$": "AUD",
    "NT$": "TWD",
    "RM": "MYR",
    "林吉特": "MYR",
    "€": "EUR",
    "欧元": "EUR",
    "英镑": "GBP",
    "₹": "INR",
    "印度卢比": "INR",
    "₩": "KRW",
}
"""Other names of currencies that can only be one."""

SHARED_SIGNS = {
    "¥": ("CNY", "JPY"),
    "元": ("CNY", "TWD", "HKD"),
    "$": ("USD", "SGD", "HKD"),
    "£": ("GBP", "EGP"),
    "RS": ("INR", "LKR"),
}
"""Signs that several currencies share, with the first of them."""


def currency_of(text: str) -> str:
    """The code of a currency, as far as its name can only be one."""
    name = text.strip().upper()
    return CURRENCY_NAMES.get(name, name)


class AmountParts(NamedTuple):
    """An amount as it is written, in parts."""

    currencies: frozenset[str]
    """What stands beside the figure: codes of currencies, and what is none."""
    figure: str | None
    """Without the commas between its thousands; None if they stand elsewhere."""
    short: str
    """``k``, ``万`` and so on; empty for a figure in full."""


def parts_of_amount(text: str) -> AmountParts | None:
    """The parts of an amount; None if there is no figure in it, or a sign before one."""
    found = _PARTS.fullmatch(text)
    if found is None:
        return None
    beside = frozenset(
        currency_of(found[side]) for side in ("before", "after") if found[side].strip()
    )
    return AmountParts(beside, without_commas(found["figure"]), found["short"] or "")


def amount_of(text: str) -> CellReading:
    """An amount with its currency, written ``CNY 320000``."""
    if _CANONICAL.fullmatch(text):
        return CellReading(text)
    parts = parts_of_amount(text)
    currency = _one_currency(parts.currencies) if parts else ""
    if parts is None or not currency:
        return CellReading(text)
    figure = parts.figure
    if figure is None or parts.short:
        return CellReading(text, wrong=_unlike_an_amount(currency, figure, parts.short))
    if currency in SHARED_SIGNS:
        return CellReading(text, wrong=_either_currency(currency, figure))
    if _POINT_OR_THOUSANDS.fullmatch(figure) and minor_digits(currency) < 3:
        return CellReading(text, wrong=_either_figure(currency, figure))
    return CellReading(f"{currency} {figure}")


def _one_currency(beside: frozenset[str]) -> str:
    """The one currency, or the one shared sign, that stands beside an amount; empty for none."""
    name = next(iter(beside)) if len(beside) == 1 else ""
    return name if name in SHARED_SIGNS or _CODE.fullmatch(name) else ""


def _unlike_an_amount(currency: str, figure: str | None, short: str) -> tuple[str, str]:
    example = SHARED_SIGNS.get(currency, (currency,))[0]
    if figure is None:
        step = f"Write it as in '{example} 1250.50': a point for decimals."
        return "has a comma where no thousands end", step
    full = in_full(f"{figure}{short}")
    return "is a shortened figure", f"Write '{example} {full}', if that is meant."


def _either_currency(sign: str, figure: str) -> tuple[str, str]:
    *others, last = (f"'{code} {figure}'" for code in SHARED_SIGNS[sign])
    readings = f"{', '.join(others)} or {last}"
    return "has a sign that several currencies share", f"Write which is meant: {readings}."


def _either_figure(currency: str, figure: str) -> tuple[str, str]:
    point, thousands = figure.rstrip("0").rstrip("."), figure.replace(".", "")
    step = f"Write the one that is meant: {currency} {thousands} or {currency} {point}."
    return f"may be {currency} {thousands} or {currency} {point}", step
