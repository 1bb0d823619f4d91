"""The sheets behind: totals that add up, what is left out, and what a board is told."""

from __future__ import annotations

from models.choices import Audience
from models.outlook import OfficePosts
from planner.briefing.board import for_board
from planner.exports.sheets import paper_of
from tests.support.briefings import MILLION, sample_briefing
from tests.support.paper_parts import first_changed, sheet, table

SAMPLE = sample_briefing()
FIRST = SAMPLE.chosen


def test_shared_moves_stand_before_those_of_some_plans_and_of_one() -> None:
    briefing = sample_briefing()
    flow = briefing.holdings[0].flow
    groups = [(("Base",), False), (("Base", "Strict"), False), (("Base", "Strict"), True)]
    holdings = tuple(
        briefing.holdings[0].model_copy(update={"flow": flow, "plans": plans, "is_shared": shared})
        for plans, shared in groups
    )

    moves = table(paper_of(briefing.model_copy(update={"holdings": holdings})), "moves")

    assert [row[0] for row in moves.rows] == ["every plan", "some plans", "one plan alone"]


def test_parts_are_not_added_up_where_a_total_is_not_shown() -> None:
    totals = table(paper_of(first_changed(posts_moved=None)), "posts_moved")

    assert totals.rows == (("Posts moved", "1 to 5", 130),)


def test_moves_that_are_withheld_together_are_listed_by_plan() -> None:
    moves = table(paper_of(sample_briefing().model_copy(update={"holdings": ()})), "moves")

    assert [row[0] for row in moves.rows] == ["Base"] * 5 + ["Strict"] * 5


def test_a_flow_over_several_periods_says_both_ends() -> None:
    flow = FIRST.flows[0].model_copy(update={"until": "2027-Q4"})
    briefing = first_changed(flows=(flow,)).model_copy(update={"holdings": ()})

    assert table(paper_of(briefing), "moves").rows[0][4] == "2027-Q1 to 2027-Q4"


