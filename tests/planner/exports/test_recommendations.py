"""Open recommendations and holds as they may leave the planner."""

from __future__ import annotations

import json
from datetime import date

from models.answer import Recommendation
from models.plan import Hold, TaskKind
from models.workforce import Mode
from planner.cli.changes import change_words, open_words
from planner.exports.recommendations import recommendations_table, snapshot_document
from streams.promises import Promise
from streams.recommend import Snapshot
from tests.support.builders import move
from tests.support.exported_company import task

NOTHING = Snapshot(programme="test", position=0, revision="")


def snapshot(*holds: int) -> Snapshot:
    """Two more posts are recommended where one goes already, and so many are on hold."""
    more = Recommendation(
        id="test/kyc/bengaluru/transfer/2027-Q2",
        revision="r",
        programme="test",
        move=move(2, period="2027-Q2"),
        worth=777,
        causes=(),
        tasks=(
            task(TaskKind.PERMIT, 3, amount=900),
            task(TaskKind.ORDER_SEATS, 2, amount=500),
        ),
        start_by=date(2027, 2, 1),
        expires_on=date(2027, 2, 1),
    )
    held = tuple(
        Hold(
            cohort=f"c{n}", destination="bengaluru", mode=Mode.REDUNDANCY, period="2027-Q2", heads=n
        )
        for n in holds
    )
    return Snapshot(programme="test", position=1, revision="r", open=(more,), holds=held)


def test_tasks_do_not_tell_the_posts_that_had_been_accepted_before() -> None:
    """Three permits for two new posts: neither figure is shown, nor their cash; seat blocks are."""
    (row,) = snapshot_document(snapshot())["open"]
    permits, seats = row["tasks"]

    assert (permits["kind"], permits["count"], permits["amount"]) == (
        "permit",
        "1 to 5",
        None,
    )
    assert (seats["kind"], seats["count"], seats["amount"]) == ("order_seats", "2", 500)
    assert permits["by"] == "2027-02-01"
    said = open_words(snapshot())
    assert "apply for permits at bengaluru: 1 to 5, by 2027-02-01" in said
    assert "order seat blocks at bengaluru: 2, by 2027-02-01" in said


def test_how_many_are_asked_is_not_told_since_it_tells_how_many_move() -> None:
    (more,) = snapshot().open
    asked = more.model_copy(update={"tasks": (task(TaskKind.OFFER, 12),)})
    (row,) = snapshot_document(snapshot().model_copy(update={"open": (asked,)}))["open"]

    assert (row["tasks"][0]["count"], row["tasks"][0]["amount"]) == ("withheld", None)


def test_what_the_plan_does_for_its_own_sake_is_told_once() -> None:
    """To whoever looks, and to machines."""
    own = task(TaskKind.MEASURE, what="masking", by=date(2027, 3, 1), owner="it_security", amount=7)
    shown = snapshot().model_copy(update={"plan_tasks": (own,)})

    assert open_words(shown).count("start masking, by 2027-03-01") == 1
    assert snapshot_document(shown)["plan_tasks"] == [{**own.model_dump(mode="json"), "count": "1"}]


def test_few_people_whose_posts_fall_away_are_told_without_their_number() -> None:
    """Neither three nor six, nor what they are paid."""

    def told(count: int) -> tuple[str, int | None]:
        notice = task(TaskKind.NOTICE, count, amount=900)
        shown = snapshot().model_copy(update={"plan_tasks": (notice,)})
        (row,) = snapshot_document(shown)["plan_tasks"]
        return row["count"], row["amount"]

    assert told(3) == ("1 to 5", None)
    assert told(6) == ("10", None)


def test_what_is_on_hold_is_told_without_small_counts() -> None:
    """To whoever looks, to whoever follows, and to machines; also when it goes on."""
    shown = snapshot(3, 9)

    for said in (open_words(shown), change_words(NOTHING, shown)):
        assert "on hold: 1 to 5 posts of c3 to bengaluru, redundancy, 2027-Q2" in said
        assert "on hold: 10 posts of c9" in said
    assert [each["heads"] for each in snapshot_document(shown)["holds"]] == ["1 to 5", "10"]
    assert json.loads(json.dumps(snapshot_document(shown)))["holds"][0]["cohort"] == "c3"
    assert "nothing is on hold any longer" in change_words(shown, snapshot())


def test_a_promise_that_shrinks_is_told_without_small_counts() -> None:
    """To whoever looks, to whoever follows, and to machines; also when it is whole again."""
    name = "test/kyc/bengaluru/transfer/2027-Q3"
    small = "test/kyc/dalian/transfer/2027-Q3"
    shown = snapshot().model_copy(
        update={
            "promises": (
                Promise(recommendation=name, heads=8, possible=6),
                Promise(recommendation=small, heads=6, possible=3, pays=False),
            )
        }
    )

    for said in (open_words(shown), change_words(NOTHING, shown)):
        words = " ".join(said.split())
        assert f"promised: {name}, 10 posts, 10 still possible" in words
        assert f"promised: {small}, 10 posts, 1 to 5 still possible; by the" in words
        assert "by the last answer it costs more than it saves" in words
    assert [each["possible"] for each in snapshot_document(shown)["promises"]] == [
        "10",
        "1 to 5",
    ]
    assert "every promise can be kept whole again" in change_words(shown, snapshot())


def test_both_baselines_are_told_beside_what_is_open() -> None:
    """What the plan and both baselines cost, as far as an answer has said so."""
    known = snapshot().model_copy(
        update={
            "currency": "USD",
            "objective": 500_000_00,
            "staying_put": 700_000_00,
            "staying_plus_measures": 600_000_00,
        }
    )

    (note,) = recommendations_table(known).notes
    assert note == (
        "Money and expected loss (assumed) in all, about: the plan USD 500 k, staying put "
        "USD 700 k, staying plus measures USD 600 k."
    )
    assert recommendations_table(snapshot()).notes == ()
