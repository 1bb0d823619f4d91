"""Errors of an input, in words for the person who wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import TYPE_CHECKING, Self

from models.readable import spelled

if TYPE_CHECKING:
    from models.account import Remark


@dataclass(frozen=True, slots=True)
class Problem:
    """One error: what is wrong, where, what was found, what to do."""

    message: str
    """What is wrong."""
    file: str = ""
    """The file, relative to the scenario, or the option of the command line."""
    row: str = ""
    """The row of a table (its line) or the key of an entry."""
    field: str = ""
    """The column or setting."""
    found: str = ""
    """The value found."""
    next_step: str = ""
    """What to do: known values, the nearest name, an example."""
    cause: str = dataclass_field(default="", compare=False)
    """What is lacking, as table and key: problems that share it are mended together."""

    @classmethod
    def from_os_error(
        cls, error: OSError | ValueError, file: str, verb: str, next_step: str = ""
    ) -> Problem:
        """The error for a file that cannot be used.

        Parameters
        ----------
        error
            The error that the system raised; a `ValueError` if the name is not a valid file name.
        file
            The file, as the person named it.
        verb
            What could not be done, as in ``cannot be read``: ``read``, ``written``.
        next_step
            What to do about it.
        """
        return cls(f"cannot be {verb}: {os_reason(error)}", file=file, next_step=next_step)

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.file, self.row, self.field) if part)
        found = f" (found: {self.found!r})" if self.found else ""
        next_step = f" {self.next_step}" if self.next_step else ""
        return (
            f"{where}: {self.message}{found}.{next_step}"
            if where
            else (f"{self.message}{found}.{next_step}")
        )


def shown(text: str, longest: int = 80) -> str:
    """A text made fit for one line of a terminal: escaped, and cut if it is too long."""
    clean = spelled(text[: longest + 1])
    return clean if len(clean) <= longest else f"{clean[: longest - 1]}…"


def os_reason(error: OSError | ValueError) -> str:
    """The system's reason in words: ``no such file or directory``."""
    if isinstance(error, OSError):
        return (error.strerror or type(error).__name__).lower()
    return "its name is not a valid path"


class InputError(Exception):
    """The input is wrong; carries every problem found, not only the first.

    Parameters
    ----------
    problems
        Everything that is wrong.
    remarks
        What else was found while the input was read.
    """

    def __init__(self, problems: Sequence[Problem], remarks: Sequence[Remark] = ()) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)
        self.remarks = tuple(remarks)

    @classmethod
    def of(
        cls,
        message: str,
        file: str = "",
        row: str = "",
        field: str = "",
        *,
        found: str = "",
        next_step: str = "",
    ) -> Self:
        """An error with a single problem; the parameters are the fields of `Problem`."""
        return cls([Problem(message, file, row, field, found, next_step)])

    @classmethod
    def from_os_error(
        cls, error: OSError | ValueError, file: str, verb: str, next_step: str = ""
    ) -> Self:
        """An error for a file that cannot be used; parameters as for `Problem.from_os_error`."""
        return cls([Problem.from_os_error(error, file, verb, next_step)])


class ContradictionError(ValueError):
    """Figures that contradict each other.

    Some may be counts of few people, so it is also worded for those who must not see them.

    Parameters
    ----------
    words
        What is wrong, with its figures.
    without_figures
        The same without them.
    """

    def __init__(self, words: str, without_figures: str) -> None:
        super().__init__(words)
        self.without_figures = without_figures


class TryAgainError(InputError):
    """Something is busy, full or unavailable; the input is fine, and a later try may work."""
