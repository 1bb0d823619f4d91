"""What of an answer has to be remembered of cash, lest it be spent twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.answer import Proposal, Spend
from models.plan import Plan
from planner.books import Books
from planner.spending import parts_of, spends_of
from streams.solving import Ask


def spends_to_keep(ask: Ask, books: Books, proposals: tuple[Proposal, ...]) -> tuple[Spend, ...]:
    """Cash of what has been accepted, at today's prices as far as it is still to come.

    Also of what is only proposed, since it may be accepted, and land, before the next answer: at
    the price of the day on which it was proposed first, since pricing much takes its time.
    """
    firm = [each for each in proposals if each.firm]
    known = {each.part: each for each in ask.spends}
    accepted = {*_parts(firm), *(part for each in ask.orders for part in parts_of(each.needs))}
    parts = (*accepted, *(part for part in _parts(proposals) if part not in known))
    now = {each.part: each for each in spends_of(books, dict.fromkeys(parts))}
    return tuple(sorted({**known, **now}.values(), key=lambda each: str(each.part)))


def _parts(proposals: Iterable[Proposal]) -> Iterator[Plan]:
    for each in proposals:
        yield from parts_of(Plan(moves=(each.priced.move,)))
        yield from parts_of(each.needs)
