"""A paper: which sheets it has, and that they say what the briefing says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from models.briefing import Briefing, SettingChange
from models.compared import PlanDays
from planner.briefing.board import for_board
from planner.exports.paper import PaperSheet
from planner.exports.sheets import paper_of
from planner.exports.table import ColumnKind, Table, table_texts
from tests.support.briefings import MILLION, sample_briefing
from tests.support.paper_parts import first_changed, sheet, table


def five_plans() -> Briefing:
    """The sample's first plan five times under other names, beside the baselines."""
    briefing = sample_briefing()
    names = ("One", "Two", "Three", "Four", "Five")
    plans = tuple(briefing.chosen.model_copy(update={"name": name}) for name in names)
    return briefing.model_copy(
        update={"plans": names, "options": (*plans, *briefing.options[2:]), "pairs": ()}
    )


def one_plan() -> Briefing:
    briefing = sample_briefing()
    options = (briefing.chosen, *briefing.options[2:])
    world = {"worlds": briefing.grid.worlds[:1], "rows": ()}
    return briefing.model_copy(
        update={
            "plans": ("Base",),
            "options": options,
            "grid": briefing.grid.model_copy(update=world),
            "pairs": (),
            "settings": (),
        }
    )


def masked() -> Briefing:
    """The sample with every count hidden that can be."""
    briefing = sample_briefing()
    options = []
    for option in briefing.options:
        people = option.people
        assert people is not None
        hidden = dict.fromkeys(type(people).model_fields)
        options.append(
            option.model_copy(
                update={
                    "people": people.model_copy(update=hidden),
                    "posts_moved": None,
                    "posts_kept": None,
                    "flows": tuple(
                        each.model_copy(update={"posts": None}) for each in option.flows
                    ),
                    "days": option.days.model_copy(
                        update={
                            "stops": tuple(
                                each.model_copy(update={"posts": None})
                                for each in option.days.stops
                            )
                        }
                    ),
                    "offices": tuple(
                        each.model_copy(update={"posts": None, "starters": None, "leavers": None})
                        for each in option.offices
                    ),
                }
            )
        )
    holdings = tuple(
        each.model_copy(update={"flow": each.flow.model_copy(update={"posts": None})})
        for each in briefing.holdings
    )
    return briefing.model_copy(update={"options": tuple(options), "holdings": holdings})


def board() -> Briefing:
    return for_board(sample_briefing())


BRIEFINGS = [sample_briefing, one_plan, five_plans, masked, board]


def texts(sheets: tuple[PaperSheet, ...]) -> Iterator[str]:
    """All that a reader reads."""
    for each in sheets:
        yield from (each.name, each.title, *each.sentences, *each.notes)
        for found in (*each.tables, *(figure.table for figure in each.figures)):
            unit, rows = table_texts(found)
            yield from (found.title, unit, *found.notes)
            yield from (column.title for column in found.columns)
            yield from (text for row in rows for text in row)


@pytest.mark.parametrize("briefing", BRIEFINGS)
def test_no_text_holds_what_only_a_program_reads(briefing: Callable[[], Briefing]) -> None:
    said = list(texts(paper_of(briefing()).sheets))

    assert not [text for text in said if re.search(r"\bNone\b|[{}_\[\]]", text)]


@pytest.mark.parametrize("briefing", BRIEFINGS)
def test_names_of_sheets_are_short_and_unlike(briefing: Callable[[], Briefing]) -> None:
    names = [each.name for each in paper_of(briefing()).sheets]

    assert len(set(names)) == len(names)
    assert all(0 < len(name) <= 31 for name in names)


def test_the_two_front_sheets_come_first() -> None:
    paper = paper_of(sample_briefing())

    assert [each.name for each in paper.sheets if each.is_front] == [
        "Decision",
        "Assumed and signed",
    ]
    assert [each.is_front for each in paper.sheets] == sorted(
        (each.is_front for each in paper.sheets), reverse=True
    )


