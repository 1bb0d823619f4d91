"""Papers written by hand that have every kind of table and chart, small and as large as can be."""

from dataclasses import replace
from datetime import date, timedelta

from models.choices import Audience, Language
from planner.charts.chart import Chart, ChartKind, Dot, Panel, Ribbon, Series, Span
from planner.charts.tables import chart_values
from planner.exports.paper import Paper, PaperFigure, PaperSheet
from planner.exports.table import Column, ColumnKind, Table, Value, text_columns

FIRST = date(2027, 1, 1)
CHINESE = "上海数据与模型风险管理中心"
LONG = "Shared services for regulatory reporting, reconciliations and payments in the region"


def quarters(number: int) -> tuple[str, ...]:
    return tuple(f"{2027 + t // 4}-Q{t % 4 + 1}" for t in range(number))


def figures(offices: int = 3, periods: int = 4, waves: int = 3) -> tuple[PaperFigure, ...]:
    """A chart of each kind with its table; heads, cash, costs, what turns it, waves, flows."""
    names = (CHINESE, LONG, *(f"Office {number}" for number in range(3, offices + 1)))[:offices]
    when = quarters(periods)
    heads = tuple(
        Series(name, tuple(600.0 - 40 * t + 7 * place for t in range(periods)))
        for place, name in enumerate(names)
    )
    put = Series("Staying put", tuple(600.0 for _ in range(periods)), is_baseline=True)
    once = Series("Base", tuple(2.5 + t % 3 for t in range(periods)))
    running = Series("Base", tuple(24.0 - t / 10 for t in range(periods)))
    steps = ("Staying put", "Run rate", "Severance", "Exposure", "Other", "Plan")
    fall = (68.0, -12.5, 9.0, -30.25, 1.0, 35.25)
    inputs = tuple(f"Loss of case {number}" for number in range(1, 9))
    low = tuple(-2.0 + number for number in range(8))
    high = tuple(40.0 - 2 * number for number in range(8))
    spans = tuple(
        Span(
            f"Wave {number + 1}",
            FIRST + timedelta(days=90 * number),
            FIRST + timedelta(days=90 * number + 150),
            (
                (FIRST + timedelta(days=90 * number + 20), "last day to stop free"),
                (FIRST + timedelta(days=90 * number + 21), "signing"),
                (FIRST + timedelta(days=90 * number + 140), "signing"),
            ),
        )
        for number in range(waves)
    )
    ribbons = tuple(
        Ribbon(CHINESE, name, value, words)
        for name, value, words in zip(
            names[1:], (30.0, 2.5, *[9.0] * 9), ("30", "1 to 5", *["9"] * 9), strict=False
        )
    )
    dots = (
        Dot("Base", 39.0, 405.0, "Plans"),
        Dot("Strict", 40.2, 404.0, "Plans"),
        Dot("Staying put", 68.0, 396.0, "Baselines"),
    )
    return (
        _in_panels(
            "heads",
            "Posts by office",
            when,
            [
                Panel(row.name, (replace(row, name="Base"), put), is_wide=at == 0)
                for at, row in enumerate(heads)
            ],
        ),
        _in_panels(
            "cash",
            "Cash by quarter",
            when,
            [
                Panel("One-off cash", (once,), has_bars=True),
                Panel("Running cost", (running,)),
            ],
        ),
        _over(
            "waterfall",
            "From staying put to the plan",
            ChartKind.WATERFALL,
            steps,
            (Series("USD million", fall),),
        ),
        _over(
            "tornado",
            "What would turn it",
            ChartKind.TORNADO,
            inputs,
            (Series("At its low end", low), Series("At its high end", high)),
            base=21.0,
        ),
        PaperFigure(
            Chart("waves", "Waves", ChartKind.GANTT, "Three waves land by October.", spans=spans),
            Table(
                "waves",
                "Waves and the days that matter",
                (
                    Column("wave", "Wave"),
                    Column("from", "Begins", ColumnKind.DATE),
                    Column("to", "Lands", ColumnKind.DATE),
                ),
                tuple((span.name, span.begins_on, span.ends_on) for span in spans),
            ),
        ),
        PaperFigure(
            Chart(
                "choice",
                "Cost against risk",
                ChartKind.SCATTER,
                "Both plans lose less.",
                "USD million",
                "Expected loss, USD million",
                "Money, USD million",
                dots=dots,
            ),
            Table(
                "choice",
                "Plans by cost and risk",
                (
                    Column("name", "Option"),
                    Column("x", "Expected loss", ColumnKind.COUNT),
                    Column("y", "Money", ColumnKind.COUNT),
                ),
                tuple((dot.name, dot.x, dot.y) for dot in dots),
            ),
        ),
        PaperFigure(
            Chart(
                "flows",
                "Where posts go",
                ChartKind.FLOWS,
                "Most posts go to one office.",
                "posts",
                ribbons=ribbons,
            ),
            Table(
                "flows",
                "Posts by way",
                (
                    *text_columns(origin="From", destination="To"),
                    Column("posts", "Posts", ColumnKind.COUNT),
                ),
                tuple(
                    (ribbon.origin, ribbon.destination, _shown(ribbon.words)) for ribbon in ribbons
                ),
            ),
        ),
    )


def _shown(words: str) -> Value:
    return int(words) if words.isdigit() else words


def _in_panels(
    name: str, title: str, categories: tuple[str, ...], panels: list[Panel]
) -> PaperFigure:
    chart = Chart(
        name, title, ChartKind.PANELS, f"{title}: what it shows in a sentence.",
        categories=categories, panels=tuple(panels), part_title="Part", x_title="Period",
    )  # fmt: skip
    values = chart_values(chart)
    columns = tuple(
        Column(f"c{place}", each, ColumnKind.TEXT if place < 2 else ColumnKind.COUNT)
        for place, each in enumerate(values.columns)
    )
    return PaperFigure(chart, Table(name, f"{title} in figures", columns, values.rows))


