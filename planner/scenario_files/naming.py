"""The nearest of the names that are known, for messages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import lru_cache

from models.errors import shown

_LONGEST = 80
_LISTED = 12
_COMPARED = 500


def nearest(found: str, known: Iterable[str]) -> str:
    """A next step that names the nearest known name, and lists what is known."""
    names = tuple(dict.fromkeys(known))
    if not names:
        return "None is known here."
    close = _closest(found[:_LONGEST].lower(), names[:_COMPARED])
    guess = f"Did you mean '{shown(close)}'? " if close else ""
    return f"{guess}Known: {listed(names)}."


def listed(names: Sequence[str]) -> str:
    """Names separated by commas, the first dozen of them."""
    rest = len(names) - _LISTED
    return ", ".join(map(shown, names[:_LISTED])) + (f" and {rest} more" if rest > 0 else "")


@lru_cache(maxsize=1024)
def _closest(found: str, names: tuple[str, ...]) -> str | None:
    return next(iter(get_close_matches(found, names, 1, 0.6)), None)
