"""Programmes that the search is tried on."""

from __future__ import annotations

from functools import cache

from planner.books import Books, books_of
from planner.formulation.program import Program
from planner.formulation.sets import sets_of
from planner.rules import rules_of
from planner.rules.compose import compose
from planner.scenario_files import load


def program_of(books: Books) -> Program:
    """With every rule in force."""
    return compose(sets_of(books), rules_of(books.scenario))


@cache
def shanghai() -> tuple[Books, Program]:
    """The worked example: thousands of columns."""
    books = books_of(load("shanghai-2026"))
    return books, program_of(books)


@cache
def tiny() -> tuple[Books, Program]:
    """The example that is worked out by hand."""
    books = books_of(load("tiny"))
    return books, program_of(books)