def _over(
    name: str,
    title: str,
    kind: ChartKind,
    categories: tuple[str, ...],
    series: tuple[Series, ...],
    base: float = 0.0,
) -> PaperFigure:
    chart = Chart(
        name, title, kind, f"{title}: what it shows in a sentence.", "USD million",
        categories=categories, series=series, base=base,
    )  # fmt: skip
    columns = (
        Column("what", "What"),
        *(Column(f"s{place}", each.name, ColumnKind.COUNT) for place, each in enumerate(series)),
    )
    rows = tuple(
        (category, *(each.values[place] for each in series))
        for place, category in enumerate(categories)
    )
    return PaperFigure(chart, Table(name, f"{title} in figures", columns, rows))


def options_table(plans: int, years: int = 3) -> Table:
    """The same rows for each plan and both baselines: amounts, counts, days and words by row."""
    names = (CHINESE, "Base", LONG[:31], "Strict", "Bold")[:plans]
    columns = (
        Column("what", "What"),
        *(
            Column(f"o{place}", name, ColumnKind.BY_ROW)
            for place, name in enumerate((*names, "Staying put", "Staying plus measures"))
        ),
    )
    wide = plans + 2
    money, count, text, day = ColumnKind.MONEY, ColumnKind.COUNT, ColumnKind.TEXT, ColumnKind.DATE
    rows: list[tuple[str, ColumnKind, Value]] = [
        ("In all", money, 44_412_345_678),
        ("Money", money, 40_500_000_000),
        ("Expected loss (assumed)", money, 3_912_345_678),
        *((f"One-off cash in {2026 + t}", money, 900_000_000 + t) for t in range(years)),
        ("Run rate a year in the end state", money, 9_600_000_000),
        ("Dismissals", count, 37),
        ("People asked to move", count, 24),
        ("People redeployed", count, "1 to 5"),
        ("Vacancies filled elsewhere", count, 64),
        ("Posts moved", count, 1_118),
        ("Waves", count, 3),
        ("Decide by", day, date(2027, 1, 15)),
        ("Last day it can be stopped free", day, date(2027, 1, 14)),
        ("Last day it can be stopped", day, date(2027, 9, 30)),
        ("What a stop costs then", money, 700_000_000),
        ("Losses at which it costs the same", text, "0.64 times ours (range: 0.3 to 2.4)"),
        ("First trigger", text, "Loss of an inspection in China falls below USD 19 m"),
        ("Second trigger", text, "Fewer than 45% accept a move to Singapore"),
        ("Waiting a quarter", money, 400_000_000),
        ("Rules broken", text, None),
    ]  # fmt: skip
    return Table(
        "options",
        "Plans beside staying put",
        columns,
        tuple((name, *(value for _ in range(wide))) for name, _, value in rows),
        currency="USD",
        row_kinds=tuple(kind for _, kind, _ in rows),
    )


def signatures(number: int = 8) -> Table:
    return Table(
        "signatures",
        "Signatures due",
        (
            *text_columns(task="Task", about="About", owner="Owner"),
            Column("count", "Count", ColumnKind.COUNT),
            Column("amount", "Amount", ColumnKind.MONEY),
            Column("by", "By", ColumnKind.DATE),
        ),
        tuple(
            ("Sign a lease", f"{LONG} {place}", "counsel", place, 25_000_000 * place, FIRST)
            for place in range(1, number + 1)
        ),
        currency="USD",
        notes=("Amounts are cash that a signature commits.",),
    )  # fmt: skip


def inputs(number: int = 12) -> Table:
    return Table(
        "inputs",
        "What is assumed",
        (
            *text_columns(what="Input", value="Value", certainty="Known or assumed"),
            Column("weight", "Weight", ColumnKind.MONEY),
            *text_columns(approved="Approved by"),
        ),
        tuple(
            (f"Loss of a case in {CHINESE} {place}", "0.25", "assumed", 10**9 - place, "nobody")
            for place in range(number)
        ),
        currency="USD",
    )  # fmt: skip


def paper(
    plans: int = 2, offices: int = 3, periods: int = 4, waves: int = 3, long: int = 8
) -> Paper:
    """A paper with two front sheets and an appendix."""
    sentences = tuple(
        f"Plan {place}: move 118 of 642 posts in 3 waves, ring-fence 2 systems, keep 524: USD 5 m "
        "more in money (3 to 8), USD 21 m less expected loss (assumed; 6 to 60); decide by 15 "
        "January 2027, since the filing takes 120 days."
        for place in range(1, plans + 1)
    )
    decision = PaperSheet(
        "Decision", "What to decide", sentences, (options_table(plans),), is_front=True
    )
    assumed = PaperSheet(
        "Assumed and signed",
        "What is assumed and who signs",
        ("Nobody has approved 12 of 14 inputs.",),
        (inputs(), signatures(long)),
        is_front=True,
    )
    return Paper(
        "Comparison of Base and Strict",
        Audience.BOARD,
        Language.ENGLISH,
        date(2026, 11, 24),
        (
            decision,
            assumed,
            PaperSheet("Pictures", "Over time", figures=figures(offices, periods, waves)),
            PaperSheet("All signatures", "All signatures", tables=(signatures(5 * long),)),
            PaperSheet("How to read this", "How to read this", notes=("A person decides.", LONG)),
        ),
    )
