"""One post a row, or the reason why a row is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from models.errors import InputError, Problem
from planner.roster.asked import RosterTerms, by_plain_name
from planner.roster.cells import (
    AmbiguousDateError,
    UnreadableCellError,
    amount_of,
    day_of,
    in_smallest_unit,
    months_between,
    year_before,
)
from planner.roster.date_orders import refuse_both_orders
from planner.roster.mapping import RosterMapping
from planner.roster.posts import Post, Posts, Standing
from planner.roster.reading import RosterCell, RosterColumns
from planner.roster.rows import RosterRow, rows_of
from planner.roster.standings import standing_reader
from planner.roster.vocabulary import CURRENCIES, OFFICES, plain

_LONGEST_SERVICE_MONTHS = 60 * 12


def posts_of(
    roster: RosterColumns,
    mapping: RosterMapping,
    terms: RosterTerms,
    *,
    counts_only: bool = False,
) -> Posts:
    """Read every row by itself.

    Parameters
    ----------
    roster
        The columns.
    mapping
        What columns and values mean.
    terms
        What holds for all rows.
    counts_only
        Whether posts are only counted: then rows need neither pay nor a date of hire.

    Raises
    ------
    InputError
        Dates could be read in two ways.
    """
    refuse_both_orders(roster, terms)
    office_of = cache(_office_reader(mapping))
    read = _row_reader(roster, mapping, terms, office_of, counts_only=counts_only)
    posts: list[Post] = []
    leavers: list[Post] = []
    rejected: dict[int, str] = {}
    rejected_at: Counter[tuple[str, str]] = Counter()
    for row in rows_of(roster):
        if row.number in roster.ragged:
            rejected[row.number] = "has more cells than there are headings"
        else:
            try:
                post = read(row)
            except AmbiguousDateError:
                raise _ambiguous_dates(roster.file) from None
            except UnreadableCellError as error:
                rejected[row.number] = str(error)
            else:
                (leavers if post.standing is Standing.LEFT else posts).append(post)
                continue
        place = plain(mapping.values.get("office", "")) or _plain(row.office)
        rejected_at[_office_or_none(place, office_of), _plain(row.function)] += 1
    holders = _holders(roster, mapping, posts)
    written = _as_written(roster, mapping, holders, terms.floor_heads)
    return Posts(posts, leavers, rejected, rejected_at, written, holders)


def _row_reader(
    roster: RosterColumns,
    mapping: RosterMapping,
    terms: RosterTerms,
    office_of: Callable[[str], str],
    *,
    counts_only: bool,
) -> Callable[[RosterRow], Post]:
    standing_of = standing_reader(roster, mapping)
    name_of = {field: _name_reader(roster, mapping, field) for field in _NAMED}
    heading_currency = mapping.values.get("currency") or roster.choice.pay_currency
    a_year_ago = year_before(terms.planning_date)
    tenure = "hired" in roster.values
    times = 12 if terms.pay_period == "month" else 1

    # Names, days and currencies repeat from row to row.
    @cache
    def day_left(cell: RosterCell) -> date | None:
        return _day(cell, "leaving date", terms)

    @cache
    def months_since(cell: RosterCell) -> int:
        hired = _day(cell, "hire date", terms)
        if hired is None and not counts_only:
            raise UnreadableCellError("hire date is missing")
        months = -1 if hired is None else months_between(hired, terms.planning_date)
        if hired is not None and not 0 <= months <= _LONGEST_SERVICE_MONTHS:
            raise UnreadableCellError(
                "hire date lies after the planning date, or more than 60 years before"
            )
        return months

    def read(row: RosterRow) -> Post:
        office = office_of(name_of["office"](row.office))
        entity, role = name_of["entity"](row.entity), name_of["role"](row.role)
        left = day_left(row.left)
        standing = standing_of(row, gone=left is not None and left <= terms.planning_date)
        annual, currency = 0, ""
        if standing is Standing.FILLED or (row.pay != "" and standing is Standing.OPEN):
            try:
                amount, currency = _pay(row, heading_currency)
                annual = in_smallest_unit(amount * times, currency)
            except UnreadableCellError:
                if not counts_only:
                    raise
        months = months_since(row.hired) if standing is Standing.FILLED and tenure else -1
        lately = left is not None and a_year_ago < left <= terms.planning_date
        return Post(
            row.number,
            office,
            entity,
            role,
            _plain(row.function),
            standing,
            annual,
            currency,
            months,
            lately,
        )

    return read


_NAMED = ("office", "entity", "role")


def _name_reader(
    roster: RosterColumns, mapping: RosterMapping, field: str
) -> Callable[[RosterCell], str]:
    """The plain form of a name, or the id that the mapping gives it."""
    known = field in roster.values
    usual = plain(mapping.values.get(field, ""))
    ids = by_plain_name(getattr(mapping, _TABLES[field])) if field in _TABLES else {}

    @cache
    def name_of(cell: RosterCell) -> str:
        name = _plain(cell) if known else usual
        if not name:
            raise UnreadableCellError(f"{field} is missing")
        return ids.get(name, name)

    return name_of


def _office_reader(mapping: RosterMapping) -> Callable[[str], str]:
    chosen = by_plain_name(mapping.offices)

    def office_of(name: str) -> str:
        if name in chosen:
            return chosen[name]
        if name not in OFFICES:
            raise UnreadableCellError("office is not known")
        return OFFICES[name][0]

    return office_of


def _office_or_none(name: str, office_of: Callable[[str], str]) -> str:
    try:
        return office_of(name)
    except UnreadableCellError:
        return ""


def _pay(row: RosterRow, heading_currency: str) -> tuple[Decimal, str]:
    if row.pay == "":
        raise UnreadableCellError("pay is missing (a formula must have been calculated)")
    try:
        amount, beside = amount_of(row.pay)
    except UnreadableCellError as error:
        raise UnreadableCellError(f"pay {error}") from None
    currency = _currency(beside, row.currency, heading_currency)
    if not amount:
        raise UnreadableCellError("pay is zero")
    return amount, currency


@lru_cache(maxsize=1_000)
def _currency(beside: str, cell: RosterCell, heading: str) -> str:
    """The currency of an amount: beside it, in its column, or in the heading."""
    said = [
        CURRENCIES.get(text.lower().strip(), "?") for text in (beside, str(cell), heading) if text
    ]
    if not said or "?" in said[:2]:
        raise UnreadableCellError("currency is missing or not known")
    # What stands in the row is nearer to the amount than the heading is.
    if len({*said[: bool(beside) + bool(cell)]}) > 1:
        raise UnreadableCellError("currency beside the pay is another than in its column")
    return said[0]


def _day(cell: RosterCell, name: str, terms: RosterTerms) -> date | None:
    if cell == "":
        return None
    try:
        return day_of(cell, terms.dates)
    except AmbiguousDateError:
        raise
    except UnreadableCellError as error:
        raise UnreadableCellError(f"{name} {error}") from None


def _ambiguous_dates(file: str) -> InputError:
    step = (
        "Say which: --set dates=day-first or --set dates=month-first; or write them as 2021-04-03."
    )
    message = "has dates written like 03/04/2021, which may be 3 April or 4 March"
    return InputError([Problem(message, file, next_step=step)])


def _plain(cell: RosterCell) -> str:
    return plain(cell) if isinstance(cell, str) else plain(str(cell)) if cell != "" else ""


def _holders(roster: RosterColumns, mapping: RosterMapping, posts: Sequence[Post]) -> Counter[str]:
    filled = {post.row for post in posts if post.standing is Standing.FILLED}
    if "role" not in roster.values:
        return Counter({plain(mapping.values.get("role", "")): len(filled)})
    named = zip(roster.numbers, roster.values["role"], strict=True)
    return _added(Counter(cell for number, cell in named if number in filled), _plain)


def _added(counts: Counter[RosterCell], text_of: Callable[[RosterCell], str]) -> Counter[str]:
    """Counts of cells by a text that several may have."""
    found: Counter[str] = Counter()
    for cell, count in counts.items():
        found[text_of(cell)] += count
    return found


def _as_written(
    roster: RosterColumns, mapping: RosterMapping, holders: Mapping[str, int], floor: int
) -> dict[str, dict[str, str]]:
    """The most frequent spelling of each name; none that few people have for a role with an id."""
    found: dict[str, dict[str, str]] = {}
    for field in ("role", "entity", "function", "office"):
        cells = roster.values.get(field, (mapping.values.get(field, ""),))
        spellings = _added(Counter(cells), str)
        ranked = sorted(spellings, key=lambda text: (spellings[text], text))
        ids = by_plain_name(getattr(mapping, _TABLES[field])) if field in _TABLES else {}
        if field == "role":
            ranked = [
                text
                for text in ranked
                if plain(text) not in ids or holders.get(plain(text), 0) >= floor
            ]
        found[field] = {ids.get(plain(text), plain(text)): text for text in ranked}
    return found


_TABLES = {"role": "roles", "entity": "entities"}