def test_all_questions_have_a_sheet() -> None:
    assert [each.name for each in paper_of(sample_briefing()).sheets] == [
        "Decision",
        "Assumed and signed",
        "Other worlds",
        "Plan against plan",
        "Moves",
        "Cost by rule and year",
        "Cash over time",
        "Expected loss",
        "What would turn it",
        "Offices over time",
        "Waves and stops",
        "Routes",
        "Limits",
        "Settings that differ",
        "How to read this",
    ]


def test_sheets_without_content_are_left_out() -> None:
    briefing = one_plan()
    bare = briefing.chosen.model_copy(
        update={
            "flows": (),
            "days": PlanDays(),
            "routes": (),
            "limits": (),
            "offices": (),
            "rule_years": (),
            "periods": (),
            "case_losses": (),
            "triggers": (),
        }
    )
    empty = briefing.model_copy(
        update={"options": (bare,), "holdings": (), "inputs": (), "signatures": ()}
    )

    assert [each.name for each in paper_of(empty).sheets] == ["Decision", "How to read this"]


@pytest.mark.parametrize("briefing", BRIEFINGS)
def test_every_option_has_the_same_rows(briefing: Callable[[], Briefing]) -> None:
    made: Briefing = briefing()

    decision = table(paper_of(made), "decision")

    assert [column.title for column in decision.columns[1:]] == [o.name for o in made.options]
    assert all(len(row) == len(made.options) + 1 for row in decision.rows)
    assert len(decision.row_kinds) == len(decision.rows)


def test_the_decision_holds_each_figure_under_its_name() -> None:
    decision = table(paper_of(sample_briefing()), "decision")
    rows = {str(row[0]): row[1:] for row in decision.rows}
    base = {name: values[0] for name, values in rows.items()}

    assert base["Total"] == 444 * MILLION
    assert base["Money paid"] == 405 * MILLION
    assert base["Expected loss (assumed)"] == 39 * MILLION
    assert (base["Expected loss, low"], base["Expected loss, high"]) == (
        12 * MILLION,
        110 * MILLION,
    )
    assert base["Better in all than staying plus measures"] == 16 * MILLION
    assert rows["Better in all than staying plus measures"][2:] == (None, None)
    assert base["of it within the horizon"] == 4 * MILLION
    assert base["Could still be better by, at most, in the world it was made for"] == MILLION // 2
    assert base["One-off cash in fiscal year 2026"] == MILLION
    assert base["One-off cash in fiscal year 2027"] == 9 * MILLION
    assert base["Running cost a year at the end"] == 96 * MILLION
    assert (base["Dismissals"], base["People asked to move"], base["of whom move"]) == (37, 52, 45)
    assert (base["People redeployed"], base["Vacancies filled elsewhere"]) == (0, 36)
    assert (base["Posts moved"], base["Waves"]) == (118, 3)
    assert str(base["Decide by"]) == "2027-01-15"
    assert str(base["Last day it can be stopped free"]) == "2027-01-14"
    assert str(base["Last day any of it can be stopped"]) == "2027-09-30"
    assert base["A stop of all of it costs then"] == 7 * MILLION
    assert base["All signatures due commit"] == 8 * MILLION
    assert base["Break-even with staying put, by multiple of all losses"] == (
        "pays from 0.64 times ours"
    )
    assert base["our own range of that multiple"] == "0.3 to 2.4 times"
    assert base["What would turn it (1)"] == (
        "China, inspection: loss: turns past USD 19 m, now USD 30 m"
    )
    assert base["What would turn it (2)"] == (
        "Data team, Shanghai, Singapore: share who accept: saving between USD 8 m and USD 16 m"
    )
    assert base["Deciding a quarter later costs"] == 4 * MILLION
    assert base["Rules it breaks"] == "none"
    kinds = dict(zip(rows, decision.row_kinds, strict=True))
    assert kinds["Dismissals"] is ColumnKind.COUNT
    assert kinds["Total"] is ColumnKind.MONEY
    assert kinds["Decide by"] is ColumnKind.DATE


