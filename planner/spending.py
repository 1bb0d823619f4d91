"""What the parts of a plan take in one-off cash, one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.answer import Spend
from models.plan import Plan, single
from planner.books import Books
from planner.expanded_plan import expand
from planner.rules import rules_of


def spends_of(books: Books, parts: Iterable[Plan]) -> Iterator[Spend]:
    """The cash of each part: what a plan of it alone takes beyond staying put.

    Parameters
    ----------
    books
        The scenario with its coefficients.
    parts
        Plans of one thing each; periods that the scenario does not have are left out.
    """
    labels = {period.label for period in books.scenario.periods}
    staying = _cash(books, Plan())
    for part in parts:
        if all(each.period in labels for _, rows in part for each in rows):
            yield Spend(part=part, cash=max(_cash(books, part) - staying, 0))


def parts_of(plan: Plan) -> Iterator[Plan]:
    """Each row of a plan as a plan of its own: of one post, seat block or seat."""
    for field, rows in plan:
        for row in rows:
            yield Plan(**{field: (single(row),)})


def _cash(books: Books, plan: Plan) -> int:
    done = expand(books, plan)
    rules = (rule for rule in rules_of(books.scenario) if rule.charges is not None)
    return sum(charge.cash for rule in rules if rule.charges for charge in rule.charges(done))
