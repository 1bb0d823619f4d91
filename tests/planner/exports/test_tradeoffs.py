"""Tables, files and the picture of a frontier and of alternatives, worked by hand."""

from __future__ import annotations

import csv
import io
import json

import pyarrow.parquet as pq
import pytest

from models.analysis import (
    Alternatives,
    Frontier,
)
from models.choices import FrontierAxis
from models.errors import InputError
from models.plan_change import PlanChange
from models.requests import Request, RequestKind
from models.result import Status
from planner.exports.plan_changes import change_words
from planner.exports.tradeoffs.alternatives import alternatives_tables
from planner.exports.tradeoffs.files import (
    ALTERNATIVES_FORMATS,
    FRONTIER_FORMATS,
    RECORD,
    document,
    exact_bytes,
)
from planner.exports.tradeoffs.frontier import frontier_tables
from planner.exports.working import WORKING_FILE
from tests.support.pictures import read_picture
from tests.support.tradeoffs import CHANGE, COMPANY, OTHERS, THREE, frontier


def test_a_change_is_told_by_office_mode_measure_and_route() -> None:
    assert change_words(CHANGE, COMPANY) == (
        "3 more to Bengaluru; 4 more by transfer, 1 fewer by redundancy here, hire there; with "
        "masking; without bank_cn/personal/standard_contract"
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (PlanChange(posts=2), "2 posts of other cohorts to the same offices"),
        (PlanChange(), "other periods, cohorts or seats"),
    ],
)
def test_a_change_that_keeps_every_total_is_told_too(change: PlanChange, words: str) -> None:
    assert change_words(change, COMPANY) == words


def test_the_frontier_has_a_row_for_each_plan_and_for_each_change() -> None:
    points, changes = frontier_tables(THREE, COMPANY)

    assert [row[:3] for row in points.rows] == [
        (1, 90_000, 1_000),
        (2, 50_000, 2_000),
        (3, 40_000, 9_000),
    ]
    marks = [column.name for column in points.columns].index("mark")
    assert [row[marks] for row in points.rows] == ["", "knee", "cheapest, nobody moves"]
    assert [row[:3] for row in changes.rows] == [(2, -40_000, 1_000), (3, -10_000, 7_000)]
    both, knee, gap, staying, *_ = points.notes
    assert both == (
        "No plan here is better than another both in money and in expected loss (assumed)."
    )
    assert knee == "Plan 2 is the knee: it lies furthest below the straight line between both ends."
    assert gap.endswith("no plan costs less than one here by more than 0.40%.")
    assert staying == "If nobody moves: USD 450 in money, USD 95 in expected loss (assumed)."


@pytest.mark.parametrize("cut_short", [False, True])
def test_of_one_plan_no_more_is_said_than_is_known(cut_short: bool) -> None:
    """No other was found; that time was up is said."""
    alone = frontier(THREE.points[0]).model_copy(update={"cut_short": cut_short})
    points, *others = frontier_tables(alone, COMPANY)

    assert points.notes[0] == (
        "No other plan was found that is better in money or in expected loss (assumed)."
    )
    told = "Time was up before the search was over: there may be other plans, and another knee."
    assert (told in points.notes) == cut_short
    assert others == []


@pytest.mark.slow
def test_what_was_tried_is_told_on_every_page() -> None:
    """With its reason; in the page of alternatives too."""
    asked = Request(id="keep", kind=RequestKind.KEEP, cohort="kyc", posts=2, reason="the desk")
    tried = COMPANY.model_copy(update={"requests": (asked,)}).with_overlay_names("keep=kyc:2")
    for found in (THREE, OTHERS):
        page = exact_bytes(found, tried, ".html").decode()
        assert "With keep=kyc:2." in page
        assert "at least 2 posts of kyc stay at home; the desk" in page
    assert "the desk" in exact_bytes(THREE, tried, ".svg").decode()


def test_alternatives_of_one_aspect_have_names_of_their_own() -> None:
    twice = OTHERS.model_copy(update={"alternatives": OTHERS.alternatives * 2})
    plans, *_ = alternatives_tables(twice, COMPANY)

    assert [row[0] for row in plans.rows] == ["Best", "More posts move 1", "More posts move 2"]


def test_alternatives_stand_below_the_best_plan_with_what_they_share() -> None:
    plans, otherwise, shared = alternatives_tables(OTHERS, COMPANY)

    more = [column.name for column in plans.columns].index("more")
    assert [(row[0], row[more]) for row in plans.rows] == [("Best", 0), ("More posts move", 900)]
    assert otherwise.rows == (("More posts move", change_words(CHANGE, COMPANY)),)
    assert shared.rows == (("move", "3 posts of kyc to Bengaluru"), ("measure", "masking"))