def test_a_board_reads_what_a_stop_costs_and_what_all_signatures_commit() -> None:
    """In steps of USD 500,000, as all its amounts."""
    days = sample_briefing().chosen.days.model_copy(update={"stop_cost": 7 * MILLION + 1})
    exact = first_changed(days=days, committed=8 * MILLION - 1)

    paper = paper_of(for_board(exact))

    rows = {row[0]: row[1] for row in table(paper, "decision").rows}
    assert rows["A stop of all of it costs then"] == 7 * MILLION
    assert rows["All signatures due commit"] == 8 * MILLION
    (said,) = [each for each in paper.sheets[1].sentences if "commit" in each]
    assert said == "In all they commit USD 8 m for Base, USD 8 m for Strict."


def test_counts_that_are_not_shown_read_as_a_range() -> None:
    paper = paper_of(masked())

    for name in ("decision", "moves", "waves", "changes", "posts_moved"):
        assert any("1 to 5" in text for row in table_texts(table(paper, name))[1] for text in row)


def test_moves_of_groups_add_up_to_the_posts_that_each_plan_moves() -> None:
    totals = table(paper_of(sample_briefing()), "posts_moved")

    assert totals.rows == (
        ("Made by every plan", 118, 118),
        ("Made by some plans", 0, 0),
        ("Made by one plan alone", 0, 12),
        ("Posts moved", 118, 130),
    )


def test_parts_that_do_not_add_up_are_left_out() -> None:
    briefing = sample_briefing()
    short = briefing.model_copy(update={"holdings": briefing.holdings[1:]})

    assert table(paper_of(short), "posts_moved").rows == (("Posts moved", 118, 130),)


def test_moves_of_one_plan_name_no_plan() -> None:
    moves = table(paper_of(one_plan()), "moves")

    assert "plan" not in [column.name for column in moves.columns]
    assert sum(row[-1] for row in moves.rows if isinstance(row[-1], int)) == 118


def test_costs_by_rule_have_a_total_only_if_it_is_that_of_every_option() -> None:
    """All tables have the same columns."""
    briefing = sample_briefing()
    first, *others = briefing.options
    lacking = first.model_copy(update={"rule_years": first.rule_years[1:]})
    paper = paper_of(briefing.model_copy(update={"options": (lacking, *others)}))

    assert table(paper, "rules_1").totals == 0
    assert table(paper, "rules_1").columns == table(paper, "rules_2").columns
    whole = table(paper_of(briefing), "rules_2")
    assert whole.rows[-1][-1] == (404 + 40.2) * MILLION
    assert whole.columns == table(paper_of(briefing), "rules_1").columns


def test_columns_of_costs_by_rule_do_not_depend_on_the_option() -> None:
    first, *others = sample_briefing().options
    short = first.model_copy(update={"rule_years": first.rule_years[:1]})
    briefing = sample_briefing().model_copy(update={"options": (short, *others)})

    for made in (briefing, for_board(briefing)):
        columns = [
            [column.name for column in each.columns]
            for each in paper_of(made).tables
            if each.name.startswith("rules_")
        ]
        assert all(names == ["rule", "kind", "fy_2027", "after"] for names in columns)


def test_the_front_sheet_shows_the_heaviest_inputs_and_the_appendix_all() -> None:
    briefing = sample_briefing()
    many = briefing.model_copy(
        update={"inputs": briefing.inputs * 10, "signatures": briefing.signatures * 10}
    )

    paper = paper_of(many)

    front = sheet(paper, "Assumed and signed")
    assert [len(each.rows) for each in front.tables] == [12, 12]
    assert len(sheet(paper, "All assumptions").tables[0].rows) == 20
    assert len(sheet(paper, "All signatures").tables[0].rows) == 20


