"""Which column holds what: by its heading, or as the mapping says."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from models.errors import Problem, shown
from planner.roster.vocabulary import (
    CURRENCIES,
    EMPLOYEE_NUMBERS,
    HEADINGS,
    PAY,
    PERSONAL,
    plain,
)
from planner.workbook_files.large import MOST_COLUMNS

FIELDS = (*HEADINGS, "pay")
"""What a column may hold."""

_KNOWN = {name: field for field, names in HEADINGS.items() for name in names}
_PAY = {name: period for period, names in PAY.items() for name in names}


@dataclass(frozen=True)
class ColumnChoice:
    """The columns that are read; of all others nothing is kept."""

    places: Mapping[str, int]
    """Position of the column by field."""
    headings: Mapping[str, str]
    """Its heading by field."""
    pay_period: str
    """``year`` or ``month``; empty where the heading does not say."""
    pay_currency: str
    """Empty where the heading does not say."""
    personal: int
    """Number of columns about persons, which are dropped."""
    employee_number: int | None
    """Position of the column that tells people apart, which is dropped too."""
    unknown: tuple[str, ...]
    """Headings of further columns, which are dropped too."""
    problems: tuple[Problem, ...]


def recognised(headings: Sequence[str]) -> int:
    """How many fields a row of headings names, within as many columns as a roster may have."""
    return len({field for field in map(_field, headings[:MOST_COLUMNS]) if field})


def choose(
    headings: Sequence[str], chosen: Mapping[str, str], file: str, spared: Collection[str] = ()
) -> ColumnChoice:
    """Find the column of each field.

    Parameters
    ----------
    headings
        Headings from left to right.
    chosen
        Headings by field, from the mapping; an empty one says that no column is the field.
    file
        The roster's name in messages.
    spared
        Fields whose column may be missing though the mapping names it.
    """
    problems: list[Problem] = []
    named = {plain(heading): place for place, heading in reversed(list(enumerate(headings)))}
    places: dict[str, int] = {}
    for field, heading in chosen.items():
        place = named.get(plain(heading))
        if field not in FIELDS:
            problems.append(
                Problem(
                    "is no field of a roster",
                    "mapping",
                    "columns",
                    shown(field),
                    next_step=f"Fields are {', '.join(FIELDS)}.",
                )
            )
        elif not heading or (place is None and field in spared):
            continue
        elif place is None:
            problems.append(
                Problem(
                    "has no column of this heading",
                    file,
                    "",
                    field,
                    shown(heading),
                    "Correct the heading in the mapping.",
                )
            )
        elif _is_personal(headings[place]):
            problems.append(
                Problem(
                    "is a column about persons, which is never read",
                    file,
                    "",
                    field,
                    shown(heading),
                    "Choose another column.",
                )
            )
        else:
            places[field] = place
    taken = set(places.values())
    found: dict[str, list[int]] = {}
    for place, heading in enumerate(headings):
        known = _field(heading)
        if known and known not in chosen and place not in taken:
            found.setdefault(known, []).append(place)
    for field, columns in found.items():
        places[field] = columns[0]
        if len(columns) > 1:
            both = " and ".join(f"'{shown(headings[place])}'" for place in columns)
            step = f"Choose one: --set 'columns.{field}={shown(headings[columns[0]])}'."
            problems.append(Problem(f"could be {both}", file, "", field, next_step=step))
    read = set(places.values()) | {place for columns in found.values() for place in columns}
    others = [heading for place, heading in enumerate(headings) if place not in read and heading]
    personal = [heading for heading in others if _is_personal(heading)]
    numbers = (n for n, heading in enumerate(headings) if plain(heading) in EMPLOYEE_NUMBERS)
    period, currency = _pay(headings[places["pay"]]) if "pay" in places else ("", "")
    return ColumnChoice(
        places=places,
        headings={field: headings[place] for field, place in places.items()},
        pay_period=period,
        pay_currency=currency,
        personal=len(personal),
        employee_number=next(numbers, None),
        unknown=tuple(shown(each) for each in others if not _is_personal(each)),
        problems=tuple(problems),
    )


def _field(heading: str) -> str | None:
    name = plain(heading)
    if name in _KNOWN:
        return _KNOWN[name]
    return "pay" if _without_currency(name)[0] in _PAY else None


def _is_personal(heading: str) -> bool:
    return _field(heading) is None and PERSONAL.search(plain(heading)) is not None


def _pay(heading: str) -> tuple[str, str]:
    """Period and currency of a heading of pay."""
    name, currency = _without_currency(plain(heading))
    return _PAY.get(name, ""), currency


def _without_currency(name: str) -> tuple[str, str]:
    words = name.split(" ")
    codes = [CURRENCIES[word] for word in words if word in CURRENCIES]
    rest = " ".join(word for word in words if word not in CURRENCIES)
    return rest, codes[0] if len(codes) == 1 else ""
