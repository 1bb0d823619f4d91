"""Words and figures in the language of a paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from models.briefing import Briefing
from models.choices import Audience, Language
from models.money import minor_digits
from models.outlook import ShownCount
from models.rounding import count_words
from planner.charts.amounts import AmountUnit
from planner.exports.scale import Scale, fitting, scale_for
from planner.exports.sheets.terms import CHINESE
from planner.wording.amounts import FIGURES, figures_apart, money_in, number_like
from planner.wording.days import day_in


@dataclass(frozen=True, slots=True)
class Speech:
    """What is needed to say something in a language."""

    language: Language
    currency: str
    floor: int
    """Counts from 1 to this one are not shown if the briefing leaves them out."""
    is_rounded: bool
    """Whether counts and amounts are rounded."""
    scale: Scale
    """Unit of the paper's amounts in tables and charts."""

    @property
    def is_chinese(self) -> bool:
        """Whether the language is Chinese."""
        return self.language is Language.CHINESE

    def say(self, text: str, **parts: str) -> str:
        """Write a text of ours, given in English, with its parts filled in.

        Raises
        ------
        KeyError
            The text has no Chinese translation.
        """
        return (CHINESE[text] if self.is_chinese else text).format(**parts)

    def money(self, amount: int, figures: int = FIGURES) -> str:
        """Write an amount, to some significant figures: ``USD 5 m``."""
        return money_in(self.language, amount, self.currency, figures)

    def amounts(self, amounts: Sequence[int]) -> list[str]:
        """Write amounts that stand beside each other: those that differ read apart."""
        return [self.money(amount, figures_apart(amounts)) for amount in amounts]

    def unit(self, amounts: Iterable[int]) -> AmountUnit:
        """The unit of all amounts of a chart: ``USD million``, ``万美元``.

        That of the paper, or their own if they would vanish in it.
        """
        largest = max(map(abs, amounts), default=0)
        scale = self.scale
        if largest and fitting(scale, largest, self.currency) is None:
            scale = scale_for(largest, self.currency, self.language)
        return AmountUnit(scale.words, 10 ** (minor_digits(self.currency) + scale.power))

    def number(self, amount: int, like: int, figures: int = FIGURES) -> str:
        """Write an amount without its currency, in the unit of another one."""
        return number_like(self.language, amount, like, self.currency, figures)

    def day(self, day: date) -> str:
        """Write a day: ``15 January 2027``."""
        return day_in(self.language, day)

    def count(self, count: ShownCount) -> str:
        """Write a count: ``118``, or ``1 to 5`` if it is not shown."""
        if count is None and self.is_chinese:
            return self.say("1 to {floor}", floor=f"{self.floor:,}")
        return count_words(count, self.floor)

    def about(self, count: ShownCount) -> str:
        """Write a count, and that it is rounded if it is: ``about 120``."""
        if self.is_rounded and count:
            return self.say("about {count}", count=self.count(count))
        return self.count(count)

    def counted(self, count: ShownCount, noun: str, plural: str) -> str:
        """Write a count with its noun: ``118 posts``."""
        said = noun if count == 1 else plural
        return self.say(f"{{count}} {said}", count=self.count(count))

    def about_counted(self, count: ShownCount, noun: str, plural: str) -> str:
        """Write a count of posts or people with its noun: ``about 120 posts``."""
        said = noun if count == 1 else plural
        return self.say(f"{{count}} {said}", count=self.about(count))

    def listed(self, names: list[str]) -> str:
        """Write names one after the other."""
        return ("、" if self.is_chinese else ", ").join(names)

    def phrases(self, phrases: list[str]) -> str:
        """Write phrases of one clause one after the other."""
        return ("，" if self.is_chinese else ", ").join(phrases)

    def joined(self, clauses: list[str]) -> str:
        """Write clauses one after the other."""
        return ("；" if self.is_chinese else "; ").join(clauses)


def speech_of(briefing: Briefing, language: Language) -> Speech:
    """How a paper on a briefing speaks."""
    totals = (value.total for row in briefing.grid.rows for value in row.values if value)
    largest = max(map(abs, totals), default=0)
    return Speech(
        language,
        briefing.currency,
        briefing.floor,
        briefing.audience is Audience.BOARD,
        scale_for(largest, briefing.currency, language, briefing.amount_step),
    )