def test_what_a_rule_costs_twice_in_a_year_is_added_up() -> None:
    cost = FIRST.rule_years[0]
    half = cost.model_copy(update={"amount": cost.amount // 2})
    rules = (half, half, *FIRST.rule_years[1:])

    rows = table(paper_of(first_changed(rule_years=rules)), "rules_1").rows

    assert rows[0] == ("Run rate", "Money", 202.5 * MILLION, 202.5 * MILLION, 405 * MILLION)


def test_with_a_risk_weight_costs_end_at_the_total() -> None:
    """405 m of money and 39 m of loss, which counts twice."""
    assert FIRST.value is not None
    twice = FIRST.value.model_copy(update={"total": 483 * MILLION})
    weighed = first_changed(value=twice).model_copy(update={"risk_weight": 2.0})

    costs = sheet(paper_of(weighed), "Cost by rule and year")

    assert costs.tables[0].totals == 2
    assert [(row[0], row[-1]) for row in costs.tables[0].rows[-2:]] == [
        ("In all, with expected loss counted once", 444 * MILLION),
        ("Total, with expected loss counted 2 times", 483 * MILLION),
    ]
    assert "count it 2 times" in costs.notes[-1]


def test_without_a_risk_weight_costs_have_one_total() -> None:
    costs = sheet(paper_of(SAMPLE), "Cost by rule and year")

    assert costs.tables[0].totals == 1
    assert costs.tables[0].rows[-1][0] == "In all"
    assert len(costs.notes) == 1


def test_expected_losses_have_a_total_only_if_all_cases_add_up_to_it() -> None:
    whole, lacking = sample_briefing(), first_changed(case_losses=FIRST.case_losses * 2)

    assert table(paper_of(whole), "losses").totals == 1
    assert table(paper_of(lacking), "losses").totals == 0


def test_what_one_world_lacks_is_told_although_there_is_no_other() -> None:
    briefing = sample_briefing()
    grid = briefing.grid
    rows = tuple(
        row.model_copy(
            update={
                "values": row.values[1:],
                "missing": row.missing[1:],
                "regrets": row.regrets[1:],
            }
        )
        for row in grid.rows
    )
    one = grid.model_copy(update={"worlds": ("Strict",), "rows": rows})
    whole = one.model_copy(update={"rows": rows[:2]})

    names = [
        [each.name for each in paper_of(briefing.model_copy(update={"grid": found})).sheets]
        for found in (one, whole)
    ]

    assert ["Other worlds" in each for each in names] == [True, False]


def test_only_offices_that_change_are_listed_with_starters_and_leavers() -> None:
    offices = tuple(
        OfficePosts(office="tokyo", period=period, posts=9, starters=starters, leavers=leavers)
        for period, starters, leavers in (
            ("2027-Q1", 0, 0),
            ("2027-Q2", 2, 0),
            ("2027-Q3", 0, None),
        )
    )

    rows = table(paper_of(first_changed(offices=offices)), "changes").rows

    assert [row for row in rows if row[1] == "Tokyo"] == [
        ("Base", "Tokyo", "2027-Q2", 2, 0),
        ("Base", "Tokyo", "2027-Q3", 0, "1 to 5"),
    ]


def test_totals_of_options_that_break_rules_are_marked() -> None:
    totals = table(paper_of(sample_briefing()), "worlds")

    assert totals.columns[-1].title == "Breaks rules there"
    assert [row[-1] for row in totals.rows] == [None, None, None, "World of Strict: Budget"]


def test_totals_have_no_column_of_broken_rules_if_there_are_none() -> None:
    grid = sample_briefing().grid
    kept = grid.model_copy(update={"rows": grid.rows[:2]})

    totals = table(paper_of(sample_briefing().model_copy(update={"grid": kept})), "worlds")

    assert [column.name for column in totals.columns] == ["option", "world_1", "world_2"]


def test_a_pair_with_a_plan_that_breaks_a_rule_is_not_ranked() -> None:
    assert FIRST.value is not None
    broken = FIRST.value.model_copy(update={"broken": ("budget",)})

    pairs = [table(paper_of(each), "pairs") for each in (first_changed(value=broken), SAMPLE)]

    assert [each.rows[0][-1] for each in pairs] == ["Not ranked: rules are broken by Base", "No"]


def test_the_rule_by_which_an_input_turns_a_plan_has_a_column_if_there_is_one() -> None:
    first, second = FIRST.triggers
    breaking = first.model_copy(update={"breaks": ("budget",)})

    said, calm = (
        table(paper_of(each), "triggers")
        for each in (first_changed(triggers=(breaking, second)), SAMPLE)
    )

    assert [row[-1] for row in said.rows if row[0] == "Base"] == ["Budget", None]
    assert "breaks" not in [column.name for column in calm.columns]


def test_a_limit_is_called_broken_or_tight() -> None:
    tight = FIRST.limits[0]
    broken = tight.model_copy(update={"used": 1.2, "is_tight": False})
    roomy = tight.model_copy(update={"used": 0.4, "is_tight": False})

    rows = table(paper_of(first_changed(limits=(broken, tight, roomy))), "limits").rows

    assert [row[-1] for row in rows if row[0] == "Base"] == ["Broken", "Tight", None]


def test_a_limit_of_money_is_an_amount_of_the_currency() -> None:
    """USD 2.79 m of 11 m, beside a limit of people."""
    people = FIRST.limits[0]
    budget = people.model_copy(
        update={"rule": "budget", "value": 279_409_023, "limit": 1_100_000_000, "unit": "money"}
    )
    hidden = budget.model_copy(update={"value": None, "limit": None})

    rows = table(paper_of(first_changed(limits=(budget, people, hidden))), "limits").rows

    assert [row[-4:-1] for row in rows if row[0] == "Base"] == [
        ("USD 2.79 m", "USD 11 m", None),
        (17, 20, "people"),
        (None, None, None),
    ]


def test_a_board_is_told_which_limits_are_left_out() -> None:
    budget = FIRST.limits[0].model_copy(update={"rule": "budget", "unit": "money"})
    briefing = first_changed(limits=(budget, *FIRST.limits))

    notes = [sheet(paper_of(each), "Limits").notes for each in (briefing, for_board(briefing))]

    withheld = "Limits on posts, people and seats are not shown."
    assert [withheld in each for each in notes] == [False, True]


def test_a_route_that_ends_says_when() -> None:
    route = FIRST.routes[0].model_copy(update={"until": "2027-Q4"})

    rows = table(paper_of(first_changed(routes=(route,))), "routes").rows

    assert [row[-1] for row in rows] == ["2027-Q4", "the end"]


def test_a_board_is_told_no_more_of_moves_and_values_than_is_known() -> None:
    board = sample_briefing().model_copy(update={"audience": Audience.BOARD})

    moves = [sheet(paper_of(each), "Moves").notes for each in (sample_briefing(), board)]
    turning = [
        sheet(paper_of(each), "What would turn it").notes for each in (sample_briefing(), board)
    ]

    assert "no-regret" in moves[0][0]
    assert "not always the same" in moves[1][0]
    assert "or it is not shown" in turning[1][-1]
    assert turning[0][-1] != turning[1][-1]


def test_whole_numbers_of_charts_are_whole_in_their_tables() -> None:
    first, *others = SAMPLE.chosen.periods
    uneven = first.model_copy(update={"one_off": first.one_off + 50})
    figure = sheet(paper_of(first_changed(periods=(uneven, *others))), "Cash over time").figures[0]

    assert [type(figure.table.rows[row][2]) for row in (0, -1)] == [float, int]


def test_a_board_is_told_what_counts_of_offices_and_waves_leave_out() -> None:
    exact, board = (paper_of(each) for each in (sample_briefing(), for_board(sample_briefing())))

    assert len(sheet(board, "Offices over time").notes) == 4
    assert len(sheet(exact, "Offices over time").notes) == 2
    assert "not listed" in sheet(board, "Waves and stops").notes[-1]
    assert [note.startswith("A stop") for note in sheet(exact, "Waves and stops").notes] == [
        False,
        True,
    ]
    assert not any("A stop" in note for note in sheet(board, "Waves and stops").notes)
