"""Inputs, signatures, limits and names as a board reads them: without pay, headcounts, cohorts."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping

from models.briefing import SettingChange, Signature
from models.compared import LimitUse
from models.decision_inputs import AssumedInput, InputPlace, Trigger
from models.plan import TaskKind
from models.rounding import two_digits
from planner.briefing.board.fields import told_fields

_TOLD_TABLES = frozenset(
    {
        "base_rates", "cases", "datasets", "effects", "inspections", "jurisdictions", "loss_parts",
        "losses", "matters", "measures", "obligations", "populations", "rates", "routes", "signals",
        "topics",
    }
)  # fmt: skip
"""Tables whose rows and values a board sees: none on pay, posts or cohorts. Tables that are added
later are not told until they are listed here."""

_TOLD_SETTINGS = frozenset(
    {
        "discount_rate", "first_act", "horizon", "indifference", "planning_date", "risk_weight",
        "signal_weights", "switched_off",
    }
)  # fmt: skip

_TOLD_TASKS = frozenset({TaskKind.CONSULTATION, TaskKind.FILING, TaskKind.MEASURE})
"""Tasks that are single acts. All others count posts, people or seats, and so do their amounts."""

_WHOEVER_NEEDS_THEM = frozenset({TaskKind.FILING, TaskKind.MEASURE})
"""Tasks that do not follow from a number of posts. All others are told for large flows only: the
law's threshold of a consultation, or the day of an offer, would tell of small ones."""

_TOLD_UNITS = frozenset({"days", "individuals", "money"})
"""Units of limits that do not count posts, people or seats."""

_SHARE_STEPS = 20
"""Shares of limits are in steps of a twentieth."""


def _is_told(table: str, field: str) -> bool:
    if table == "settings":
        return field.split(".", maxsplit=1)[0] in _TOLD_SETTINGS
    return table in _TOLD_TABLES


def _shown_place(place: InputPlace) -> InputPlace:
    if _is_told(place.table, place.field):
        return place
    return InputPlace(**told_fields(place), row="")


def shown_triggers(triggers: Iterable[Trigger]) -> tuple[Trigger, ...]:
    """Triggers: of inputs that are not told, the first of each kind, and what it does."""
    found: dict[tuple[InputPlace, bool], Trigger] = {}
    for each in triggers:
        shown = _shown_trigger(each)
        found.setdefault((shown.place, shown.turns), shown)
    return tuple(found.values())


def _shown_trigger(each: Trigger) -> Trigger:
    if _is_told(each.place.table, each.place.field):
        return each
    place = _shown_place(each.place)
    return Trigger(**told_fields(each), place=place, base="", turns=bool(each.turns_at))


def shown_inputs(inputs: Iterable[AssumedInput]) -> tuple[AssumedInput, ...]:
    """Inputs: of those that are not told, the heaviest of each kind, without value and source."""
    found: dict[tuple[InputPlace, object, str], AssumedInput] = {}
    for each in inputs:
        shown = _shown_input(each)
        key = shown.place, shown.certainty, shown.approved_by
        known = found.setdefault(key, shown)
        if shown.weight > known.weight:
            found[key] = shown
    return tuple(found.values())


def _shown_input(each: AssumedInput) -> AssumedInput:
    if _is_told(each.place.table, each.place.field):
        return each
    return AssumedInput(**told_fields(each), place=_shown_place(each.place), value="")


def shown_settings(settings: Iterable[SettingChange]) -> tuple[SettingChange, ...]:
    """Settings that differ; of those that are not told, only of which table they are."""
    return tuple(dict.fromkeys(map(_shown_setting, settings)))


def _shown_setting(each: SettingChange) -> SettingChange:
    if each.table in _TOLD_TABLES | _TOLD_SETTINGS:
        return each
    # Without a table it is told by its own title; rows of a table may be named after cohorts.
    title = each.table.replace("_", " ").capitalize() or each.what
    return SettingChange(**told_fields(each), what=title, values=("",) * len(each.values))


def shown_signatures(signatures: Iterable[Signature]) -> tuple[Signature, ...]:
    """Signatures for large flows, measures and filings, without what counts posts or people.

    Of tasks that count posts, people or seats, the first of each kind and plan is told.
    """
    return tuple(_signatures(signatures))


def _signatures(signatures: Iterable[Signature]) -> Iterator[Signature]:
    known: set[tuple[str, TaskKind]] = set()
    for each in signatures:
        if not (each.is_of_large_flow or each.kind in _WHOEVER_NEEDS_THEM):
            continue
        if each.kind in _TOLD_TASKS:
            amount = two_digits(each.amount)
            yield each.model_copy(update={"amount": amount, "is_of_large_flow": False})
        elif (each.plan, each.kind) not in known:
            known.add((each.plan, each.kind))
            yield Signature(**told_fields(each), plan=each.plan, what="", count=0, amount=0)


def shown_limits(limits: Iterable[LimitUse]) -> tuple[LimitUse, ...]:
    """Limits on money, days and data, by share; those on posts, people and seats are left out.

    In the order of the shares that are shown: exact ones would tell more.
    """
    shown = (
        LimitUse(**told_fields(each), used=_shown_share(each.used))
        for each in limits
        if each.unit in _TOLD_UNITS
    )
    return tuple(sorted(shown, key=lambda each: (-each.used, each.rule, each.subject)))


def _shown_share(used: float) -> float:
    # Up where a limit is broken, so that the share says so as well.
    steps = used * _SHARE_STEPS
    return (math.ceil(steps) if used > 1.0 else round(steps)) / _SHARE_STEPS


def renamed(text: str, names: Mapping[str, str]) -> str:
    """A text with shown names in place of the names of plans, a longer one before its beginning."""
    by_length = sorted(names, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, by_length)), lambda found: names[found[0]], text)


def shown_names(names: Iterable[str]) -> Mapping[str, str]:
    """Names of plans: what was set on the command line is left out of the names of files."""
    found: dict[str, str] = {}
    for name in names:
        parts = [part for part in name.split("+") if "=" not in part]
        said = name if "=" not in name else ", ".join(["+".join(parts), "changed"]).lstrip(", ")
        number = 1
        while said in found.values():
            number += 1
            said = f"{said.rsplit(' ', 1)[0] if number > 2 else said} {number}"
        found[name] = said
    return found
