"""A clash in words: its members in the scenario's own names, and what would have to give."""

from __future__ import annotations

from collections.abc import Callable

from models.clash import Clash, ClashMember, Relaxation, ValueChange, WrittenValue
from models.readable import counted
from models.scenario import Scenario
from planner.explain.members import kind_of
from planner.rules.named_limit import NamedLimit

CountWords = Callable[[int], str]
"""How a count of posts or people is written; small ones may have to be masked."""


def clash_words(clash: Clash) -> str:
    """What is known of limits that cannot all be kept, in a sentence."""
    if not clash.members:
        return "Time ran out before it was known which limits clash."
    if not clash.irreducible:
        return "These limits clash. Time ran out: the list may be longer than necessary."
    if len(clash.members) == 1:
        return "This limit cannot be kept."
    return (
        f"These {len(clash.members)} limits clash. Without any one of them, the others can be kept."
    )


def relaxations_words(clash: Clash) -> str:
    """What the relaxations are, in a sentence; empty if nothing was looked for."""
    if clash.relaxations:
        words = "Any one of these changes makes a plan possible, and no smaller step does"
        if not all(each.least for each in clash.relaxations):
            words += ", except where it says 'at most'"
        more = (
            "" if clash.complete else " Time ran out or there are many: not all others were tried."
        )
        return f"{words}.{more}"
    if not clash.complete:
        return "No change was found in time that makes a plan possible."
    return "No change of what can give in these limits makes a plan possible."


def member_words(
    member: ClashMember, scenario: Scenario, number: CountWords = "{:,}".format
) -> str:
    """A member of a clash as a sentence without its full stop."""
    kind = kind_of(member)
    if kind is None or member.words:
        return member.words
    words = kind.words(NamedLimit(member, scenario, number))
    return f"{words} (law)" if member.law else words


def relaxation_words(relaxation: Relaxation) -> str:
    """The changes of a relaxation, as they would be given with ``--set``."""
    changes = " and ".join(map(change_words, relaxation.changes))
    most = "" if relaxation.least else "at most: "
    return f"{most}{changes}" + (_LAW if relaxation.law else "")


_LAW = " (not for the firm alone: an earlier start or filing, an authority, or another date)"


def change_words(change: ValueChange) -> str:
    """A changed value: by how much, and as it would be given with ``--set``."""
    if not change.after and change.path.count(".") == 1:
        return f"{change.path} taken out"
    written = f"{change.path} {_written(change.after)} instead of {_written(change.before)}"
    return f"{_difference(change)} ({written})" if _difference(change) else written


def _difference(change: ValueChange) -> str:
    """By how many of its unit a whole number changes: ``2 seats more``; else empty."""
    before, after = str(change.before), str(change.after)
    one, _, unit = change.step.partition(" ")
    if one != "1" or not (before.isdigit() and after.isdigit()):
        return ""
    by = int(after) - int(before)
    return f"{counted(abs(by), unit)} {'more' if by > 0 else 'fewer'}"


def _written(value: WrittenValue) -> str:
    """A value in a line: rows of a list one after another, as ``2027 USD 5000.00``."""
    if isinstance(value, tuple):
        return ", ".join(" ".join(row.values()) for row in value)
    return value or "empty"