def test_it_is_told_where_the_saving_limits_what_they_may_cost() -> None:
    """Two percent are ten dollars; where twelve are saved, six may be given up."""
    limited = OTHERS.model_copy(update={"most": 51_600, "saved": 1_200})
    of_share, of_staying = (alternatives_tables(each, COMPANY)[0] for each in (OTHERS, limited))

    assert of_share.notes[0].startswith("Each alternative costs at most 2.0% more (USD 10) and")
    assert of_staying.notes[0].startswith(
        "Each alternative costs at most USD 6 more, half of what the best plan saves, and"
    )


def test_where_none_is_found_it_is_said() -> None:
    alone = OTHERS.model_copy(update={"alternatives": ()})
    (plans,) = alternatives_tables(alone, COMPANY)

    assert plans.notes[0] == (
        "No plan was found that costs at most 2.0% more (USD 10) and truly differs."
    )


def test_the_document_has_every_plan() -> None:
    """Keys as the issue of the command names them; the text reads back as the same record."""
    written = document(THREE, COMPANY)
    keys = {"money", "expected_loss", "dismissals", "settings", "plan"}
    assert all(keys <= set(point) for point in written["points"])
    assert written.pop("minor_digits") == 2
    assert written.pop("note") == WORKING_FILE
    assert Frontier.model_validate_json(json.dumps(written)) == THREE

    written = document(OTHERS, COMPANY)
    assert {"alternatives", "shared"} <= set(written)
    assert written.pop("minor_digits") == 2
    assert written.pop("note") == WORKING_FILE
    assert Alternatives.model_validate_json(json.dumps(written)) == OTHERS


def test_csv_and_parquet_have_a_row_for_each_plan() -> None:
    """Decimals of the currency in CSV, integers of the smallest unit in Parquet."""
    rows = list(csv.DictReader(io.StringIO(exact_bytes(THREE, COMPANY, ".csv").decode())))
    table = pq.read_table(io.BytesIO(exact_bytes(THREE, COMPANY, ".parquet")))

    assert [row["money"] for row in rows] == ["900.00", "500.00", "400.00"]
    assert table["money"].to_pylist() == [90_000, 50_000, 40_000]
    assert table["posts"].to_pylist() == [6, 3, 0]
    assert Frontier.model_validate_json(table.schema.metadata[RECORD]) == THREE


@pytest.mark.parametrize("suffix", FRONTIER_FORMATS)
def test_every_format_of_a_frontier_is_written(suffix: str) -> None:
    assert exact_bytes(THREE, COMPANY, suffix)


@pytest.mark.parametrize("suffix", ALTERNATIVES_FORMATS)
def test_every_format_of_alternatives_is_written(suffix: str) -> None:
    assert exact_bytes(OTHERS, COMPANY, suffix)


def test_the_picture_has_a_point_for_each_plan_higher_where_it_costs_more() -> None:
    """Cost upwards, loss to the right; the knee is named."""
    picture = read_picture(exact_bytes(THREE, COMPANY, ".svg").decode())
    *_, first, second, third = picture.marks_of(0)
    texts = [each.what for each in picture.texts]

    assert first.left < second.left < third.left
    assert first.top < second.top < third.top
    assert "2 knee" in texts
    assert {"Money, USD", "Expected loss (assumed), USD"} <= set(texts)
    assert picture.root[1].tag == "desc"
    assert str(picture.root[1].text).startswith("Money goes from USD 900 with expected loss")


@pytest.mark.parametrize("against", FrontierAxis)
def test_a_picture_of_one_plan_or_of_counts_is_drawn(against: FrontierAxis) -> None:
    for shown in (THREE, frontier(THREE.points[0])):
        asked = shown.model_copy(update={"against": against})
        drawn = read_picture(exact_bytes(asked, COMPANY, ".svg").decode())
        assert len(drawn.marks_of(0)) >= len(shown.points)
        assert not drawn.outside()
        assert not drawn.overlaps()


def test_papers_show_their_plans_as_dots() -> None:
    """The frontier's plans, and the best plan with its alternatives."""
    for found, names in ((THREE, {"1", "2 knee"}), (OTHERS, {"Best", "More posts move"})):
        page = exact_bytes(found, COMPANY, ".html").decode()
        picture = read_picture(page[page.index("<svg") : page.index("</svg>") + 6])

        assert names <= {each.what for each in picture.texts}
        assert not picture.outside()
    alone = exact_bytes(OTHERS.model_copy(update={"alternatives": ()}), COMPANY, ".html")
    assert b"<svg" not in alone


def test_what_cannot_be_written_is_refused() -> None:
    with pytest.raises(InputError, match="unknown file format"):
        exact_bytes(OTHERS, COMPANY, ".svg")
    with pytest.raises(InputError, match="no plan to write"):
        exact_bytes(frontier(status=Status.INFEASIBLE), COMPANY, ".csv")


@pytest.mark.parametrize("suffix", [".csv", ".json", ".parquet", ".html"])
def test_files_of_tradeoffs_say_that_they_are_working_files(suffix: str) -> None:
    assert WORKING_FILE[1:].encode() in exact_bytes(THREE, COMPANY, suffix)
