"""Errors of library functions, with options in place of the names of their arguments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from models.errors import InputError, Problem


@contextmanager
def as_options(**options: str) -> Iterator[None]:
    """Name options where an error within the context names arguments.

    Parameters
    ----------
    options
        By the name of an argument, as in ``settings="--set"``.

    Raises
    ------
    InputError
        The same error, of the same class.
    """
    try:
        yield
    except InputError as error:
        renamed = [_renamed(each, options) for each in error.problems]
        raise type(error)(renamed, error.remarks) from error


def _renamed(problem: Problem, options: Mapping[str, str]) -> Problem:
    """The problem at the option. A field within a file is the file's, whatever its name."""
    if problem.file:
        return replace(problem, file=options.get(problem.file, problem.file))
    return replace(problem, field=options.get(problem.field, problem.field))
