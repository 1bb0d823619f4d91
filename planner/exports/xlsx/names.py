"""Names of worksheets that a spreadsheet accepts, each once."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]+")
_RESERVED = {"history"}


def sheet_names(names: Iterable[str]) -> list[str]:
    """Return names of at most 31 characters that differ in more than capitals."""
    taken, found = set(_RESERVED), list[str]()
    for name in names:
        plain = " ".join(_FORBIDDEN.sub(" ", name).split()).strip("' ") or "Sheet"
        candidate, number = plain[:_LONGEST].strip("' "), 1
        while candidate.casefold() in taken:
            number += 1
            ending = f" {number}"
            candidate = plain[: _LONGEST - len(ending)].strip("' ") + ending
        taken.add(candidate.casefold())
        found.append(candidate)
    return found
