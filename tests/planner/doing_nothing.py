"""The plan of nothing, judged: nobody moves and nothing is decided."""

from __future__ import annotations

from models.account import Judgement
from models.plan import Plan
from models.scenario import Scenario
from planner.audit import audit
from planner.books import Books, books_of


def do_nothing(scenario: Scenario, books: Books | None = None) -> Judgement:
    return audit(Plan(), books or books_of(scenario))
