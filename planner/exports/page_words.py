"""The few words of a page that no sheet says, by language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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


def _page_words(say: Callable[[str], str]) -> PageWords:
    return PageWords(
        skip=say("Skip to the first sheet"),
        appendix=say("Appendix"),
        continued=say("{}, continued"),
        amounts_in=say("Amounts in "),
        nothing=say("None."),
        dated=say("As planned on {}"),
        audiences={
            Audience.BOARD: say("For the board: counts and amounts are rounded"),
            Audience.PLANNER: say("Working paper of the planner: exact figures"),
        },
        disclaimer=say(DISCLAIMER),
    )


PAGE_WORDS: Mapping[Language, PageWords] = {
    Language.ENGLISH: _page_words(str),
    Language.CHINESE: _page_words(CHINESE.__getitem__),
}
