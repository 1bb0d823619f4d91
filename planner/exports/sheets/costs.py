"""Cost by rule and fiscal year, cash by period, and expected loss by case."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from models.briefing import Briefing
from models.compared import ComparedPlan
from planner.exports.paper import PaperSheet
from planner.exports.sheets.labels import option_words, rule_name
from planner.exports.sheets.speech import Speech
from planner.exports.sheets.tables import option_columns
from planner.exports.table import Column, ColumnKind, Table, Value

_TAIL = "After the horizon"
_IN_ALL, _IN_ALL_ONCE = "In all", "In all, with expected loss counted once"


def costs_sheet(briefing: Briefing, speech: Speech) -> PaperSheet | None:
    """What each rule costs in each fiscal year: a table for each option, with the same columns."""
    shown = [option for option in briefing.options if option.rule_years]
    if not shown:
        return None
    years: list[int | None] = [*sorted({y for y in _years(shown) if y is not None}), None]
    # Rounded parts do not add up: then no sum is given.
    has_sums = not speech.is_rounded and all(map(_adds_up, shown))
    tables = tuple(
        _by_rule(briefing, option, number, years, speech, has_sums=has_sums)
        for number, option in enumerate(briefing.options, 1)
        if option.rule_years
    )
    return PaperSheet(
        "Cost by rule and year",
        "What each rule costs, and when",
        tables=tables,
        notes=("At present value; expected loss is assumed.", *_weighted(briefing)),
    )


def _years(options: Iterable[ComparedPlan]) -> Iterator[int | None]:
    return (each.fiscal_year for option in options for each in option.rule_years)


def _adds_up(option: ComparedPlan) -> bool:
    value, whole = option.value, sum(each.amount for each in option.rule_years)
    return value is not None and whole == value.money + value.expected_loss


def _weighted(briefing: Briefing) -> Iterator[str]:
    if briefing.risk_weight != 1:
        yield (
            "The tables count expected loss once; totals, and the chart's steps between them, "
            f"count it {briefing.risk_weight:g} times."
        )


def _by_rule(
    briefing: Briefing,
    option: ComparedPlan,
    number: int,
    years: Sequence[int | None],
    speech: Speech,
    *,
    has_sums: bool,
) -> Table:
    amounts: defaultdict[tuple[str, bool], Counter[int | None]] = defaultdict(Counter)
    for each in option.rule_years:
        amounts[each.rule, each.is_expected][each.fiscal_year] += each.amount
    rows: list[tuple[Value, ...]] = [
        (
            rule_name(rule, speech),
            "Expected loss (assumed)" if is_expected else "Money",
            *(of_rule.get(year) for year in years),
            *([of_rule.total()] if has_sums else []),
        )
        for (rule, is_expected), of_rule in amounts.items()
    ]
    sums = list(_sums(option, years, briefing.risk_weight)) if has_sums else []
    columns = (
        Column("rule", "Rule"),
        Column("kind", "Kind"),
        *(
            Column("after" if year is None else f"fy_{year}", _year(year), ColumnKind.MONEY)
            for year in years
        ),
        *([Column("total", _IN_ALL, ColumnKind.MONEY)] if has_sums else []),
    )
    return Table(
        f"rules_{number}",
        f"Cost by rule and fiscal year: {option_words(option, speech)}",
        columns,
        (*rows, *sums),
        briefing.currency,
        totals=len(sums),
    )


def _sums(
    option: ComparedPlan, years: Sequence[int | None], weight: float
) -> Iterator[tuple[Value, ...]]:
    """What an option costs in each year and in all; with losses weighted, if they are."""
    by_year: Counter[int | None] = Counter()
    for each in option.rule_years:
        by_year[each.fiscal_year] += each.amount
    words = _IN_ALL if weight == 1 else _IN_ALL_ONCE
    yield words, None, *(by_year[year] for year in years), by_year.total()
    if weight != 1 and option.value is not None:
        words = f"Total, with expected loss counted {weight:g} times"
        yield words, None, *[None] * len(years), option.value.total


def _year(year: int | None) -> str:
    return _TAIL if year is None else f"FY {year}"


def cash_sheet(briefing: Briefing, speech: Speech) -> PaperSheet | None:
    """One-off cash and running cost by period, undiscounted."""
    tables = tuple(
        table
        for name, title, part in (
            ("one_off", "One-off cash by period", "one_off"),
            ("running", "Running cost by period", "running"),
        )
        if (table := _by_period(briefing, name, title, part, speech)).rows
    )
    if not tables:
        return None
    return PaperSheet(
        "Cash over time",
        "What is paid in each period",
        tables=tables,
        notes=("Undiscounted; running cost is pay, leases, measures and all else that recurs.",),
    )


def _by_period(briefing: Briefing, name: str, title: str, part: str, speech: Speech) -> Table:
    periods = dict.fromkeys(each.period for option in briefing.options for each in option.periods)
    paid: list[dict[str, int]] = [
        {each.period: getattr(each, part) for each in option.periods} for option in briefing.options
    ]
    rows = tuple((period, *(each.get(period) for each in paid)) for period in sorted(periods))
    columns = (Column("period", "Period"), *option_columns(briefing, speech, ColumnKind.MONEY))
    return Table(name, title, columns, rows, briefing.currency)


def losses_sheet(briefing: Briefing, speech: Speech) -> PaperSheet | None:
    """Expected loss of each case under each option."""
    rows = tuple(_loss_rows(briefing))
    if not rows:
        return None
    columns = (Column("case", "Case"), *option_columns(briefing, speech, ColumnKind.MONEY))
    title = "Expected loss by case"
    table = Table("losses", title, columns, rows, briefing.currency, totals=_has_total(briefing))
    return PaperSheet(
        "Expected loss",
        "What could happen, and what it would cost on average",
        tables=(table,),
        notes=("Assumed likelihood times loss, at present value, before the risk weight.",),
    )


def _loss_rows(briefing: Briefing) -> Iterator[tuple[Value, ...]]:
    names = {each.case: each.name for option in briefing.options for each in option.case_losses}
    lost = [{each.case: each.amount for each in option.case_losses} for option in briefing.options]
    for case, name in names.items():
        yield name or case, *(each.get(case) for each in lost)
    if _has_total(briefing):
        yield (
            _IN_ALL,
            *(option.value.expected_loss if option.value else None for option in briefing.options),
        )


def _has_total(briefing: Briefing) -> int:
    """Whether the cases of every option add up to its expected loss."""
    listed = [option for option in briefing.options if option.case_losses]
    return int(
        bool(listed)
        and all(
            option.value is not None
            and sum(each.amount for each in option.case_losses) == option.value.expected_loss
            for option in listed
        )
    )
