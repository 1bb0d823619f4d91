"""What is asked for because nothing says it: refused all at once, each with the option to give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from models.errors import InputError, Problem, shown
from planner.roster.mapping import VALUES, RosterMapping
from planner.roster.names import columns_like_names
from planner.roster.reading import RosterCell, RosterColumns
from planner.roster.vocabulary import CURRENCIES, DOUBTFUL, FILLED, LEFT, OFFICES, OPEN, plain

DEFAULT_FLOOR = 5
_LISTED = 20
_DAYS = {"left": "day of leaving", "hired": "date of hire with this employer"}


@dataclass(frozen=True)
class RosterTerms:
    """What holds for all rows."""

    planning_date: date
    floor_heads: int
    pay_period: str
    dates: str
    """``day-first``, ``month-first`` or empty."""
    on_cost: float
    """Share of pay that the employer pays on top."""


def terms_of(
    roster: RosterColumns, mapping: RosterMapping, *, counts_only: bool = False
) -> RosterTerms:
    """What holds for all rows, as the mapping and the headings say.

    Parameters
    ----------
    roster
        The columns.
    mapping
        What they mean.
    counts_only
        Whether posts are only counted: then nobody is asked about pay.

    Raises
    ------
    InputError
        With everything that has to be said first.
    """
    problems = [
        *roster.choice.problems,
        *_without_column(roster, mapping),
        *([] if counts_only else _without_pay(roster, mapping)),
        *_doubtful(roster, mapping, counts_only=counts_only),
    ]
    planning_date = _date(mapping.values.get("planning_date"))
    if planning_date is None:
        problems.append(_ask(roster.file, "planning_date", "no day is given as YYYY-MM-DD"))
    floor = _number(mapping.values.get("floor_heads", str(DEFAULT_FLOOR)), 2, 100)
    if floor is None or floor != int(floor):
        problems.append(_ask(roster.file, "floor_heads", "it is no whole number from 2 to 100"))
    on_cost = _number(mapping.values.get("on_cost", "0"), 0, 3)
    if on_cost is None:
        problems.append(_ask(roster.file, "on_cost", "it is not a share from 0 to 3"))
    dates = mapping.values.get("dates", "")
    if dates not in {"", "day-first", "month-first"}:
        problems.append(_ask(roster.file, "dates", "it is neither day-first nor month-first"))
    if not problems:
        least = int(floor or DEFAULT_FLOOR)
        problems += columns_like_names(roster, mapping, least)
        problems += _unknown_values(roster, mapping, least)
    if problems or planning_date is None or floor is None or on_cost is None:
        raise InputError(problems)
    return RosterTerms(planning_date, int(floor), _period(roster, mapping), dates, on_cost)


def _period(roster: RosterColumns, mapping: RosterMapping) -> str:
    return mapping.values.get("pay_period", roster.choice.pay_period)


def _without_column(roster: RosterColumns, mapping: RosterMapping) -> Iterator[Problem]:
    for field, name in (("office", "office"), ("role", "role"), ("entity", "employer")):
        if field not in roster.values and field not in mapping.values:
            one = f" If all rows have one {name}, give it: --set {field}=…."
            yield _no_column(roster, field, name, one)


def _without_pay(roster: RosterColumns, mapping: RosterMapping) -> Iterator[Problem]:
    if "pay" not in roster.values:
        yield _no_column(roster, "pay", "pay")
    elif _period(roster, mapping) not in {"year", "month"}:
        yield _ask(roster.file, "pay_period", "the heading of the pay names no period")
    yield from _without_currency(roster, mapping)


def _no_column(roster: RosterColumns, field: str, name: str, otherwise: str = "") -> Problem:
    """The advice is the same for every column: which of the unknown headings it is."""
    others = roster.choice.unknown
    listed = ", ".join(f"'{each}'" for each in others[:_LISTED])
    more = f" and {len(others) - _LISTED} more" if len(others) > _LISTED else ""
    unknown = f" Headings that are not known: {listed}{more}." if others else ""
    step = f"Name its column: --set 'columns.{field}=HEADING'.{unknown}{otherwise}"
    return Problem(f"has no column that is known as the {name}", roster.file, next_step=step)


def _doubtful(
    roster: RosterColumns, mapping: RosterMapping, *, counts_only: bool
) -> Iterator[Problem]:
    """Days that may be others than those that are needed, where nothing else says them."""
    said_by = {"left": ("left", "status"), "hired": ("hired",)}
    for field, (meaning, headings) in DOUBTFUL.items():
        found = [each for each in roster.choice.unknown if plain(each) in headings]
        said = field in mapping.columns or any(each in roster.values for each in said_by[field])
        if not found or said or (counts_only and field == "hired"):
            continue
        name = _DAYS[field]
        yield Problem(
            f"may be {meaning}, and no column is known as the {name}",
            roster.file,
            field=found[0],
            next_step=f"Name the column of the {name}: --set 'columns.{field}=HEADING'; if there "
            f"is none, say so: --set columns.{field}=",
        )


def _ask(file: str, name: str, why: str) -> Problem:
    return Problem(
        f"does not say the {name}: {why}",
        file,
        next_step=f"Give the {VALUES[name]}, as in --set {name}=….",
    )


def _without_currency(roster: RosterColumns, mapping: RosterMapping) -> Iterator[Problem]:
    given = mapping.values.get("currency")
    if given is not None and CURRENCIES.get(given.lower()) is None:
        yield Problem(
            "is not a currency that is known",
            "settings",
            field="currency",
            found=shown(given),
            next_step="Write its code, such as CNY or SGD.",
        )
    says = given or roster.choice.pay_currency or "currency" in roster.values
    if not says and "pay" in roster.values:
        pay = roster.values["pay"]
        bare = sum(1 for cell in pay if isinstance(cell, float) or _digits_only(cell))
        if bare:
            yield _ask(roster.file, "currency", f"{bare:,} amounts have none")


def _digits_only(cell: RosterCell) -> bool:
    return isinstance(cell, str) and bool(cell) and not any(each.isalpha() for each in cell)


def _unknown_values(roster: RosterColumns, mapping: RosterMapping, floor: int) -> Iterator[Problem]:
    offices = {*OFFICES, *map(plain, mapping.offices)}
    yield from _unknown(
        roster,
        "office",
        offices,
        floor,
        "Say which office it is, and whose law holds there: "
        "--set 'offices.{0}=some-id' --set jurisdictions.some-id=china.",
    )
    statuses = {*FILLED, *OPEN, *LEFT, *map(plain, mapping.statuses)}
    step = "Say what it means: --set 'statuses.{0}=filled', or open, or left."
    yield from _unknown(roster, "status", statuses, floor, step)


def _unknown(
    roster: RosterColumns, field: str, known: Collection[str], floor: int, step: str
) -> Iterator[Problem]:
    """What many rows say; what only few say could tell on people, and those rows are rejected."""
    found = Counter(cell for cell in roster.values.get(field, ()) if isinstance(cell, str) and cell)
    unknown = [
        name for name, rows in found.most_common() if rows >= floor and plain(name) not in known
    ]
    for name in unknown[:_LISTED]:
        yield Problem(
            f"is no {field} that is known",
            roster.file,
            f"{found[name]:,} rows",
            found=shown(name),
            next_step=step.format(shown(name)),
        )
    if len(unknown) > _LISTED:
        yield Problem(
            f"has {len(unknown) - _LISTED} further values that are not known",
            roster.file,
            field=field,
            next_step=f"Check that the column of the {field} is the right one.",
        )


def _date(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        return None


def _number(text: str, least: float, most: float) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if least <= number <= most else None


def by_plain_name(chosen: Mapping[str, str]) -> dict[str, str]:
    """Ids of a mapping by the plain form of what is written."""
    return {plain(written): meant for written, meant in chosen.items()}