def test_an_input_that_nobody_approved_says_so() -> None:
    first, second = table(paper_of(sample_briefing()), "assumptions").rows

    assert first[-3:] == ("Assumed", "Estimate of the compliance team", "nobody yet")
    assert second[-1] == "general counsel"
    assert second[4] == "Known: read in the source"


def test_a_signature_has_its_day_amount_owner_and_room_for_the_approver() -> None:
    filing, agreement = table(paper_of(sample_briefing()), "signatures").rows

    assert str(filing[0]) == "2027-01-15"
    assert filing[1:3] == ("Base", "File the standard contract of Example China for personal data")
    assert filing[3:6] == (None, MILLION // 4, "Compliance")
    assert agreement[2:6] == ("Sign agreements in China", 37, 5 * MILLION, "HR")
    assert agreement[6] == "…………"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda each: each, "Not to be regretted in any world: Base."),
        (for_board, "Hardly to be regretted in any world: Base, Strict."),
    ],
)
def test_an_option_that_is_best_everywhere_is_said_to_be(
    change: Callable[[Briefing], Briefing], said: str
) -> None:
    briefing = sample_briefing()
    first, *others = briefing.grid.rows
    rows = (first.model_copy(update={"regrets": (0, 0)}), *others)
    grid = briefing.grid.model_copy(update={"rows": rows})

    paper = paper_of(change(briefing.model_copy(update={"grid": grid})))

    assert sheet(paper, "Other worlds").sentences == (said,)


def test_a_board_is_told_why_inputs_and_tasks_have_no_figures() -> None:
    exact = sample_briefing()

    notes = [paper_of(each).sheets[1].notes for each in (exact, for_board(exact))]

    assert [len(each) for each in notes] == [1, 2]
    assert notes[1][1].startswith("Not shown are values")
    assert "tasks that small flows alone need" in notes[1][1]


def test_a_board_is_told_why_settings_have_no_values() -> None:
    briefing = sample_briefing()
    pay = SettingChange(what="Pay: analyst", table="pay", values=("USD 1", "USD 2"))
    exact = briefing.model_copy(update={"settings": (*briefing.settings, pay)})

    notes = [sheet(paper_of(each), "Settings that differ").notes for each in
             (exact, for_board(exact), for_board(briefing))]  # fmt: skip

    assert notes == [
        (),
        ("Values that would tell of few people or of pay are not shown.",),
        (),
    ]


def test_regrets_that_round_alike_are_said_to_be_about_as_much() -> None:
    briefing = sample_briefing()
    first, second, *others = briefing.grid.rows
    rows = (
        first.model_copy(update={"regrets": (4 * MILLION, 0)}),
        second.model_copy(update={"regrets": (0, 4 * MILLION + 1)}),
        *others,
    )
    grid = briefing.grid.model_copy(update={"rows": rows})
    (pair,) = briefing.pairs
    closed = pair.model_copy(update={"left_open": 0})
    changed = briefing.model_copy(update={"grid": grid, "pairs": (closed,)})

    said = [
        sheet(paper_of(each), "Other worlds").sentences for each in (changed, for_board(changed))
    ]

    assert said == [
        ("Least to be regretted, whichever world comes: Base, USD 4 m at most.",),
        (
            (
                "Least to be regretted, whichever world comes, and about as much: Base, Strict, "
                "USD 4 m at most."
            ),
        ),
    ]


def test_regret_stands_beside_its_largest() -> None:
    paper = paper_of(sample_briefing())

    assert table(paper, "regret").rows[0] == ("Base", 0, 4 * MILLION, 4 * MILLION)
    assert table(paper, "regret").rows[2] == ("Staying put", 20 * MILLION, None, None)
    assert sheet(paper, "Other worlds").sentences == (
        "Least to be regretted, whichever world comes: Strict, USD 200 k at most.",
    )
    assert table(paper, "troubles").rows == (
        ("Staying put", "Strict", "office tokyo", None),
        ("Staying plus measures", "Strict", None, "Budget"),
    )


