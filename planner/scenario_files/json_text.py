"""JSON -> plain texts, numbers as they are written."""

from __future__ import annotations

import json
from collections import Counter

from models.errors import InputError, Problem, shown
from planner.scenario_files.bounds import MOST_VALUES
from planner.scenario_files.draft import Plain

_DEEPEST = 12
_NEXT_STEP = "Check commas, quotes and brackets on this line and the one before."


def from_json(text: str, file: str) -> Plain:
    """The value of a JSON text.

    Parameters
    ----------
    text
        The JSON.
    file
        Its name in messages.

    Raises
    ------
    InputError
        If it is no JSON, names a key twice, or holds a number that is none.
    """
    problems: list[Problem] = []

    def refuse(message: str, found: str, next_step: str) -> None:
        problems.append(Problem(message, file=file, found=shown(found), next_step=next_step))

    def entries(pairs: list[tuple[str, object]]) -> dict[str, object]:
        counts = Counter(name for name, _ in pairs)
        for name in sorted(name for name, count in counts.items() if count > 1):
            refuse("has this key twice", name, "Keep one of the two.")
        return dict(pairs)

    def no_number(word: str) -> str:
        refuse("is not a number", word, "Write a number, or null for none.")
        return word

    if sum(map(text.count, ",[{")) > MOST_VALUES:
        next_step = "Check that it is the right file; if so, write its tables as CSV."
        message = f"holds more than {MOST_VALUES:,} values"
        raise InputError([Problem(message, file=file, next_step=next_step)])
    try:
        value = json.loads(
            text,
            object_pairs_hook=entries,
            parse_int=str,
            parse_float=str,
            parse_constant=no_number,
        )
        document = _plain(value, 0)
    except json.JSONDecodeError as error:
        message = f"is not valid JSON: {error.msg}"
        raise InputError(
            [Problem(message, file=file, row=f"line {error.lineno}", next_step=_NEXT_STEP)]
        ) from None
    except RecursionError:
        raise InputError(
            [Problem("is nested too deeply", file=file, next_step="Nothing in a scenario is.")]
        ) from None
    if problems:
        raise InputError(problems)
    return document


def _plain(value: object, depth: int) -> Plain:
    if depth > _DEEPEST:
        raise RecursionError
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return {str(name): _plain(item, depth + 1) for name, item in value.items()}
    if isinstance(value, list):
        return [_plain(item, depth + 1) for item in value]
    return None if value is None else str(value)
