"""Why there is no plan: limits that clash, and what would have to give for a plan to exist."""

from __future__ import annotations

import json

from pydantic import Field

from models.base import Frozen, Id, Sum, Text
from models.plan import PeriodLabel


class LimitSubject(Frozen):
    """What a limit is about; empty parts do not matter."""

    cohorts: tuple[Id, ...] = ()
    offices: tuple[Id, ...] = ()
    entities: tuple[Id, ...] = ()
    periods: tuple[PeriodLabel, ...] = ()
    """Periods in which it clashes with the others; in others it would not be in the way."""
    fiscal_year: int | None = None
    table: Text = ""
    """Table of the scenario that the limit is a row of, such as ``quotas``."""
    row: Text = ""
    """Key of that row, with its parts separated by slashes."""


class ClashMember(Frozen):
    """One limit of a clash."""

    rule: Text
    limit: Text = ""
    """Which of the rule's limits it is, such as ``must_stay``."""
    subject: LimitSubject = LimitSubject()
    amount: Sum | None = None
    """The limit in its unit, money in the smallest unit of its currency; None if it is no
    amount."""
    unit: Text = ""
    law: bool = False
    """Whether law, rather than the firm, sets it."""
    source: Text = ""
    words: Text = ""
    """Only in files of older releases: the limit as a sentence."""


WrittenValue = str | tuple[dict[str, str], ...] | None
"""A value as written in files: text, or rows of a list; None for a row that is taken out, or a
value that is reset."""


class ValueChange(Frozen):
    """A changed value of a scenario."""

    path: Text
    """Place of the value, such as ``offices.singapore.seats``."""
    before: WrittenValue
    after: WrittenValue
    step: Text
    """The unit in which it was changed: ``1 seat``."""


class Relaxation(Frozen):
    """The least changes with which a plan exists."""

    changes: tuple[ValueChange, ...] = Field(min_length=1)
    law: bool = False
    """Whether it needs an authority, an earlier start or another date of the law. Otherwise the
    firm can decide on it."""
    least: bool = True
    """Whether it is proven that there is no plan with one step less of any of the changes."""


class Clash(Frozen):
    """Limits that cannot all be kept, so no plan exists."""

    members: tuple[ClashMember, ...]
    irreducible: bool
    """Whether it is known that all others can be kept without any single one of them. If not, time
    ran out and the list may be longer than necessary."""
    relaxations: tuple[Relaxation, ...] = ()
    """Each by itself makes a plan possible. Those that the firm can decide on come first."""
    complete: bool = False
    """Whether every limit of the clash that can give was tried."""


def read_clash(value: object) -> object:
    """A clash as files hold it.

    Older releases wrote sentences about rules, in a list or beside ``irreducible``. A plain list
    was not known to be irreducible; an empty one is none.
    """
    sentences, irreducible = value, False
    if isinstance(value, dict) and "rules" in value:
        sentences, irreducible = value["rules"], bool(value.get("irreducible"))
    if isinstance(sentences, list):
        members = tuple(
            ClashMember(rule=words.partition(":")[0], words=words) for words in map(str, sentences)
        )
        return Clash(members=members, irreducible=irreducible) if members else None
    # After another validator, pydantic reads JSON in Python mode, where a list is not a tuple.
    return Clash.model_validate_json(json.dumps(value)) if isinstance(value, dict) else value
