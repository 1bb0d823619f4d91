"""What the parts of a plan take in one-off cash, one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.answer import Spend
from models.plan import Plan
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
    """Moves and placements of one head, single blocks, measures, filings and talks of a plan."""
    yield from (Plan(moves=(each.model_copy(update={"heads": 1}),)) for each in plan.moves)
    yield from (
        Plan(placements=(each.model_copy(update={"heads": 1}),)) for each in plan.placements
    )
    yield from (Plan(blocks=(each.model_copy(update={"blocks": 1}),)) for each in plan.blocks)
    yield from (Plan(measures=(each,)) for each in plan.measures)
    yield from (Plan(routes=(each,)) for each in plan.routes)
    yield from (Plan(consultations=(each,)) for each in plan.consultations)


def _cash(books: Books, plan: Plan) -> int:
    done = expand(books, plan)
    rules = (rule for rule in rules_of(books.scenario) if rule.charges is not None)
    return sum(charge.cash for rule in rules if rule.charges for charge in rule.charges(done))
