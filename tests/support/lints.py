"""What the lints say of a company."""

from __future__ import annotations

from typing import Any

from models.account import Remark
from models.scenario import Scenario
from planner.books import books_of
from planner.lint import LINTS, Subject
from planner.lint.ways import ways_of


def subject(whole: Scenario) -> Subject:
    books = books_of(whole)
    return Subject(books, ways_of(books))


def look(name: str, whole: Scenario) -> list[Remark]:
    """Remarks of one lint."""
    (lint,) = (lint for lint in LINTS if lint.name == name)
    return list(lint.find(subject(whole)))


def rows(name: str, whole: Scenario) -> list[str]:
    """Rows that one lint points at."""
    return [remark.row for remark in look(name, whole)]


def changed(whole: Scenario, **changes: Any) -> Scenario:
    """The same company with some tables or settings replaced, checked again."""
    fields = {name: getattr(whole, name) for name in type(whole).model_fields}
    return Scenario(**{**fields, **changes})