def test_more_tables_become_sheets_before_the_last() -> None:
    extra = Table("extra", "What the rules say of each plan in turn", (), ())

    names = [each.name for each in paper_of(sample_briefing(), appendix=(extra,)).sheets]

    assert names[-2:] == ["What the rules say of each plan", "How to read this"]


def test_every_chart_stands_on_its_sheet_with_its_values_beside_it() -> None:
    paper = paper_of(sample_briefing())

    charts = {page.name: [each.chart.name for each in page.figures] for page in paper.sheets}

    assert {name: found for name, found in charts.items() if found} == {
        "Moves": ["flows_1", "flows_2"],
        "Cost by rule and year": ["waterfall_1", "waterfall_2"],
        "Cash over time": ["cash"],
        "Expected loss": ["frontier"],
        "What would turn it": ["tornado_1", "tornado_2"],
        "Offices over time": ["heads"],
        "Waves and stops": ["waves_1", "waves_2"],
    }
    for page in paper.sheets:
        for figure in page.figures:
            assert figure.chart.summary
            values = {value for row in figure.table.rows for value in row}
            series = [row for panel in figure.chart.panels for row in panel.series]
            drawn = {value for row in (*figure.chart.series, *series) for value in row.values}
            assert drawn <= values


def test_names_of_tables_are_unlike() -> None:
    pages = paper_of(sample_briefing()).sheets

    names = [each.name for page in pages for each in page.tables]
    names += [figure.table.name for page in pages for figure in page.figures]

    assert len(set(names)) == len(names)


def test_a_board_reads_how_figures_are_rounded() -> None:
    decision, *_, reading = paper_of(board()).sheets

    assert any("rounded to multiples of 5" in note for note in decision.notes)
    assert any("Counts from 1 to 5 are shown as" in said for said in reading.sentences)


def test_a_board_sees_of_counted_tasks_the_first_of_each_kind() -> None:
    filing, agreement = table(paper_of(board()), "signatures").rows

    assert filing[2] == "File the standard contract of Example China for personal data"
    assert agreement[2:5] == ("Sign agreements, the first of all", None, None)


def test_long_sources_are_short_on_the_front_and_in_full_behind() -> None:
    briefing = sample_briefing()
    source = "Provisions on data flows, article 7, " * 8
    long = briefing.inputs[0].model_copy(update={"source": source.strip()})

    paper = paper_of(briefing.model_copy(update={"inputs": (long,)}))

    front = str(sheet(paper, "Assumed and signed").tables[0].rows[0][5])
    assert front.endswith("…")
    assert len(front) <= 80
    assert sheet(paper, "All assumptions").tables[0].rows[0][5] == source.strip()


def test_a_value_that_is_not_told_may_still_turn_the_decision() -> None:
    briefing = sample_briefing()
    first = briefing.chosen.triggers[0].model_copy(update={"base": "", "turns_at": ""})
    plan = briefing.chosen.model_copy(update={"triggers": (first,)})
    changed = briefing.model_copy(update={"options": (plan, *briefing.options[1:])})

    rows = {row[0]: row[1] for row in table(paper_of(changed), "decision").rows}

    assert rows["What would turn it (1)"] == (
        "China, inspection: loss: turns it, saving between USD -2 m and USD 48 m"
    )


def test_regrets_within_what_is_left_open_are_not_told_apart() -> None:
    """Four millions of regret against 200,000, where four millions are left open."""
    briefing = sample_briefing()
    (pair,) = briefing.pairs
    wide = briefing.model_copy(
        update={"pairs": (pair.model_copy(update={"left_open": 4 * MILLION}),)}
    )

    assert sheet(paper_of(wide), "Other worlds").sentences == (
        (
            "By regret Strict, Base cannot be told apart: USD 200 k to USD 4 m at most, and what "
            "is proven of them leaves as much open."
        ),
    )
