"""The few words of a page that no sheet says, by language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from models.choices import Audience, Language


@dataclass(frozen=True, slots=True)
class PageWords:
    """Words around the sheets of a page."""

    skip: str
    """The first link, for people who use a keyboard."""
    appendix: str
    amounts_in: str
    """Before the unit of a table's amounts."""
    nothing: str
    """In place of a table without rows."""
    dated: str
    """With the planning date as ``{}``."""
    page: str
    """Before the number of a page."""
    audiences: Mapping[Audience, str]


PAGE_WORDS: Mapping[Language, PageWords] = {
    Language.ENGLISH: PageWords(
        skip="Skip to the first sheet",
        appendix="Appendix",
        amounts_in="Amounts in ",
        nothing="None.",
        dated="As planned on {}",
        page="Page",
        audiences={
            Audience.BOARD: "For the board: counts and amounts are rounded",
            Audience.PLANNER: "Working paper of the planner: exact figures",
        },
    ),
    Language.CHINESE: PageWords(
        skip="跳到第一页",
        appendix="附录",
        amounts_in="金额单位：",
        nothing="无。",
        dated="规划日期：{}",
        page="第",
        audiences={
            Audience.BOARD: "供董事会决策：人数与金额均已取整",
            Audience.PLANNER: "规划人员工作底稿：精确数据",
        },
    ),
}


def day_words(day: date, language: Language) -> str:
    """Write a day as people of a language do: ``15 January 2027``, ``2027年1月15日``."""
    if language is Language.CHINESE:
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {day:%B %Y}"
