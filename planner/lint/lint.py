"""The type of a lint: one sentence, and a function that finds remarks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from models.account import Remark
from models.scenario import Scenario
from planner.books import Books
from planner.lint.ways import Ways
from planner.wording.amounts import money_whole

MOST_NAMED = 4
"""Most names listed in a sentence."""


@dataclass(frozen=True, eq=False)
class Subject:
    """A scenario with data shared by all lints: its books, and the possible moves."""

    books: Books
    ways: Ways

    @property
    def scenario(self) -> Scenario:
        """The scenario."""
        return self.books.scenario


@dataclass(frozen=True)
class Lint:
    """A lint: a pure function of a scenario and its books."""

    name: str
    """Its name in remarks: that of the function."""
    sentence: str
    """What it finds."""
    find: Callable[[Subject], Iterable[Remark]]

    def remark(self, sentence: str, table: str, row: str, field: str, step: str) -> Remark:
        """A remark of this lint on a field; in the sentence, `ROW` stands for the row.

        Parameters
        ----------
        sentence
            What is found.
        table, row, field
            Where.
        step
            What to do next.
        """
        return Remark(
            lint=self.name, sentence=sentence, table=table, row=row, field=field, next_step=step
        )


def lint(sentence: str) -> Callable[[Callable[[Subject], Iterable[Remark]]], Lint]:
    """Decorator that makes a lint from a function, under the function's name.

    Parameters
    ----------
    sentence
        What it finds, in one sentence.
    """

    def make(find: Callable[[Subject], Iterable[Remark]]) -> Lint:
        return Lint(find.__name__, sentence, find)

    return make


def short_list(names: Collection[str]) -> str:
    """A list in a sentence: the first few names, and how many more there are."""
    first = list(names)[:MOST_NAMED]
    more = len(names) - len(first)
    return ", ".join(first) + (f" and {more} more" if more else "")


def amount(subject: Subject, figure: float) -> str:
    """An amount in the smallest unit of the planning currency, in whole units of it."""
    return money_whole(round(figure), subject.scenario.currency)
