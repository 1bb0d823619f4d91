"""How days are written in each language of papers."""

from __future__ import annotations

from datetime import date

from models.choices import Language

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


def day_in(language: Language, day: date) -> str:
    """Write a day: ``15 January 2027``, ``2027年1月15日``."""
    if language is Language.CHINESE:
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
