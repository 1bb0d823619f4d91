"""Counts, numbers and shares as people write them."""

from __future__ import annotations

import re
from decimal import Decimal

from planner.scenario_files.written.reading import CellReading

_PLAIN = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")
_GROUPED = re.compile(r"[-+]?([0-9]{1,3}(,[0-9]{3})+|[0-9]{1,2}(,[0-9]{2})*,[0-9]{3})(\.[0-9]+)?")
_TWO_READINGS = re.compile(r"[-+]?[0-9]{1,3},[0-9]{3}")
_PERCENT = re.compile(r"([-+]?[0-9]+(?:\.[0-9]+)?) *%")
_SHORT = re.compile(r"([0-9]+(?:\.[0-9]+)?) *(k|m|mn|bn|万|亿|lakh|crore)", re.IGNORECASE)
_TIMES = {
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "bn": 10**9,
    "万": 10**4,
    "亿": 10**8,
    "lakh": 10**5,
    "crore": 10**7,
}
_WHOLE = Decimal(100)


def without_commas(text: str) -> str | None:
    """A figure without the commas between its thousands; None if they stand elsewhere."""
    if "," not in text:
        return text
    return text.replace(",", "") if _GROUPED.fullmatch(text) else None


def in_full(text: str) -> str | None:
    """The figure that a short form such as ``620k`` may mean; None for anything else."""
    short = _SHORT.fullmatch(text)
    return _digits(Decimal(short[1]) * _TIMES[short[2].lower()]) if short else None


def count_of(text: str) -> CellReading:
    """A whole number, perhaps with commas between its thousands."""
    if full := in_full(text):
        return _shortened(text, full)
    return CellReading(without_commas(text) or text)


def number_of(text: str) -> CellReading:
    """A number, perhaps in per cent. A single comma may stand for the decimal point."""
    if full := in_full(text):
        return _shortened(text, full)
    if percent := _PERCENT.fullmatch(text):
        return CellReading(_digits(Decimal(percent[1]) / _WHOLE))
    if _TWO_READINGS.fullmatch(text):
        thousands, point = text.replace(",", ""), text.replace(",", ".")
        step = f"Write the one that is meant, without a comma: {thousands} or {point}."
        return CellReading(text, wrong=(f"may be {thousands} or {point}", step))
    return CellReading(without_commas(text) or text)


def share_of(text: str) -> CellReading:
    """A part of a whole: ``0.05``, ``5%``, or 5 where 5% must be meant."""
    if percent := _PERCENT.fullmatch(text):
        share = Decimal(percent[1]) / _WHOLE
        if share > 1:
            return CellReading(text, wrong=("is more than the whole", "Write 0% to 100%."))
        return CellReading(_digits(share))
    if _PLAIN.fullmatch(text) and 1 < Decimal(text) <= _WHOLE:
        return CellReading(_digits(Decimal(text) / _WHOLE), f"{text} is read as {text}%")
    return CellReading(text)


def is_below_one(text: str) -> bool:
    """Whether a figure without a percent sign is a part of the whole, or of one per cent."""
    return _PLAIN.fullmatch(text) is not None and 0 < abs(Decimal(text)) < 1


def _digits(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _shortened(text: str, full: str) -> CellReading:
    return CellReading(text, wrong=("is a shortened figure", f"Write {full}, if that is meant."))
