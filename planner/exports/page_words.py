"""The few words of a page that no sheet says, by language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.choices import Audience, Language
from planner.exports.sheets.terms import CHINESE
from planner.wording.labels import DISCLAIMER


@dataclass(frozen=True, slots=True)
class PageWords:
    """Words around the sheets of a page."""

    skip: str
    """The first link, for people who use a keyboard."""
    appendix: str
    continued: str
    """Title of a sheet that goes on elsewhere, with its title as ``{}``."""
    amounts_in: str
    """Before the unit of a table's amounts."""
    nothing: str
    """In place of a table without rows."""
    dated: str
    """With the planning date as ``{}``."""
    audiences: Mapping[Audience, str]
    disclaimer: str


PAGE_WORDS: Mapping[Language, PageWords] = {
    Language.ENGLISH: PageWords(
        skip="Skip to the first sheet",
        appendix="Appendix",
        continued="{}, continued",
        amounts_in="Amounts in ",
        nothing="None.",
        dated="As planned on {}",
        audiences={
            Audience.BOARD: "For the board: counts and amounts are rounded",
            Audience.PLANNER: "Working paper of the planner: exact figures",
        },
        disclaimer=DISCLAIMER,
    ),
    Language.CHINESE: PageWords(
        skip="跳到第一页",
        appendix="附录",
        continued="{}（续）",
        amounts_in="金额单位：",
        nothing="无。",
        dated="规划日期：{}",
        audiences={
            Audience.BOARD: "供董事会决策：人数与金额均已取整",
            Audience.PLANNER: "规划人员工作底稿：精确数据",
        },
        disclaimer=CHINESE[DISCLAIMER],
    ),
}
