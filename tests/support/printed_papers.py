"""Papers to look at: the sample briefing's in both languages, and one larger than any real one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.choices import Audience, Language
from planner.exports.paper import Paper, PaperSheet
from planner.exports.sheets import paper_of
from planner.exports.table import Column, ColumnKind, Table, Value, text_columns
from tests.support.briefings import sample_briefing
from tests.support.papers import figures

OFFICE = "上海数据中心（浦东）"
_NAMES = ("Base", "Strict", "Bold", "Late", "Cheap", "Staying put", "Staying plus measures")
_TRIGGER = "Loss of inspection: USD 30 m, turns at USD 19 m"


def sample_paper() -> Paper:
    """Two front sheets and four of the appendix; the first compares seven options."""
    return Paper(
        title="Comparison of Base, Strict, Bold, Late and Cheap",
        audience=Audience.PLANNER,
        language=Language.ENGLISH,
        dated=date(2026, 11, 24),
        sheets=(_decision(), _assumed(), _offices(), _many_columns(), _long(), _pictures()),
    )


def _decision() -> PaperSheet:
    kinds = {
        **dict.fromkeys(("Total", "Money", "Expected loss, low"), ColumnKind.MONEY),
        **dict.fromkeys(("Expected loss, base", "Expected loss, high"), ColumnKind.MONEY),
        **dict.fromkeys(("Cash 2026", "Cash 2027", "Cash 2028"), ColumnKind.MONEY),
        "Cost a year at the end": ColumnKind.MONEY,
        **dict.fromkeys(("Dismissals", "People asked to move", "Redeployed"), ColumnKind.COUNT),
        "Vacancies filled elsewhere": ColumnKind.COUNT,
        **dict.fromkeys(("Posts moved", "Waves"), ColumnKind.COUNT),
        **dict.fromkeys(("Decide by", "Last free stop", "Last stop"), ColumnKind.DATE),
        "A stop costs then": ColumnKind.MONEY,
        "Costs the same as staying put at": ColumnKind.TEXT,
        **dict.fromkeys(("Trigger 1", "Trigger 2", "Trigger 3"), ColumnKind.TEXT),
        "Waiting a quarter costs": ColumnKind.MONEY,
    }
    values: dict[ColumnKind, Value] = {
        ColumnKind.MONEY: 40_012_345_678,
        ColumnKind.COUNT: 118,
        ColumnKind.DATE: date(2027, 1, 15),
        ColumnKind.TEXT: _TRIGGER,
    }
    options = (Column(f"option_{n}", name, ColumnKind.BY_ROW) for n, name in enumerate(_NAMES))
    table = Table(
        "decision",
        "The options side by side",
        (Column("figure", "Figure"), *options),
        tuple((title, *[values[kind]] * len(_NAMES)) for title, kind in kinds.items()),
        "USD",
        tuple(kinds.values()),
    )
    sentence = (
        "Move 118 of 642 posts in 3 waves, ring-fence 2 systems, keep 524: USD 5 m more in money "
        "(3 to 8), USD 21 m less expected loss (assumed; 6 to 60); decide by 15 January 2027, "
        "since the filing takes 120 days."
    )
    return PaperSheet(
        name="Decision",
        title="What to decide",
        sentences=tuple(f"{name}: {sentence}" for name in _NAMES[:5]),
        tables=(table,),
        notes=("A person decides. These figures are an aid to planning, not legal advice.",),
        is_front=True,
    )


def _assumed() -> PaperSheet:
    table = Table(
        "inputs",
        "What is assumed, by its weight",
        (
            *text_columns(input="Input", value="Value", range="Range"),
            Column("weight", "Weight in the decision", ColumnKind.MONEY),
            *text_columns(certainty="Known or assumed", source="Source", approved="Approved by"),
        ),
        tuple(
            (
                f"Yearly loss of an inspection in {OFFICE}, number {number}",
                "USD 30 m",
                "USD 9 m to USD 90 m",
                (40 - number) * 100_000_000,
                "assumed",
                "Provisions on cross-border data flows, 2024, article 7",
                "nobody yet",
            )
            for number in range(12)
        ),
        "USD",
    )
    return PaperSheet("Assumed and signed", "What is assumed", tables=(table,), is_front=True)


def _offices() -> PaperSheet:
    rows = tuple(
        (OFFICE, f"{2026 + quarter // 4}-Q{quarter % 4 + 1}", 601 - quarter, 3, "1 to 5")
        for quarter in range(60)
    )
    columns = (
        *text_columns(office="Office", period="Period"),
        Column("posts", "Posts", ColumnKind.COUNT),
        Column("starters", "Starters", ColumnKind.COUNT),
        Column("leavers", "Leavers", ColumnKind.COUNT),
    )
    return PaperSheet(
        "Offices", "Offices over time", tables=(Table("offices", "Posts", columns, rows),)
    )


def _many_columns() -> PaperSheet:
    columns = [Column(f"year_{year}", str(year), ColumnKind.MONEY) for year in range(2026, 2046)]
    amounts = tuple(10_000_000_000 + year for year in range(20))
    rows: tuple[tuple[Value, ...], ...] = (("Pay and leases", *amounts), ("In all", *amounts))
    return PaperSheet(
        "Cost by year",
        "What it costs, year by year",
        tables=(Table("years", "Cost", (Column("rule", "Rule"), *columns), rows, "USD", totals=1),),
    )


def _long() -> PaperSheet:
    columns = text_columns(setting="Setting", one="Base", other="Strict")
    words = "A setting whose value takes many words to say, such as which of the rules hold. " * 4
    return PaperSheet(
        "Settings",
        "Settings that differ",
        tables=(Table("settings", "Settings that differ", columns, ((words, words, "1.5"),)),),
    )


def _pictures() -> PaperSheet:
    return PaperSheet("Pictures", "A chart of each kind", figures=figures())


def small_paper() -> Paper:
    """Two front sheets of a sentence each, which would have room on one page."""
    front = tuple(
        PaperSheet(name, name, (f"{name} in a sentence.",), is_front=True)
        for name in ("One", "Two")
    )
    return replace(sample_paper(), sheets=(*front, _long()))


PAPERS = {
    "small": small_paper(),
    "large": sample_paper(),
    "english": paper_of(sample_briefing()),
    "chinese": paper_of(sample_briefing(), Language.CHINESE),
}
