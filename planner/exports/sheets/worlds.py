"""What each option costs if another plan's world comes, and whether plans can be told apart."""

from __future__ import annotations

from collections.abc import Container, Iterator

from models.briefing import Briefing, PlanPair
from models.worlds import WorldRow
from planner.exports.paper import PaperSheet
from planner.exports.sheets.labels import rule_name
from planner.exports.sheets.pairs import breaches, is_ranked
from planner.exports.sheets.speech import Speech
from planner.exports.table import Column, ColumnKind, Table, text_columns


def worlds_sheet(briefing: Briefing, speech: Speech) -> PaperSheet | None:
    """Every option in every world, with regret; None if one world says it all."""
    lacking = any(any(row.missing) for row in briefing.grid.rows)
    if len(briefing.grid.worlds) < 2 and not lacking:
        return None
    tables = (_totals(briefing, speech), _regrets(briefing), _troubles(briefing, speech))
    return PaperSheet(
        "Other worlds",
        "What each option costs if another world comes",
        sentences=tuple(_least_regret(briefing, speech)),
        tables=tuple(table for table in tables if table.rows),
        notes=(
            "A world is the scenario that a plan was made for; every option is judged in each.",
            "Staying put and staying plus measures are those of each world.",
            "Regret is what an option costs above the best one there that keeps every rule.",
            "It is not given where the option breaks a rule or cannot be carried over.",
        ),
    )


def _columns(briefing: Briefing) -> tuple[Column, ...]:
    worlds = enumerate(briefing.grid.worlds, 1)
    return tuple(Column(f"world_{n}", f"World of {name}", ColumnKind.MONEY) for n, name in worlds)


def _totals(briefing: Briefing, speech: Speech) -> Table:
    """Totals, with the worlds in which they are those of an option that breaks rules."""
    breaks = [_breaks(briefing, row, speech) for row in briefing.grid.rows]
    rows = tuple(
        (
            row.option,
            *(None if value is None else value.total for value in row.values),
            *([words or None] if any(breaks) else []),
        )
        for row, words in zip(briefing.grid.rows, breaks, strict=True)
    )
    remark = (Column("breaks", "Breaks rules there"),) if any(breaks) else ()
    columns = (Column("option", "Option"), *_columns(briefing), *remark)
    return Table("worlds", "Total in each world", columns, rows, briefing.currency)


def _breaks(briefing: Briefing, row: WorldRow, speech: Speech) -> str:
    """Rules that an option breaks, world by world."""
    return "; ".join(
        f"World of {world}: {speech.listed([rule_name(rule, speech) for rule in value.broken])}"
        for world, value in zip(briefing.grid.worlds, row.values, strict=True)
        if value is not None and value.broken
    )


def _regrets(briefing: Briefing) -> Table:
    rows = tuple((row.option, *row.regrets, row.largest_regret) for row in briefing.grid.rows)
    largest = Column("largest", "Largest", ColumnKind.MONEY)
    columns = (Column("option", "Option"), *_columns(briefing), largest)
    return Table("regret", "Regret in each world", columns, rows, briefing.currency)


def _troubles(briefing: Briefing, speech: Speech) -> Table:
    rows = tuple(each for row in briefing.grid.rows for each in _troubles_of(briefing, row, speech))
    columns = text_columns(option="Option", world="World", lacks="Lacks", breaks="Breaks")
    return Table("troubles", "What keeps an option from a world", columns, rows)


def _troubles_of(
    briefing: Briefing, row: WorldRow, speech: Speech
) -> Iterator[tuple[str, str, str | None, str | None]]:
    for world, value, missing in zip(briefing.grid.worlds, row.values, row.missing, strict=True):
        broken = value.broken if value is not None else ()
        breaks = speech.listed([rule_name(rule, speech) for rule in broken])
        if missing or breaks:
            yield row.option, world, missing or None, breaks or None


def _least_regret(briefing: Briefing, speech: Speech) -> Iterator[str]:
    known = [
        (row.largest_regret, row.option)
        for row in briefing.grid.rows
        if row.largest_regret is not None
    ]
    if not known:
        yield "No option is known to keep every rule in every world."
        return
    least = min(regret for regret, _ in known)
    alike = [name for regret, name in known if regret == least]
    names = speech.listed(alike)
    if not least:
        yield f"{'Hardly' if speech.is_rounded else 'Not'} to be regretted in any world: {names}."
        return
    near = [name for regret, name in known if _is_open(briefing, alike, name, regret - least)]
    if near:
        most = max(regret for regret, name in known if name in near)
        yield (
            f"By regret {speech.listed([*alike, *near])} cannot be told apart: "
            f"{speech.money(least)} to {speech.money(most)} at most, and what is proven of them "
            "leaves as much open."
        )
        return
    # Of regrets that round alike one may be less than another.
    about = ", and about as much" if speech.is_rounded and len(alike) > 1 else ""
    yield (
        f"Least to be regretted, whichever world comes{about}: {names}, {speech.money(least)} at "
        "most."
    )


def _is_open(briefing: Briefing, least: Container[str], name: str, more: int) -> bool:
    """Whether a plan may be regretted no more than one of those that are regretted least."""
    return name not in least and any(
        more <= pair.left_open
        for pair in briefing.pairs
        if (pair.one == name and pair.other in least) or (pair.other == name and pair.one in least)
    )


def pairs_sheet(briefing: Briefing) -> PaperSheet | None:
    """Every pair of plans, and whether they can be told apart."""
    if not briefing.pairs:
        return None
    columns = (
        *text_columns(one="Plan", other="Other plan"),
        Column("difference", "Costs more than the other", ColumnKind.MONEY, signed=True),
        Column("open", "Both may still improve by", ColumnKind.MONEY),
        Column("apart", "Can be told apart"),
    )
    breaking = breaches(briefing)
    rows = tuple(
        (
            pair.one,
            pair.other,
            pair.difference,
            pair.left_open,
            _apart(pair, breaking),
        )
        for pair in briefing.pairs
    )
    return PaperSheet(
        "Plan against plan",
        "Which plans can be told apart",
        tables=(Table("pairs", "Plans in pairs", columns, rows, briefing.currency),),
        notes=("Plans can be told apart if they differ by more than both may still improve by.",),
    )


def _apart(pair: PlanPair, breaking: Container[str]) -> str:
    if not is_ranked(pair, breaking):
        names = [name for name in (pair.one, pair.other) if name in breaking]
        return f"Not ranked: rules are broken by {' and '.join(names)}"
    return "Yes" if pair.is_told_apart else "No"
